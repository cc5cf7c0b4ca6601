import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { testServices } from '@perto/testkit';

export interface Position {
  latitude: number;
  longitude: number;
}

/** Somebody by their id, or anything that has one. */
export type Who = string | { id: string };

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 780 };

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: testServices().chromium });
}

/** One person at the page, in a browser profile of their own. */
export class Visitor {
  /** What the browser complained about: errors, refused scripts, failed requests. */
  readonly complaints: string[] = [];

  /** Who signed in last at this page. */
  id = '';

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
    this.id = id;
    await this.page.goto(`${url}/login?login_hint=${id}`);
    await this.page.getByTestId('campus').waitFor();
  }

  /** Goes to a section of the console by its address, as whoever is signed in: `buildings?building=7`. */
  async administer(url: string, section: string): Promise<void> {
    await this.page.goto(`${url}/admin/${section}`);
    await this.page.getByTestId('console').waitFor();
  }

  /** Says yes to what the page asks before it does something, and waits until it is done. */
  async agree(): Promise<void> {
    await this.page.getByTestId('confirm').click();
    await this.page.getByTestId('confirm').waitFor({ state: 'detached' });
  }

  /** Waits until the page has a live session. */
  connected(): Promise<void> {
    return this.connection('online');
  }

  /** Waits until the page takes its connection for this. */
  connection(state: 'online' | 'resuming' | 'lost' | 'offline'): Promise<void> {
    const banner = this.page.locator(`[data-testid=connection][data-state=${state}]`);
    return banner.waitFor({ state: 'attached', timeout: 30_000 });
  }

  /** The row of somebody in the lists of people. */
  person(who: Who) {
    return this.page.locator(`[data-testid=person][data-id="${idOf(who)}"]`);
  }

  /** The disc of somebody on the map. */
  marker(who: Who) {
    return this.page.locator(`[data-testid=map-person][data-id="${idOf(who)}"]`);
  }

  /** The row of a conversation in the tab of the messages; `*` is what one wrote to several. */
  conversationRow(who: Who) {
    return this.page.locator(`[data-testid=conversation-row][data-id="${idOf(who)}"]`);
  }

  /** The open conversation. */
  get conversation() {
    return this.page.getByTestId('conversation');
  }

  /** What was written in the open conversation, oldest first. */
  texts(): Promise<string[]> {
    return this.conversation.getByTestId('text').allTextContents();
  }

  /** Opens the conversation with somebody who is listed. */
  async talkTo(who: Who): Promise<void> {
    await this.person(who).getByRole('button').click();
    await this.conversation.waitFor();
  }

  /** Leaves the conversation as this screen offers it: back on a phone, close on a desktop. */
  async stopTalking(): Promise<void> {
    const ways = this.page.getByTestId('back').or(this.page.getByTestId('close-conversation'));
    await ways.filter({ visible: true }).click();
    await this.conversation.waitFor({ state: 'detached' });
  }

  /** Where one writes: the open conversation, else below the lists, to everybody in range. */
  async composer() {
    const talking = await this.conversation.isVisible();
    return (talking ? this.conversation : this.page.locator('.panel')).getByTestId('composer');
  }

  async write(text: string): Promise<void> {
    const composer = await this.composer();
    await composer.getByTestId('message-text').fill(text);
    await composer.getByTestId('send').click();
  }

  async openTab(name: 'Nearby' | 'Building' | 'Messages'): Promise<void> {
    await this.page.getByTestId(`tab-${name.toLowerCase()}`).click();
  }

  message(text: string) {
    return this.page.getByTestId('message').filter({ hasText: text });
  }

  /** Waits until the server has a message that was written here. */
  async sent(text: string): Promise<void> {
    await this.message(text).and(this.page.locator('[data-state=stored]')).waitFor();
  }

  /** What is said below a message about what became of it. */
  stateOf(text: string) {
    return this.message(text).getByTestId('state');
  }

  leave(): Promise<void> {
    return this.page.context().close();
  }
}

function idOf(who: Who): string {
  return typeof who === 'string' ? who : who.id;
}
