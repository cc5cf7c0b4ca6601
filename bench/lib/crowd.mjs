/**
 * Students as a process of their own: signs `PEOPLE` in at `URL`, each in one tab, and
 * does as a page does: pulls when `new_message` comes. Answers questions of the parent.
 */
import { io } from 'socket.io-client';
import { crowdAt, TORRE_NORTE } from './campus.mjs';

const url = process.env.URL;
const people = Number(process.env.PEOPLE);
const places = process.env.TOGETHER ? Array(people).fill(TORRE_NORTE) : crowdAt(TORRE_NORTE, people);
let movements = 0;

const students = [];
for (let start = 0; start < people; start += 25)
  students.push(
    ...(await Promise.all(
      places.slice(start, start + 25).map((at, index) => arrive(`student-${start + index}`, at)),
    )),
  );

process.on('message', ({ ask }) => {
  if (ask === 'received') process.send(students.map(({ received }) => received));
  else process.send({ movements });
});
process.on('SIGTERM', () => process.exit(0));
process.send(students.map(({ id, token, at }) => ({ id, token, at })));

async function arrive(id, at) {
  const { token } = await signIn(id);
  const student = { id, token, at, received: [] };
  await post('/API/user/update/coordinates', { id, token, ...at });
  const socket = io(url, { transports: ['websocket'], forceNew: true });
  await new Promise((resolve) => socket.once('connect', resolve));
  const answer = await socket.emitWithAck('new_client', { ID: id, token });
  if (!answer.ok) throw new Error(answer.error.message);
  socket.on('new_movement', () => movements++);
  let pulling = false;
  let again = false;
  socket.on('new_message', async () => {
    again = true;
    if (pulling) return; // one pull at a time, and another if something came meanwhile
    pulling = true;
    while (again) {
      again = false;
      const texts = await post('/API/user/message/receive', { id, token, socket_id: socket.id });
      student.received.push(...JSON.parse(texts).map((text) => JSON.parse(text).message));
    }
    pulling = false;
  });
  return student;
}

/** By the stand-in's short cut, following the redirects as a browser does. */
async function signIn(id) {
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

async function post(path, body) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
  return text;
}
