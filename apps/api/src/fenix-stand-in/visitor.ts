import type { StandInFenix } from './stand-in-fenix';
import type { StandInRequest, StandInResponse } from './stand-in-http';

/**
 * Somebody at the stand-in's pages, without a browser: for tests.
 *
 * Keeps the cookie and sends a form's hidden fields along, as a browser does.
 */
export class Visitor {
  private cookie = '';

  constructor(private readonly engine: StandInFenix) {}

  async get(path: string, query: Record<string, string> = {}): Promise<StandInResponse> {
    return this.send({ method: 'GET', path, query });
  }

  async post(path: string, form: Record<string, string>): Promise<StandInResponse> {
    return this.send({ method: 'POST', path, form });
  }

  /** Sends the last form on a page, with further fields. */
  async submit(answer: StandInResponse, fields: Record<string, string> = {}): Promise<StandInResponse> {
    const { action, hidden } = formOn(answer.body);
    return this.post(action.slice(this.engine.basePath.length), { ...hidden, ...fields });
  }

  async send(request: Partial<StandInRequest>): Promise<StandInResponse> {
    const headers = { cookie: this.cookie, ...request.headers };
    const blank = { method: 'GET', path: '/', query: {}, form: {} };
    const answer = await this.engine.handle({ ...blank, ...request, headers });
    const set = answer.headers['set-cookie'];
    if (typeof set === 'string') this.cookie = set.split(';')[0] ?? '';
    return answer;
  }
}

/** Where the last form on a page leads, and what it carries unseen. */
export function formOn(html: string): { action: string; hidden: Record<string, string> } {
  const form = html.slice(html.lastIndexOf('<form'));
  const action = /action="([^"]*)"/.exec(form)?.[1];
  if (action === undefined) throw new Error('There is no form on this page');
  const fields = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return {
    action: plain(action),
    hidden: Object.fromEntries([...fields].map(([, name = '', value = '']) => [plain(name), plain(value)])),
  };
}

/** Text as it was before it was escaped for HTML. */
export function plain(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
