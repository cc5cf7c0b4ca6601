import { destination } from '@perto/geo';
import { Bot, CAMPUS, Student, testServices, type Tab } from '@perto/testkit';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { Product } from './product';
import { launchBrowser, Visitor, type Position } from './visitor';

/** Somebody without a page: they speak REST and Socket.IO as any client would. */
export interface Guest {
  id: string;
  name: string;
  student: Student;
  tab: Tab;
}

/** The people of a file of tests, in one product and one browser. Who came in a test leaves after it. */
export class Gathering {
  product!: Product;
  private browser!: Browser;
  private tests = 0;
  private leaving: (() => Promise<void>)[] = [];

  /** `settings` are variables of the product's environment. */
  constructor(private readonly settings: Readonly<Record<string, string>> = {}) {}

  async open(): Promise<void> {
    [this.product, this.browser] = await Promise.all([Product.start(this.settings), launchBrowser()]);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.product.stop();
  }

  begin(): void {
    this.tests++;
  }

  async end(): Promise<void> {
    await Promise.all(this.leaving.splice(0).map((leave) => leave()));
  }

  /** A place outdoors that is this test's alone: nobody of another test is within 500 m. */
  get meadow(): Position {
    return destination(CAMPUS.meadow, 1000 * this.tests, 0);
  }

  /** An id that is this test's alone. The stand-in calls `ana-7` “Ana 7”. */
  id(name: string): string {
    return `${name}-${this.tests}`;
  }

  /** Opens a browser profile of its own; without `at` the browser refuses to give the position. */
  async arrive(at?: Position, options: BrowserContextOptions = {}): Promise<Visitor> {
    const visitor = await Visitor.arrive(this.browser, at, options);
    this.leaving.push(() => visitor.leave());
    return visitor;
  }

  /** Arrives and signs in, and stands at the page with a live connection. */
  async enter(name: string, at?: Position, options: BrowserContextOptions = {}): Promise<Visitor> {
    const visitor = await this.arrive(at, options);
    await visitor.signIn(this.product.url, this.id(name));
    await visitor.connected();
    return visitor;
  }

  /** Somebody without a page, online at this place, who has just looked around. `called` is another name. */
  async invite(name: string, at: Position, called?: string): Promise<Guest> {
    const student = await Student.signIn(this.product.url, this.id(name));
    if (called) await this.product.query('UPDATE `user` SET name = ? WHERE id = ?', [called, student.id]);
    await student.stand(at);
    const tab = await student.open();
    this.leaving.push(async () => tab.close());
    await student.inRange(at, 200);
    const word = name.charAt(0).toUpperCase() + name.slice(1);
    return { id: student.id, name: called ?? `${word} ${this.tests}`, student, tab };
  }

  /** Ana at the page and Rui without one, this far north of her; each has seen the other. */
  async givenTwo({ metresApart = 0, ...options }: BrowserContextOptions & { metresApart?: number } = {}) {
    const at = this.meadow;
    const rui = await this.invite('rui', destination(at, metresApart, 0));
    const ana = await this.enter('ana', at, options);
    await ana.person(rui).waitFor();
    await rui.student.inRange(at, 100);
    return { ana, rui };
  }

  /** A bot of a building that is allowed to speak, connected. */
  async bot(name: string, building: string): Promise<Tab<Bot>> {
    const bot = await Bot.register(this.product.url, this.id(name), building);
    await this.product.query('UPDATE bot SET authorized = 1 WHERE id = ?', [bot.id]);
    const line = await (await bot.authenticate()).open();
    this.leaving.push(async () => line.close());
    return line;
  }
}

/**
 * A suite at the page of the built product; skipped where there is no browser, database or broker.
 *
 * `settings` are variables of the product's environment, as an operator sets them.
 */
export function describeAtThePage(
  name: string,
  tests: (gathering: Gathering) => void,
  settings?: Readonly<Record<string, string>>,
): void {
  const { chromium, databaseUrl, amqpUrl } = testServices();
  (chromium && databaseUrl && amqpUrl ? describe : describe.skip)(name, () => {
    const gathering = new Gathering(settings);
    beforeAll(() => gathering.open(), 40_000);
    afterAll(() => gathering.close(), 20_000);
    beforeEach(() => gathering.begin());
    afterEach(() => gathering.end());
    tests(gathering);
  });
}
