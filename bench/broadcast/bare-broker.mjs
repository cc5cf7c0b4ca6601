/**
 * The least that a program can do with the same broker: `PEOPLE` exclusive transient queues on a direct
 * exchange, each bound by one address, and publications of `BYTES` to `RECIPIENTS` of them at once (BCC).
 * Asked to, it publishes to all and answers how long it took until the last was consumed.
 */
import { randomBytes } from 'node:crypto';
import { connect } from 'amqplib';

const people = Number(process.env.PEOPLE);
const recipients = Number(process.env.RECIPIENTS);
const content = Buffer.alloc(Number(process.env.BYTES), 'x');
const exchange = `bench.${randomBytes(4).toString('hex')}`;

const consuming = await connect(process.env.AMQP_URL);
const incoming = await consuming.createConfirmChannel();
await incoming.assertExchange(exchange, 'direct', { durable: false, autoDelete: true });
await incoming.prefetch(100);
const addresses = Array.from({ length: people }, (_, index) => `user.${exchange}-${index}`);
let consumed = 0;
let done = () => {};
await Promise.all(
  addresses.map(async (address) => {
    const { queue } = await incoming.assertQueue('', {
      ...{ exclusive: true, durable: false, maxLength: 1000, expires: 60_000 },
    });
    await incoming.bindQueue(queue, exchange, address);
    await incoming.consume(queue, (delivery) => {
      incoming.ack(delivery);
      if (++consumed === people) done();
    });
  }),
);
const publishing = await connect(process.env.AMQP_URL);
const outgoing = await publishing.createConfirmChannel();

process.on('message', async () => {
  consumed = 0;
  const begun = performance.now();
  const all = new Promise((resolve) => (done = resolve));
  for (let start = 0; start < people; start += recipients) {
    const [first, ...others] = addresses.slice(start, start + recipients);
    outgoing.publish(exchange, first, content, { BCC: others });
  }
  await all;
  process.send({ milliseconds: performance.now() - begun });
});
process.on('SIGTERM', () => process.exit(0));
process.send({});
