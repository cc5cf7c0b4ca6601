import { nameOf } from './lines.mjs';
import { fitted, harmless } from './text.mjs';

const OUTSIDE = 'on the way';
const WIDEST = 120;
/** Lines of messages and of troubles that are shown at most. */
const MESSAGES = 8;
const TROUBLES = 2;

/**
 * What a terminal of `columns` × `rows` shows: who is where, what was heard, what went wrong.
 *
 * @param {{ url: string, students: number, seconds: number, buildings: { name: string }[],
 *   walkers: { name: string, place?: string, connected: boolean }[], tally: import('./tally.mjs').Tally,
 *   columns: number, rows: number }} state `seconds` since the beginning
 * @param {(style: Style, text: string) => string} paint
 * @typedef {'head' | 'strong' | 'faint' | 'bot' | 'bad'} Style
 * @returns {string[]} lines, none wider than the terminal
 */
export function tableLines(state, paint) {
  const width = Math.max(10, Math.min(state.columns, WIDEST) - 1);
  const line = (text, style) => {
    const cut = fitted(harmless(text), width).trimEnd();
    return style ? paint(style, cut) : cut;
  };
  const places = placesOf(state);
  const longest = Math.max(...places.map(({ name }) => name.length), 10);
  const { counts } = state.tally;
  const lines = [
    line(headOf(state), 'head'),
    '',
    ...places.map(({ name, people }) =>
      line(
        `${fitted(name, longest)}  ${String(people.length).padStart(4)}  ${people.join(', ')}`,
        people.length === 0 ? 'faint' : undefined,
      ),
    ),
    '',
    ...heardLines(state, line),
    '',
    ...[...state.tally.troubles]
      .slice(-TROUBLES)
      .map(([reason, times]) => line(`${times} × ${reason}`, 'bad')),
    line(
      `heard ${counts.heard} · wrote ${counts.wrote} · moved ${counts.moved} · came back ${counts.back} · Ctrl-C: everybody leaves`,
      'faint',
    ),
  ];
  if (lines.length < state.rows) return lines;
  return [...lines.slice(0, Math.max(1, state.rows - 2)), lines.at(-1)]; // the last line must not scroll
}

function headOf({ url, students, walkers, seconds }) {
  const connected = walkers.filter((walker) => walker.connected).length;
  const minutes = Math.floor(seconds / 60);
  const time = `${minutes}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
  return `Students at ${url} · ${connected} of ${students} connected · ${time}`;
}

/** Every building, and those who are in none. */
function placesOf({ buildings, walkers }) {
  const places = new Map([...buildings.map(({ name }) => name), OUTSIDE].map((name) => [name, []]));
  for (const { place, name, connected } of walkers)
    if (connected) (places.get(place) ?? places.get(OUTSIDE)).push(name);
  return [...places].map(([name, people]) => ({ name, people: people.sort((a, b) => a.localeCompare(b)) }));
}

function heardLines({ tally }, line) {
  const latest = [...tally.hearings.values()].slice(-MESSAGES).reverse();
  if (latest.length === 0) return [line('Nothing was heard yet.', 'faint')];
  return latest.map(({ message, people, soonest, latest: last, at, place }) => {
    const time = new Date(at).toTimeString().slice(0, 8);
    const took = soonest === last ? `${last} ms` : `${soonest} to ${last} ms`;
    const where = place ? ` in ${place}` : '';
    const said = `${time}  ${nameOf(message.sender)} → ${people} of ${message.recipients}${where}, ${took}: ${message.text}`;
    return line(said, message.sender.kind === 'bot' ? 'bot' : undefined);
  });
}
