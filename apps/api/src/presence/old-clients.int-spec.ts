import { PATHS, type MessagePage } from '@perto/contract';
import { CAMPUS, eventually, type Student } from '@perto/testkit';
import { describeEachSize, TestServer } from '../testing/running-server';

/** What all generations of the client have in common; the old ones come without types. */
interface AnySocket {
  id?: string;
  connected: boolean;
  io: { engine: { id: string } };
  on(event: string, listener: (...payload: unknown[]) => void): unknown;
  emit(event: string, ...payload: unknown[]): unknown;
  disconnect(): unknown;
}

interface ConnectOptions {
  transports: string[];
  forceNew: boolean;
  reconnection: boolean;
}

type Connect = (url: string, options: ConnectOptions) => AnySocket;

interface Generation {
  version: string;
  /** `socket.io-client` of that version, under the name it is installed by. */
  module: string;
  /** The id that this generation's page sends as `socket_id`. */
  idOf(socket: AnySocket): string | undefined;
}

const engineId = (socket: AnySocket): string => socket.io.engine.id;
const GENERATIONS: Generation[] = [
  { version: '1.7.4', module: 'socket.io-client-1', idOf: engineId },
  { version: '2.5.0', module: 'socket.io-client-2', idOf: engineId },
  { version: '4.8', module: 'socket.io-client', idOf: (socket) => socket.id },
];

/** A tab of one generation, and what it heard. */
class AnyTab {
  readonly heard: { event: string; payload: unknown[] }[] = [];

  constructor(
    readonly socket: AnySocket,
    private readonly generation: Generation,
  ) {
    for (const event of ['connect', 'disconnect', 'new_movement', 'new_message', 'exception'])
      socket.on(event, (...payload) => this.heard.push({ event, payload }));
  }

  get socketId(): string | undefined {
    return this.generation.idOf(this.socket);
  }

  has(event: string, times = 1): Promise<void> {
    return eventually(`${times} × ${event}`, () => this.of(event).length >= times);
  }

  of(event: string): unknown[][] {
    return this.heard.flatMap((heard) => (heard.event === event ? [heard.payload] : []));
  }

  /** Emits with a callback and gives what it was called with. */
  ask(event: string, ...payload: unknown[]): Promise<unknown> {
    return new Promise((resolve) => this.socket.emit(event, ...payload, resolve));
  }
}

describeEachSize('clients of every generation', (size) => {
  let server: TestServer;
  let ana: Student;
  let rui: Student;
  const tabs: AnyTab[] = [];

  let people = 0;

  beforeAll(async () => {
    server = await TestServer.start(size);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    people++; // nobody of one test is known to another
    ana = await server.signIn(`ana${people}`);
    rui = await server.signIn(`rui${people}`);
    for (const student of [ana, rui]) await student.stand(CAMPUS.meadow);
  });
  afterEach(async () => {
    for (const { socket } of tabs.splice(0)) socket.disconnect();
    await eventually('everybody left', async () => {
      const [row] = await server.query<{ sessions: number }>('SELECT SUM(counter) AS sessions FROM `user`');
      return Number(row?.sessions) === 0;
    });
  });

  const sessionsOf = async ({ id }: Student): Promise<number> => {
    const [row] = await server.query<{ counter: number }>('SELECT counter FROM `user` WHERE id = ?', [id]);
    return Number(row?.counter);
  };

  describe.each(GENERATIONS)('$version', (generation) => {
    const connect = jest.requireActual<Connect>(generation.module);

    describe.each([
      ['websocket', ['websocket']],
      ['polling', ['polling']],
      ['polling, then websocket', ['polling', 'websocket']],
    ])('over %s', (_, transports) => {
      async function open(): Promise<AnyTab> {
        const options = { transports, forceNew: true, reconnection: false };
        const tab = new AnyTab(connect(server.url, options), generation);
        tabs.push(tab);
        await tab.has('connect');
        return tab;
      }

      it('connects, is announced to, pulls its messages and leaves', async () => {
        const tab = await open();

        const answer = await tab.ask('new_client', { ID: rui.id, token: rui.token });
        await tab.has('new_movement');
        const anaTab = await ana.open();
        await tab.has('new_movement', 2);
        const sent = await ana.send([rui.id], 'Olá!');
        await tab.has('new_message');
        const pulled = await rui.post('/API/user/message/receive', { socket_id: tab.socketId });
        tab.socket.disconnect();
        await eventually('the session is over', async () => (await sessionsOf(rui)) === 0, 1500);
        await anaTab.heard.atLeast('new_movement', 2);

        expect(answer).toMatchObject({ ok: true });
        expect(sent.status).toBe(200);
        expect(tab.of('new_message')).toEqual([[[rui.id]]]);
        expect(pulled.status).toBe(200);
        expect((pulled.json as string[]).map((text) => JSON.parse(text) as object)).toMatchObject([
          { id: ana.id, message: 'Olá!' },
        ]);
        expect(await ana.inRange(CAMPUS.meadow, 50)).toEqual([]);
        anaTab.close();
      });

      it('has its messages pushed, and acknowledges them', async () => {
        const tab = await open();
        const pushed: unknown[] = [];
        tab.socket.on('message', (message, acknowledge) => {
          pushed.push(message);
          (acknowledge as () => void)();
        });
        await tab.ask('new_client', { ID: rui.id, token: rui.token, push: true });

        await ana.send([rui.id], 'Olá!');
        await eventually('the sender knows', async () => {
          const { items } = (await ana.get(PATHS.messages)).json as MessagePage;
          return items[0]?.delivered_count === 1;
        });

        expect(pushed).toMatchObject([{ sender: { id: ana.id }, message: 'Olá!' }]);
      });

      it('is told why an introduction is refused, by callback and by event', async () => {
        const tab = await open();

        const answer = await tab.ask('new_client', { ID: rui.id, token: 'forged' });
        await tab.has('exception');

        expect(answer).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
        expect(tab.of('exception')).toMatchObject([[{ code: 'unauthenticated' }]]);
      });

      it('may introduce itself without a callback, as the page of the original does', async () => {
        const tab = await open();

        tab.socket.emit('new_client', { ID: rui.id, token: rui.token });
        await tab.has('new_movement');

        expect(await sessionsOf(rui)).toBe(1);
      });
    });
  });
});
