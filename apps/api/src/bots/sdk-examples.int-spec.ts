import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAMPUS, eventually, type Student, type Tab } from '@perto/testkit';
import { ChildProgram } from '../testing/child-program';
import { SIZES, TestServer } from '../testing/running-server';

/** As they are packed: there they find the package that they are in. */
const EXAMPLES = join(__dirname, '../../../../dist/libs/bot-sdk/examples');

describe('the examples of the SDK', () => {
  let server: TestServer;
  let ana: Student;
  let tab: Tab;
  let program: ChildProgram;
  let folder: string;

  beforeAll(async () => {
    server = await TestServer.start(SIZES[0]!);
    [ana] = await server.gather(CAMPUS.torreNorte, 'ana');
    tab = await ana.open({ push: true });
    folder = mkdtempSync(join(tmpdir(), 'perto-examples-'));
  });
  afterAll(async () => {
    tab.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    program.signal('SIGKILL');
    await program.ended;
  });

  /** Runs an example as a bot of its own; answers the bot's id. */
  async function run(example: string, ...args: string[]): Promise<string> {
    const { id, secret } = await server.bot(example, CAMPUS.torreNorte.id);
    const environment = { PERTO_URL: server.url, PERTO_BOT_PASSWORD: secret, EVERY: '1s' };
    program = new ChildProgram(process.execPath, [join(EXAMPLES, `${example}.mjs`), id, ...args], {
      environment,
    });
    return id;
  }
  const heard = (text: RegExp | string) =>
    eventually(
      `she hears ${text}`,
      () => tab.pushedTexts.some((one) => one === text || one.match(text)),
      15_000,
    );
  const ended = async () => {
    program.signal('SIGINT');
    const { code, stderr } = await program.result();
    return { code, stderr };
  };

  it('remind again and again', async () => {
    await run('reminder');

    await program.until(/1 of 1 have it/);
    await heard(/^It is \d\d:\d\d:\d\d\. Have you had a break\?$/);

    expect(await ended()).toEqual({ code: 0, stderr: '' });
  });

  it('tell the weather whenever the file changes, and once it is there', async () => {
    const file = join(folder, 'weather.txt');
    await run('weather', file);
    await program.until(/ENOENT/);
    writeFileSync(file, 'Rain until noon\n');
    await heard('Rain until noon');
    writeFileSync(file, 'Sun\n');
    await heard('Sun');

    expect((await ended()).code).toBe(0);
    expect(tab.pushedTexts.filter((text) => text === 'Rain until noon')).toHaveLength(1);
  });

  it('echo to whoever writes, alone', async () => {
    const [rui] = await server.gather(CAMPUS.torreNorte, 'rui');
    const other = await rui.open({ push: true });
    const id = await run('echo');
    await program.until(/listens/);

    await ana.send([id], 'Is anybody there?');
    await heard('You wrote: Is anybody there?');

    expect(await ended()).toEqual({ code: 0, stderr: '' });
    expect(other.pushedTexts).toEqual(['I am an echo. Write to me!']);
    other.close();
  });

  it.each(readdirSync(EXAMPLES))('%s is short', (name) => {
    expect(readFileSync(join(EXAMPLES, name), 'utf8').split('\n').length).toBeLessThan(40);
  });
});
