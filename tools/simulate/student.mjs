/** A request that was answered, and not with success. */
export class Refused extends Error {
  /**
   * @param {string} what
   * @param {number} status
   * @param {{ code?: string, detail?: string }} problem
   * @param {number} retryAfterSeconds what `Retry-After` asks for, else 0
   */
  constructor(what, status, { code, detail } = {}, retryAfterSeconds = 0) {
    super(`${what}: ${status}${code ? ` ${code}` : ''}${detail ? ` (${detail})` : ''}`);
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the same request may be taken another time. */
  get passing() {
    return this.status >= 500 || this.status === 429;
  }
}

/** Longer than any answer may take: what is silent for so long is as good as lost. */
const PATIENCE_MS = 10_000;
const MOST_REDIRECTS = 5;

/**
 * One request; answers the JSON or text of a successful answer.
 *
 * @param {string} url of the server
 * @param {string} path
 * @param {{ method?: string, body?: object, headers?: Record<string, string> }} [options]
 * @returns {Promise<any>}
 * @throws Refused when it is answered otherwise; another error when it is not answered
 */
export async function ask(url, path, { method = 'GET', body, headers = {} } = {}) {
  const response = await fetch(new URL(path, url), {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const text = await response.text();
  if (!response.ok) throw refusalOf(`${method} ${path}`, response, text);
  return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
}

/** Somebody who signed in, and speaks to a server as any client does. */
export class Student {
  /**
   * @param {string} url
   * @param {{ id: string, name: string, token: string }} session
   */
  constructor(url, { id, name, token }) {
    this.url = url;
    this.id = id;
    this.name = name;
    this.token = token;
  }

  /** Signs `id` in by the stand-in's short cut, following the redirects as a browser does. */
  static async signIn(url, id) {
    const cookies = new Map();
    let next = `/login?login_hint=${encodeURIComponent(id)}`;
    for (let hop = 0; next !== '/'; hop++) {
      const response = await fetch(new URL(next, url), {
        redirect: 'manual',
        headers: { cookie: asHeader(cookies) },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const text = await response.text();
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
        cookies.set(name, value);
      }
      if (response.status !== 302 || hop === MOST_REDIRECTS)
        throw refusalOf(`Signing ${id} in`, response, text);
      next = response.headers.get('location');
    }
    return new Student(url, await ask(url, '/API/session', { headers: { cookie: asHeader(cookies) } }));
  }

  get(path) {
    return ask(this.url, path, { headers: this.#bearer });
  }

  post(path, body, headers = {}) {
    const own = { id: this.id, ...body };
    return ask(this.url, path, { method: 'POST', body: own, headers: { ...this.#bearer, ...headers } });
  }

  /** Reports a position; answers the name of the building one is in, or that one is in none. */
  stand({ latitude, longitude }) {
    return this.post('/API/user/update/coordinates', { latitude, longitude });
  }

  /** Looks so many metres far. */
  look(metres) {
    return this.post('/API/user/update/range', { radious: metres });
  }

  /** Sends once, however often it has to be repeated: `key` names the request. */
  write(recipients, message, key = crypto.randomUUID()) {
    return this.post('/API/messages', { recipients, message }, { 'idempotency-key': key });
  }

  seen(ids) {
    return this.post('/API/messages/seen', { ids });
  }

  signOut() {
    return ask(this.url, '/API/session', { method: 'DELETE', headers: this.#bearer });
  }

  get #bearer() {
    return { authorization: `Bearer ${this.token}` };
  }
}

const asHeader = (cookies) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

function refusalOf(what, response, text) {
  let problem;
  try {
    problem = JSON.parse(text);
  } catch {
    problem = {};
  }
  return new Refused(what, response.status, problem, Number(response.headers.get('retry-after')) || 0);
}
