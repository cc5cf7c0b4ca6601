import { english } from '../texts/english';
import { portuguese } from '../texts/portuguese';
import { bubblesOf, type BubbleState } from './bubbles';
import type { ThreadMessage } from './thread';

const at = new Date(2026, 10, 22, 14, 32).getTime();
const today = new Date(at).toDateString();
let keys = 0;

function mine(changes: Partial<ThreadMessage> = {}): ThreadMessage {
  return {
    key: String(++keys),
    mine: true,
    sender: { kind: 'user', id: 'ana' },
    recipients: [{ kind: 'user', id: 'rui' }],
    audience: 1,
    text: 'Vou já',
    at,
    state: 'stored',
    seen: true,
    delivered: 0,
    seenBy: 0,
    ...changes,
  };
}
const states = (...messages: ThreadMessage[]): (BubbleState | null)[] =>
  bubblesOf(messages, today, null, english).map(({ state }) => state);
const words = (message: ThreadMessage, texts = english): string | undefined =>
  bubblesOf([message], today, null, texts)[0]!.state?.words;

describe('what became of a message of one’s own', () => {
  it('is said of one person: sent, delivered, seen', () => {
    expect(states(mine())).toEqual([{ icon: 'check', words: 'Sent at 14:32' }]);
    expect(states(mine({ delivered: 1 }))).toEqual([{ icon: 'doneAll', words: '14:32 · Delivered' }]);
    expect(words(mine({ delivered: 1, seenBy: 1 }))).toBe('14:32 · Seen');
    expect(words(mine({ delivered: 1, seenBy: 1 }), portuguese)).toBe('14:32 · Vista');
  });

  it('is counted of several', () => {
    const toFive = (delivered: number, seenBy: number) => mine({ audience: 5, delivered, seenBy });

    expect(words(toFive(0, 0))).toBe('Sent at 14:32');
    expect(words(toFive(3, 0))).toBe('14:32 · Delivered to 3 of 5');
    expect(words(toFive(3, 2))).toBe('14:32 · Delivered to 3 of 5, seen by 2');
    expect(words(toFive(5, 2))).toBe('14:32 · Seen by 2 of 5');
    expect(words(toFive(3, 2), portuguese)).toBe('14:32 · Entregue a 3 de 5, vista por 2');
  });

  it('is said of the latest that was sent alone', () => {
    const later = { at: at + 600_000 };

    expect(states(mine({ delivered: 1 }), mine(later), mine({ ...later, mine: false }))).toEqual([
      null,
      { icon: 'check', words: 'Sent at 14:42' },
      null,
    ]);
  });

  it('is said once for all that wait, below the last of them, beside that of the latest sent', () => {
    const waiting = mine({ state: 'waiting', obstacle: 'connection' });

    expect(states(mine(), waiting, { ...waiting, key: 'w2' })).toEqual([
      { icon: 'check', words: 'Sent at 14:32' },
      null,
      { icon: 'schedule', words: '2 waiting. They go when you are back online.' },
    ]);
    expect(words(waiting, portuguese)).toBe('Por enviar. Segue quando houver ligação.');
  });

  it('does not blame the network for a server that is away', () => {
    expect(words(mine({ state: 'waiting', obstacle: 'server' }))).toBe(
      'Waiting. It goes as soon as Perto can take it.',
    );
  });

  it('is said to be on its way until it is answered', () => {
    expect(states(mine({ state: 'sending' }))).toEqual([{ icon: 'schedule', words: 'Sending…' }]);
  });
});

describe('whom a message went to', () => {
  const audiences = (...messages: ThreadMessage[]) =>
    bubblesOf(messages, today, null, english).map(({ audience }) => audience);
  const building = { id: '1', name: 'Torre Norte' };

  it('is counted of several, and a whole building is named', () => {
    const toBuilding = mine({ audience: 12, recipients: [], building });

    expect(audiences(mine(), mine({ audience: 3 }), toBuilding)).toEqual([
      '',
      'To 3 people',
      'To everyone in Torre Norte: 12 people',
    ]);
    expect(bubblesOf([toBuilding], today, null, portuguese)[0]!.audience).toBe(
      'A quem está em Torre Norte: 12 pessoas',
    );
  });
});
