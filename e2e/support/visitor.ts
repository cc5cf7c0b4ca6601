import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { testServices } from '@perto/testkit';

export interface Position {
  latitude: number;
  longitude: number;
}

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 780 };

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: testServices().chromium });
}

/** One person at the page, in a browser profile of their own. */
export class Visitor {
  /** What the browser complained about: errors, refused scripts, failed requests. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {}

  /** Opens a browser profile; without `at` the browser refuses to give the position. */
  static async arrive(
    browser: Browser,
    at?: Position,
    options: BrowserContextOptions = {},
  ): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: DESKTOP,
      ...(at ? { permissions: ['geolocation'], geolocation: { ...at, accuracy: 12 } } : { permissions: [] }),
      ...options,
    });
    context.setDefaultTimeout(10_000);
    const visitor = new Visitor(await context.newPage());
    visitor.page.on('console', (message) => {
      if (message.type() === 'error') visitor.complaints.push(message.text());
    });
    visitor.page.on('pageerror', (error) => visitor.complaints.push(error.message));
    return visitor;
  }

  /** Signs in by the stand-in's short cut. */
  async signIn(url: string, id: string): Promise<void> {
    await this.page.goto(`${url}/login?login_hint=${id}`);
    await this.page.getByTestId('campus').waitFor();
  }

  /** Waits until the page has a live session. */
  connected(): Promise<void> {
    const online = this.page.locator('[data-testid=connection][data-state=online]');
    return online.waitFor({ state: 'attached', timeout: 30_000 });
  }

  person(id: string) {
    return this.page.locator(`[data-testid=person][data-id="${id}"]`);
  }

  async write(text: string): Promise<void> {
    await this.page.getByTestId('message-text').fill(text);
    await this.page.getByRole('button', { name: 'Send', exact: true }).click();
  }

  async openTab(name: 'Nearby' | 'Building' | 'Messages'): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  message(text: string) {
    return this.page.getByTestId('message').filter({ hasText: text });
  }

  leave(): Promise<void> {
    return this.page.context().close();
  }
}
