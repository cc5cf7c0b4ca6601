import type { ConsoleTexts } from '../../texts';

const buildings = (count: number): string => (count === 1 ? '1 edifício' : `${count} edifícios`);

export const importing: ConsoleTexts['importing'] = {
  title: 'Importar edifícios',
  lead: 'Um ficheiro JSON com containedSpaces, um GeoJSON, ou o que o Fénix responde em /spaces. Primeiro vês o que mudaria.',
  choose: 'Escolhe um ficheiro ou larga-o aqui',
  another: 'Escolhe outro ficheiro ou larga-o aqui',
  reading: 'A ver o ficheiro…',
  notJson: 'Este ficheiro não é JSON.',
  tooLarge: (megabytes) => `Este ficheiro é grande demais. São aceites no máximo ${megabytes} MB.`,
  unreadable: 'Não foi possível ler este ficheiro. Escolhe-o outra vez.',
  unknownForm:
    'Neste ficheiro não há edifícios como o Perto os conhece: containedSpaces, GeoJSON ou espaços do Fénix.',
  changedMeanwhile: 'Há agora linhas recusadas, por isso nada foi aceite. Vê o ficheiro outra vez.',
  sums: 'O que o ficheiro mudaria',
  new: (count) => (count === 1 ? 'novo' : 'novos'),
  changed: (count) => (count === 1 ? 'mudado' : 'mudados'),
  unchanged: (count) => (count === 1 ? 'igual' : 'iguais'),
  refused: (count) => (count === 1 ? 'recusado' : 'recusados'),
  takeAll: 'Aceitar todos',
  takeAccepted: 'Aceitar sem as linhas recusadas',
  take: 'Aceitar',
  forget: 'Pôr o ficheiro de lado',
  nothing: 'Não há nada para aceitar.',
  ask: (count) => `Aceitar ${buildings(count)}?`,
  what: (added, changed, refused) =>
    `Novos: ${added}. Mudados: ${changed}.${refused > 0 ? ` De fora: ${refused}.` : ''} Quem está ligado é logo colocado de novo.`,
  taken: (added, changed) => `Feito. Novos: ${added}. Mudados: ${changed}.`,
  refusedTitle: 'Recusados e porquê',
  changedTitle: 'Mudados',
  newTitle: 'Novos',
  row: 'Linha',
  rowNumber: (row) => `Linha ${row}`,
  unnamed: 'Sem nome',
  reason: 'Porquê',
  change: 'O que muda',
  where: 'Centro e raio',
  renamed: (before, after) => `Nome: ${before} → ${after}`,
  moved: (metres) => `O centro move-se ${metres}`,
  nudged: 'O centro move-se menos de meio metro',
  resized: (before, after) => `Raio: ${before} → ${after}`,
};
