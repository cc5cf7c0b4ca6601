/** What a student does from outside, as far as the benchmarks need it. */
import { io } from 'socket.io-client';

/** Signs in by the stand-in's short cut, following the redirects as a browser does. */
export async function signIn(url, id) {
  const cookies = {};
  let next = `/login?login_hint=${id}`;
  while (next !== '/') {
    const cookie = Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(new URL(next, url), { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      cookies[name] = value;
    }
    if (response.status !== 302) throw new Error(`${id}: ${response.status} ${await response.text()}`);
    next = response.headers.get('location');
  }
  const session = await fetch(`${url}/API/session`, { headers: { cookie: `perto=${cookies.perto}` } });
  return session.json();
}

export async function post(url, path, body) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
  return text;
}

/** Connects and introduces itself: one tab. */
export async function openTab(url, { id, token }) {
  const socket = io(url, { transports: ['websocket'], forceNew: true });
  await new Promise((resolve) => socket.once('connect', resolve));
  const answer = await socket.emitWithAck('new_client', { ID: id, token });
  if (!answer.ok) throw new Error(answer.error.message);
  return socket;
}
