import { LIMITS } from '@perto/contract';
import { eventually } from '@perto/testkit';
import { userAddress } from '../auth/address';
import type { Session } from '../presence/session';
import type { Deliverable, Line } from './message';
import type { SessionQueues } from './session-queues';

/** One tab that writes down what its queue brings. */
export interface ListeningTab {
  session: Session;
  arrivals: { message: Deliverable; sequence: number }[];
  texts: () => string[];
  interruptions: number;
}

/** Tabs and messages for suites over one broker; each suite has people of its own. */
export class QueueFixture {
  private readonly unique = Math.random().toString(36).slice(2);
  private readonly sequences = new Map<string, number>();
  private opened: Session[] = [];
  private tabs = 0;

  constructor(private readonly queues: () => SessionQueues) {}

  person(name: string): string {
    return `${name}-${this.unique}`;
  }

  /** Lines to these people, each with their next number. */
  to(...names: string[]): Line[] {
    return names.map((name) => {
      const sequence = (this.sequences.get(name) ?? 0) + 1;
      this.sequences.set(name, sequence);
      return { recipient: userAddress(this.person(name)), sequence };
    });
  }

  message(text: string, id = '1'): Deliverable {
    const sender = userAddress('sender');
    return {
      message: { id, kind: 'text', sender, text, sentAt: Date.UTC(2026, 0, 1), recipientCount: 1 },
      sender: { ...sender, name: 'Sara Enviada' },
    };
  }

  /** Opens a tab of `name`; `arrived` is called for whatever comes, before it is written down. */
  async open(name: string, arrived: () => void = () => undefined): Promise<ListeningTab> {
    const user = this.person(name);
    const session: Session = {
      id: `${user}-${++this.tabs}`,
      holder: userAddress(user),
      signIn: { digest: '', holder: userAddress(user), expiresAt: Infinity },
      push: false,
      connection: undefined,
    };
    const tab: ListeningTab = {
      session,
      arrivals: [],
      texts: () => tab.arrivals.map(({ message }) => message.message.text),
      interruptions: 0,
    };
    await this.queues().open(session, {
      arrived: (message, sequence) => {
        arrived();
        tab.arrivals.push({ message, sequence });
      },
      interrupted: () => tab.interruptions++,
    });
    this.opened.push(session);
    return tab;
  }

  async closeAll(): Promise<void> {
    for (const session of this.opened.splice(0)) await this.queues().close(session);
  }
}

