import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { MessagePage } from '@perto/contract';
import { CAMPUS, eventually, type Student } from '@perto/testkit';
import { serverWithFenix } from './testing/real-fenix';
import { SIZES, TestServer } from './testing/running-server';

const COMMAND = join(__dirname, '../../../tools/simulate.mjs');
const TOWER = CAMPUS.torreNorte;

interface Happening {
  kind: string;
  who: { id: string; name: string };
  place?: string;
  message?: { text: string; sender: { id: string } };
  milliseconds?: number;
}

/** `npm run simulate` as somebody runs it, read line by line. */
class Simulation {
  readonly happenings: Happening[] = [];
  errors = '';
  private readonly ended: Promise<unknown[]>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'close');
    createInterface({ input: child.stdout! }).on('line', (line) =>
      this.happenings.push(JSON.parse(line) as Happening),
    );
    child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
  }

  static start(url: string, ...options: string[]): Simulation {
    const words = [COMMAND, '--url', url, '--json', ...options];
    return new Simulation(spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  of(kind: string): Happening[] {
    return this.happenings.filter((happening) => happening.kind === kind);
  }

  /** Waits until so many different people did this. */
  people(kind: string, count: number): Promise<void> {
    const done = () => new Set(this.of(kind).map(({ who }) => who.id)).size >= count;
    return eventually(`${count} people: ${kind}`, done, 20_000);
  }

  interrupt(): void {
    this.child.kill('SIGINT');
  }

  async exitCode(): Promise<number | null> {
    const [code] = await this.ended;
    return code as number | null;
  }
}

describe('the practice ground', () => {
  let server: TestServer;
  let ana: Student;
  beforeAll(async () => {
    server = await TestServer.start(SIZES[0]!);
    [ana] = await server.gather(TOWER, 'ana');
    await ana.open({ push: true });
  });
  afterAll(() => server.stop());

  /** The last message that Ana sent or was sent. */
  const newest = async () => ((await ana.get('/API/messages')).json as MessagePage).items[0];

  it('brings students who are listed, hear what is written to them and have seen it, and who leave together', async () => {
    const simulation = Simulation.start(server.url, '--students', '4', '--building', TOWER.id);
    await simulation.people('arrived', 4);

    const listed = await ana.inBuilding();
    await ana.send(listed, 'A word to all of you');
    await simulation.people('heard', 4);
    await eventually('all have seen it', async () => (await newest())?.seen_count === 4);
    simulation.interrupt();
    const code = await simulation.exitCode();

    expect(code).toBe(0);
    expect(simulation.of('arrived').map(({ who, place }) => [who.id, place])).toEqual(
      expect.arrayContaining(listed.map((id) => [id, TOWER.name])) as unknown,
    );
    expect(simulation.of('heard').map(({ message }) => message?.text)).toEqual(
      Array(4).fill('A word to all of you'),
    );
    expect(simulation.of('left')).toHaveLength(4);
    expect(await ana.inBuilding()).toEqual([]);
    expect(simulation.of('trouble')).toEqual([]);
  });

  it('has some who answer', async () => {
    const simulation = Simulation.start(server.url, '--building', TOWER.id, '--answer');
    await simulation.people('arrived', 25);

    await ana.send(await ana.inBuilding(), 'Who answers?');
    await eventually('somebody answers', async () => (await newest())?.sender.id !== ana.id, 20_000);
    const answer = await newest();
    simulation.interrupt();
    await simulation.exitCode();

    expect(simulation.of('wrote').map(({ who }) => who.id)).toContain(answer?.sender.id);
  });

  it('ends by itself when it was told how long', async () => {
    const simulation = Simulation.start(server.url, '--students', '1', '--seconds', '2');

    const code = await simulation.exitCode();

    expect(code).toBe(0);
    expect(simulation.happenings.map(({ kind }) => kind)).toEqual(['arrived', 'left']);
  });

  it('makes nobody up where real people sign in', async () => {
    const real = await serverWithFenix();

    const simulation = Simulation.start(real.server.url);
    const code = await simulation.exitCode();
    await real.stop();

    expect(code).toBe(1);
    expect(simulation.errors).toContain('signs real people in');
    expect(simulation.happenings).toEqual([]);
  });

  it.each([
    ['no server', ['--url', 'http://127.0.0.1:9'], 1, 'There is no Perto at http://127.0.0.1:9'],
    ['an unknown building', ['--building', 'nowhere'], 1, 'There is no building nowhere'],
    ['too many students', ['--students', '5001'], 2, '--students must be a whole number from 1 to 5000'],
    ['an address of another kind', ['--url', 'file:///etc'], 2, '--url must be an address'],
    ['an option that there is not', ['--run'], 2, "'--run'"],
  ])('says plainly what is wrong: %s', async (_, options, expected, said) => {
    const simulation = Simulation.start(server.url, ...options);

    const code = await simulation.exitCode();

    expect(code).toBe(expected);
    expect(simulation.errors).toContain(said);
  });
});
