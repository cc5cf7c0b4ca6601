/** One space of the institution; a campus has no parent. */
export interface Space {
  type: 'CAMPUS' | 'BUILDING' | 'FLOOR';
  id: string;
  /** May be empty in Fenix. */
  name: string;
  parentId?: string;
}

const ALAMEDA = '2448131360897';

const campus = (id: string, name: string): Space => ({ type: 'CAMPUS', id, name });

/** A building of Alameda with made-up floors, the lowest first. */
function building(id: string, name: string, ...floors: string[]): Space[] {
  return [
    { type: 'BUILDING', id, name, parentId: ALAMEDA },
    ...floors.map((floor, index): Space => ({
      type: 'FLOOR',
      id: `${id}${index + 1}`,
      name: floor,
      parentId: id,
    })),
  ];
}

/** Campuses as Fenix lists them; of their buildings the four that Perto starts with. */
export const SPACES: readonly Space[] = [
  campus(ALAMEDA, 'Alameda'),
  campus('2448131392438', 'Tecnológico e Nuclear'),
  campus('2448131360898', 'Taguspark'),
  ...building('2448131361042', 'Pavilhão de Civil', '-1', '0', '1', '2', '3'),
  ...building('2448131361155', 'Pavilhão de Mecânica III', '0', '1', '2'),
  ...building('2448131361091', 'Torre Norte', '-1', '0', '1', '2', '3', '4'),
  ...building('2448131361109', 'Pavilhão de Química', '0', '1', '2'),
];

const LANGUAGES = ['pt-PT', 'en-GB'];
const NEWS = 'http://tecnico.ulisboa.pt/pt/noticias/rss';

/** What `GET /about` answers, in the wanted language where it is one of the supported. */
export function aboutIn(language: string | undefined): object {
  return {
    institutionName: 'Instituto Superior Técnico (local stand-in)',
    institutionUrl: 'https://tecnico.ulisboa.pt/',
    rssFeeds: [{ description: 'News', url: NEWS }],
    currentAcademicTerm: '1º Semestre 2026/2027',
    languages: LANGUAGES,
    language: language !== undefined && LANGUAGES.includes(language) ? language : LANGUAGES[0],
    rss: { news: NEWS, events: '' },
  };
}