/** What every adapter of `SessionQueues` must do. */
export function sessionQueuesContract(makeQueues: () => Promise<SessionQueues>): void {
  let queues: SessionQueues;
  let given: QueueFixture;

  beforeAll(async () => {
    queues = await makeQueues();
  });
  beforeEach(() => {
    given = new QueueFixture(() => queues);
  });
  afterEach(() => given.closeAll());

  it('hands a message to every tab of every recipient, and to nobody else', async () => {
    const [rui, ruiAgain, eva, ana] = await Promise.all(
      ['rui', 'rui', 'eva', 'ana'].map((name) => given.open(name)),
    );

    await queues.publish(given.message('olá'), given.to('rui', 'eva'));
    await eventually('all have it', () => [rui, ruiAgain, eva].every((tab) => tab?.arrivals.length === 1));

    expect([rui, ruiAgain, eva, ana].map((tab) => tab?.texts())).toEqual([['olá'], ['olá'], ['olá'], []]);
  });

  it('keeps a message whole, and tells each recipient its own number', async () => {
    const rui = await given.open('rui');
    const eva = await given.open('eva');
    const message: Deliverable = {
      message: {
        id: '9007199254740993',
        kind: 'text',
        sender: { kind: 'bot', id: 'guide' },
        text: 'ação 🙂 "aspas" \\ \n',
        sentAt: Date.UTC(2026, 0, 1, 12, 30, 0, 250),
        buildingId: '1',
        recipientCount: 2,
      },
      sender: { kind: 'bot', id: 'guide', name: 'guide', building: { id: '1', name: 'Torre' } },
      building: { id: '1', name: 'Torre' },
    };
    given.to('eva', 'eva');

    await queues.publish(message, given.to('rui', 'eva'));
    await eventually('it arrives', () => rui.arrivals.length === 1 && eva.arrivals.length === 1);

    expect(rui.arrivals).toEqual([{ message, sequence: 1 }]);
    expect(eva.arrivals).toEqual([{ message, sequence: 3 }]);
  });

  it('keeps the order of publication', async () => {
    const rui = await given.open('rui');
    const texts = Array.from({ length: 50 }, (_, index) => `${index}`);

    for (const text of texts) await queues.publish(given.message(text), given.to('rui'));
    await eventually('all arrive', () => rui.arrivals.length === texts.length);

    expect(rui.texts()).toEqual(texts);
    expect(rui.arrivals.map(({ sequence }) => sequence)).toEqual(texts.map((text) => Number(text) + 1));
  });

  it('is empty at first, and forgets a session that is closed', async () => {
    await queues.publish(given.message('before'), given.to('rui'));
    const rui = await given.open('rui');
    const witness = await given.open('rui');
    await queues.close(rui.session);

    await queues.publish(given.message('after'), given.to('rui'));
    await eventually('the other tab has it', () => witness.arrivals.length === 1);

    expect([rui.texts(), witness.texts()]).toEqual([[], ['after']]);
  });

  it('opens a session again after it was closed', async () => {
    const rui = await given.open('rui');
    await queues.close(rui.session);
    const heard: number[] = [];
    await queues.open(rui.session, {
      arrived: (_, sequence) => heard.push(sequence),
      interrupted: () => undefined,
    });

    await queues.publish(given.message('again'), given.to('rui'));
    await eventually('it arrives', () => heard.length === 1);

    expect([rui.texts(), heard]).toEqual([[], [1]]);
  });

  it('brings everything to a session that was opened, closed and opened again at once', async () => {
    const { session } = await given.open('rui');
    await queues.close(session);
    const heard: Record<'before' | 'after', number[]> = { before: [], after: [] };
    const listener = (when: 'before' | 'after') => ({
      arrived: (_: Deliverable, sequence: number) => heard[when].push(sequence),
      interrupted: () => undefined,
    });

    const done = [queues.open(session, listener('before')), queues.close(session)];
    await Promise.all([...done, queues.open(session, listener('after'))]);
    for (let count = 0; count < 10; count++) await queues.publish(given.message('x'), given.to('rui'));
    await eventually('all is brought', () => heard.after.length >= 10);

    expect(heard).toEqual({ before: [], after: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
  });

  it('closes what was never open', async () => {
    const rui = await given.open('rui');
    await queues.close(rui.session);

    await expect(queues.close(rui.session)).resolves.toBeUndefined();
  });

  it('reaches as many recipients as a message can have', async () => {
    const last = await given.open(`person-${LIMITS.maxRecipients - 1}`);
    const names = Array.from({ length: LIMITS.maxRecipients }, (_, index) => `person-${index}`);

    await queues.publish(given.message('a todos'), given.to(...names));
    await eventually('the last has it', () => last.arrivals.length === 1);

    expect(last.arrivals).toMatchObject([{ message: { message: { text: 'a todos' } }, sequence: 1 }]);
  });

  it('reaches the others when one session cannot take it', async () => {
    const silenced = jest.spyOn(console, 'error').mockReturnValue();
    const broken = await given.open('rui', () => {
      throw new Error('cannot take it');
    });
    const whole = await given.open('rui');

    await queues.publish(given.message('one'), given.to('rui'));
    await queues.publish(given.message('two'), given.to('rui'));
    await eventually('the other tab has both', () => whole.arrivals.length === 2);

    expect([broken.texts(), whole.texts()]).toEqual([[], ['one', 'two']]);
    silenced.mockRestore();
  });
}
