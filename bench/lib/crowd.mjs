/**
 * Students as a process of their own: signs `PEOPLE` in at `URL`, each in one session, and
 * pulls when `new_message` comes, as the seed's page does, or with `PUSH` has messages pushed.
 * They stand at campus density, or `TOGETHER` at one point; `GROUP` is part of their ids.
 * Answers questions of the parent.
 */
import { Student } from '../../tools/simulate/student.mjs';
import { Tab } from '../../tools/simulate/tab.mjs';
import { crowdAt, TORRE_NORTE } from './campus.mjs';
import { Hearings } from './hearings.mjs';
import { openPushedSession } from './pushed-session.mjs';

const { URL: url, TOGETHER: together, GROUP: group = 'student', PUSH: push } = process.env;
const people = Number(process.env.PEOPLE);
const places = together ? Array(people).fill(TORRE_NORTE) : crowdAt(TORRE_NORTE, people);
const hearings = new Hearings();

const students = [];
for (let start = 0; start < people; start += 25)
  students.push(
    ...(await Promise.all(
      places.slice(start, start + 25).map((at, index) => arrive(`${group}-${start + index}`, at)),
    )),
  );

process.on('message', async (question) => {
  if (question.ask === 'received') process.send(students.map(({ received }) => received));
  else if (question.ask === 'heard') process.send(await hearings.of(question.text, question.times));
  else process.send({ movements: students.reduce((sum, { tab }) => sum + (tab?.movements ?? 0), 0) });
});
process.on('SIGTERM', () => process.exit(0));
process.send(students.map(({ id, token, at }) => ({ id, token, at })));

async function arrive(id, at) {
  const student = await Student.signIn(url, id);
  await student.stand(at);
  const received = [];
  const hear = ({ message }) => {
    hearings.note(message);
    received.push(message);
  };
  const { token } = student;
  if (push) await openPushedSession({ url, id, token }, hear);
  const tab = push ? undefined : await pullingTab(student, hear);
  return { id, token, at, received, tab };
}

async function pullingTab(student, hear) {
  const tab = await Tab.open(student);
  const { socket } = tab;
  let pulling = false;
  let again = false;
  socket.on('new_message', async () => {
    again = true;
    if (pulling) return; // one pull at a time, and another if something came meanwhile
    pulling = true;
    while (again) {
      again = false;
      const texts = await student.post('/API/user/message/receive', { socket_id: socket.id });
      for (const text of texts) hear(JSON.parse(text));
    }
    pulling = false;
  });
  return tab;
}
