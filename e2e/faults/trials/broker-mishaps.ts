import { eventually } from '@perto/testkit';
import { connect } from 'amqplib';
import type { Result } from '../result';
import type { Stage } from '../stage';
import { inspect } from '../strike';

const DEAD_LETTERS = 'perto.dead-letters';
const MENDED_MS = 20_000;

/** The queue of a session that is live is deleted behind the server's back. */
export async function deleteQueue(stage: Stage): Promise<Result> {
  const { probe, services } = stage;
  const queues = await queuesOf(stage, probe.reader.id);

  for (const queue of queues) await services.broker.control('delete_queue', queue);
  const deletedAt = Date.now();

  const violations: string[] = queues.length ? [] : ['The session has no queue'];
  const recoveries = [await probe.recovered(deletedAt)];
  const found = await inspect(stage);
  await eventually(
    'the queue is there again',
    async () => (await queuesOf(stage, probe.reader.id)).length > 0,
    MENDED_MS,
  ).catch((error: unknown) => violations.push(String(error)));
  return {
    fault: 'queue of a live session deleted',
    recoveries,
    ...found,
    violations: [...violations, ...found.violations],
  };
}

/** Something that cannot be understood lies in a session's queue. */
export async function poison(stage: Stage): Promise<Result> {
  const { probe, services } = stage;
  const before = await deadLetters(stage);
  const [binding] = await bindingsOf(stage, probe.reader.id);
  const violations: string[] = binding ? [] : ['The session is bound to no exchange'];

  const connection = await connect(services.at.amqpUrl);
  const channel = await connection.createConfirmChannel();
  for (const content of ['not JSON', '{"id":1}', '{}', '[]'])
    channel.publish(binding?.exchange ?? '', binding?.key ?? '', Buffer.from(content));
  await channel.waitForConfirms();
  const poisonedAt = Date.now();

  const recoveries = [await probe.recovered(poisonedAt)];
  await eventually(
    'what cannot be understood is set aside',
    async () => (await deadLetters(stage)) > before,
    MENDED_MS,
  ).catch((error: unknown) => violations.push(String(error)));
  await connection.close();
  const found = await inspect(stage);
  return { fault: 'poison message', recoveries, ...found, violations: [...violations, ...found.violations] };
}

interface Binding {
  exchange: string;
  queue: string;
  key: string;
}

/** Bindings of the queues of one person's sessions. */
async function bindingsOf(stage: Stage, user: string): Promise<Binding[]> {
  const listed = await stage.services.broker.control(
    ...['list_bindings', '--no-table-headers', 'source_name', 'destination_name', 'routing_key'],
  );
  return listed
    .split('\n')
    .map((line) => line.split('\t'))
    .flatMap(([exchange = '', queue = '', key = '']) =>
      exchange !== '' && key.split(/[:./ ]/).includes(user) ? [{ exchange, queue, key }] : [],
    );
}

const queuesOf = async (stage: Stage, user: string): Promise<string[]> =>
  (await bindingsOf(stage, user)).map(({ queue }) => queue);

async function deadLetters(stage: Stage): Promise<number> {
  const listed = await stage.services.broker.control('list_queues', '--no-table-headers', 'name', 'messages');
  const line = listed.split('\n').find((row) => row.startsWith(DEAD_LETTERS));
  return Number(line?.split('\t')[1] ?? 0);
}
