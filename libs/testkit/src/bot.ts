import { EVENTS, PATHS, type BotAuthAnswer, type BotSecretAnswer } from '@perto/contract';
import { request, type Answer } from './request';
import { Tab, type ConnectOptions, type TabOwner, type TabWishes } from './tab';

/** A bot that speaks to a server as the outside does. */
export class Bot implements TabOwner {
  readonly introduction = EVENTS.newBot;
  /** Empty until it has authenticated. */
  token = '';

  constructor(
    readonly url: string,
    readonly id: string,
    /** What registration answered. */
    public secret: string,
  ) {}

  /** Registers a bot that will speak to a building, and waits for an admin from then on. */
  static async register(url: string, id: string, buildingId: string): Promise<Bot> {
    const answer = await request(url, 'POST', PATHS.registerBot, { body: { id, b_id: buildingId } });
    if (answer.status !== 200) throw new Error(`${id} was not registered: ${answer.status} ${answer.text}`);
    return new Bot(url, id, (answer.json as BotSecretAnswer).pass);
  }

  /** Gets a token by its secret. */
  async authenticate(): Promise<this> {
    const answer = await request(this.url, 'POST', PATHS.authenticateBot, {
      body: { id: this.id, pass: this.secret },
    });
    const said = answer.json as BotAuthAnswer;
    if (said.auth !== 1) throw new Error(`${this.id} was refused: ${answer.text}`);
    this.token = said.token;
    return this;
  }

  /** POSTs a body with this bot's `id` and `token`, as the original does; `body` may override both. */
  post(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return request(this.url, 'POST', path, { body: { id: this.id, token: this.token, ...body }, headers });
  }

  get(path: string): Promise<Answer> {
    return request(this.url, 'GET', path, { headers: { authorization: `Bearer ${this.token}` } });
  }

  /** What anybody is told of it. */
  check(): Promise<Answer> {
    return request(this.url, 'GET', PATHS.checkBot.replace(':id', this.id));
  }

  /** Says something to its building. */
  say(message: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.post(PATHS.sendBotMessage, { message }, headers);
  }

  /** Answers people who wrote to it. */
  answer(users: string[], message: string): Promise<Answer> {
    return this.post(PATHS.sendBotMessage, { users, message });
  }

  open(wishes: TabWishes = {}, options: ConnectOptions = {}): Promise<Tab<Bot>> {
    return Tab.open(this, wishes, options);
  }
}
