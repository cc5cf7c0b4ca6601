/**
 * Students as a process of their own: signs `PEOPLE` in at `URL`, each in one tab, and
 * does as the seed's page does: pulls when `new_message` comes. Answers questions of the parent.
 */
import { crowdAt, TORRE_NORTE } from './campus.mjs';
import { openTab, post, signIn } from './student.mjs';

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
  const { token } = await signIn(url, id);
  const student = { id, token, at, received: [] };
  await post(url, '/API/user/update/coordinates', { id, token, ...at });
  const socket = await openTab(url, { id, token });
  socket.on('new_movement', () => movements++);
  let pulling = false;
  let again = false;
  socket.on('new_message', async () => {
    again = true;
    if (pulling) return; // one pull at a time, and another if something came meanwhile
    pulling = true;
    while (again) {
      again = false;
      const texts = await post(url, '/API/user/message/receive', { id, token, socket_id: socket.id });
      student.received.push(...JSON.parse(texts).map((text) => JSON.parse(text).message));
    }
    pulling = false;
  });
  return student;
}
