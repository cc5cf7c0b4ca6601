import type { Browser, BrowserContextOptions } from 'playwright-core';
import { Product } from './product';
import { Screens } from './screens';
import { launchBrowser, Visitor, type Position } from './visitor';

/** A product of its own with a browser, to bring states about and look at them. */
export class Stage {
  private readonly visitors: Visitor[] = [];

  private constructor(
    readonly product: Product,
    readonly screens: Screens,
    private readonly browser: Browser,
  ) {}

  /** `topic` names the pictures, `settings` are further variables of the product's environment. Limits on requests are off: hundreds sign in from one address. */
  static async open(topic: string, settings: Readonly<Record<string, string>> = {}): Promise<Stage> {
    const [product, browser] = await Promise.all([
      Product.start({ RATE_LIMITS: 'off', ...settings }),
      launchBrowser(),
    ]);
    return new Stage(product, new Screens(topic), browser);
  }

  get url(): string {
    return this.product.url;
  }

  /** Somebody at a Portuguese browser who has not opened the page yet. */
  async visitor(at?: Position, options: BrowserContextOptions = {}): Promise<Visitor> {
    const visitor = await Visitor.arrive(this.browser, at, {
      locale: 'pt-PT',
      timezoneId: 'Europe/Lisbon',
      ...options,
    });
    this.visitors.push(visitor);
    return visitor;
  }

  /** The same, signed in and connected. */
  async student(id: string, at?: Position, options: BrowserContextOptions = {}): Promise<Visitor> {
    const visitor = await this.visitor(at, options);
    await visitor.signIn(this.url, id);
    await visitor.connected();
    return visitor;
  }

  async close(): Promise<void> {
    this.screens.finish();
    await Promise.all(this.visitors.map((visitor) => visitor.leave()));
    await this.browser.close();
    await this.product.stop();
  }
}
