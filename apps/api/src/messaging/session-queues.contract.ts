import { LIMITS } from '@perto/contract';
import { eventually } from '@perto/testkit';
import type { Session } from '../presence/session';
import { userAddress, type Message } from './message';
import type { SessionQueues } from './session-queues';

/** What every adapter of `SessionQueues` must do. */
export function sessionQueuesContract(makeQueues: () => Promise<SessionQueues>): void {
  let queues: SessionQueues;
  let opened: Session[];
  let unique: string;
  let tabs = 0;

  beforeAll(async () => {
    queues = await makeQueues();
  });
  beforeEach(() => {
    opened = [];
    unique = Math.random().toString(36).slice(2);
  });
  afterEach(async () => {
    for (const session of opened) await queues.close(session);
  });

  const person = (name: string) => `${name}-${unique}`;
  const to = (...names: string[]) => names.map((name) => userAddress(person(name)));

  /** Opens a tab of `name`; `arrivals` counts what was announced. */
  async function openTab(name: string) {
    const user = person(name);
    const session: Session = {
      id: `${user}-${++tabs}`,
      user,
      signIn: { digest: '', user, expiresAt: Infinity },
      connection: undefined,
    };
    const tab = { session, arrivals: 0, takeTexts: () => queues.take(session).map(({ text }) => text) };
    await queues.open(session, () => tab.arrivals++);
    opened.push(session);
    return tab;
  }

  function aMessage(text: string): Message {
    return { id: '1', kind: 'text', sender: userAddress('sender'), text, sentAt: Date.UTC(2026, 0, 1) };
  }

  it('hands a message to every tab of every recipient, and to nobody else', async () => {
    const [rui, ruiAgain, eva, ana] = await Promise.all(['rui', 'rui', 'eva', 'ana'].map(openTab));

    await queues.publish(aMessage('olá'), to('rui', 'eva'));
    await eventually('all have it', () => [rui, ruiAgain, eva].every((tab) => tab?.arrivals === 1));

    expect(rui!.takeTexts()).toEqual(['olá']);
    expect(ruiAgain!.takeTexts()).toEqual(['olá']);
    expect(eva!.takeTexts()).toEqual(['olá']);
    expect([ana!.arrivals, ana!.takeTexts()]).toEqual([0, []]);
  });

  it('keeps a message whole', async () => {
    const rui = await openTab('rui');
    const message = { ...aMessage('ação 🙂 "aspas" \\ \n'), id: '9007199254740993' };

    await queues.publish(message, to('rui'));
    await eventually('it arrives', () => rui.arrivals === 1);

    expect(queues.take(rui.session)).toEqual([message]);
  });

  it('keeps the order of publication', async () => {
    const rui = await openTab('rui');
    const texts = Array.from({ length: 50 }, (_, index) => `${index}`);

    for (const text of texts) await queues.publish(aMessage(text), to('rui'));
    await eventually('all arrive', () => rui.arrivals === texts.length);

    expect(rui.takeTexts()).toEqual(texts);
  });

  it('hands each message out once, however often it is asked', async () => {
    const rui = await openTab('rui');
    await queues.publish(aMessage('olá'), to('rui'));
    await eventually('it arrives', () => rui.arrivals === 1);

    const taken = [rui.takeTexts(), rui.takeTexts(), rui.takeTexts()];

    expect(taken).toEqual([['olá'], [], []]);
  });

  it('announces only what a take would hand out at that moment', async () => {
    const rui = await openTab('rui');
    const session: Session = { ...rui.session, id: `${rui.session.id}-taker` };
    const seen: number[] = [];
    await queues.open(session, () => seen.push(queues.take(session).length));
    opened.push(session);

    for (let index = 0; index < 5; index++) await queues.publish(aMessage(`${index}`), to('rui'));
    await eventually('all are taken', () => seen.length === 5);

    expect(seen).toEqual([1, 1, 1, 1, 1]);
  });

  it('is empty at first, and forgets a session that is closed', async () => {
    await queues.publish(aMessage('before'), to('rui'));
    const rui = await openTab('rui');
    const witness = await openTab('rui');
    await queues.close(rui.session);

    await queues.publish(aMessage('after'), to('rui'));
    await eventually('the other tab has it', () => witness.arrivals === 1);

    expect([rui.arrivals, rui.takeTexts()]).toEqual([0, []]);
    expect(witness.takeTexts()).toEqual(['after']);
  });

  it('reaches a thousand recipients with one publication', async () => {
    const last = await openTab('person-999');
    const names = Array.from({ length: LIMITS.maxRecipients }, (_, index) => `person-${index}`);

    await queues.publish(aMessage('a todos'), to(...names));
    await eventually('the last has it', () => last.arrivals === 1);

    expect(last.takeTexts()).toEqual(['a todos']);
  });

  it('holds a bounded number of messages for a tab that never takes any', async () => {
    const rui = await openTab('rui');
    const sent = 2 * LIMITS.queuedMessages + 500;
    let published = 0;
    while (published < sent) {
      const batch = Array.from({ length: 250 }, () => queues.publish(aMessage(`${published++}`), to('rui')));
      await Promise.all(batch);
    }

    const held: string[] = [];
    let taken: string[];
    await eventually('the last one came', () => {
      taken = rui.takeTexts();
      held.push(...taken);
      return held.at(-1) === `${sent - 1}`;
    });

    expect(held.length).toBeLessThanOrEqual(2 * LIMITS.queuedMessages);
    expect(held).toEqual([...new Set(held)].sort((one, other) => Number(one) - Number(other)));
  });
}
