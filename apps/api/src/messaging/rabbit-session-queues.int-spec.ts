import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { eventually, testServices } from '@perto/testkit';
import { connect, type Channel, type ChannelModel, type GetMessage } from 'amqplib';
import { userAddress } from '../auth/address';
import { Broker } from '../platform/broker/broker';
import type { Installation } from '../platform/broker/typeorm-installation';
import { Dependencies } from '../platform/dependencies';
import { Metrics } from '../platform/metrics/metrics';
import { TimeSlices } from '../platform/time-slices';
import type { Session } from '../presence/session';
import { DEAD_LETTERS } from './dead-letters';
import { LocalSessionQueues } from './local-session-queues';
import { OwnSessionsFirst } from './own-sessions-first';
import { RabbitSessionQueues } from './rabbit-session-queues';
import { QueueFixture, sessionQueuesContract } from './session-queues.contract';

const { amqpUrl } = testServices();

/** Waits until a session's queue is declared: the channel for that may come after the one to publish on. */
async function consuming(queues: RabbitSessionQueues): Promise<void> {
  const holder = userAddress('probe');
  const signIn = { digest: '', holder, expiresAt: Infinity };
  const session: Session = { id: 'probe', holder, signIn, push: false, connection: undefined };
  await new Promise<void>((declared) => {
    void queues.open(session, { arrived: () => undefined, interrupted: declared });
  });
  await queues.close(session);
}

/** Queues of an installation of its own on the real broker. */
async function start(dependencies = new Dependencies(), installation: string = randomUUID()) {
  const broker = new Broker(amqpUrl ?? '', dependencies);
  const queues = new RabbitSessionQueues(
    broker,
    { id: () => Promise.resolve(installation) } as Installation,
    new TimeSlices(),
    new Metrics(),
  );
  await queues.onModuleInit();
  await broker.onModuleInit();
  await eventually('the channels are there', () => queues.accepting);
  await consuming(queues);
  return { installation, broker, queues, exchange: `perto.messages.${installation}` };
}

(amqpUrl ? describe : describe.skip)('queues in RabbitMQ', () => {
  let broker: Broker;

  beforeAll(() => void Logger.overrideLogger(false)); // what fails here on purpose is logged
  afterAll(async () => {
    await broker.onApplicationShutdown();
    Logger.overrideLogger(['error', 'warn', 'log']);
  });

  sessionQueuesContract(async () => {
    const started = await start();
    broker = started.broker;
    return started.queues;
  });
});

(amqpUrl ? describe : describe.skip)('queues in RabbitMQ when something goes wrong', () => {
  let broker: Broker;
  let queues: RabbitSessionQueues;
  let dependencies: Dependencies;
  let installation: string;
  let exchange: string;
  let given: QueueFixture;
  /** Somebody else on the broker, as an operator is. */
  let operator: { model: ChannelModel; channel: Channel };

  beforeAll(() => void Logger.overrideLogger(false)); // what fails here on purpose is logged
  afterAll(() => void Logger.overrideLogger(['error', 'warn', 'log']));
  beforeEach(async () => {
    dependencies = new Dependencies();
    ({ broker, queues, installation, exchange } = await start(dependencies));
    given = new QueueFixture(() => queues);
    const model = await connect(amqpUrl ?? '');
    operator = { model, channel: await model.createChannel() };
  });
  afterEach(async () => {
    await operator.model.close();
    await broker.onApplicationShutdown();
  });

  /** Reaches into the adapter for what only the broker could do to it. */
  const consumingChannel = () =>
    (queues as unknown as { incoming: { current: Channel | undefined } }).incoming.current;

  /** The dead letters of this installation; those of others stay where they are. */
  async function deadLetters(): Promise<GetMessage[]> {
    const mine: GetMessage[] = [];
    const others: GetMessage[] = [];
    for (;;) {
      const letter = await operator.channel.get(DEAD_LETTERS);
      if (!letter) break;
      const headers = letter.properties.headers as { installation?: string };
      (headers.installation === installation ? mine : others).push(letter);
    }
    for (const letter of mine) operator.channel.ack(letter);
    for (const letter of others) operator.channel.nack(letter, false, true);
    return mine;
  }

  it('brings messages again after the connection broke, and says that some may be missing', async () => {
    const rui = await given.open('rui');
    const before = rui.interruptions;

    broker.consuming.cut();
    broker.publishing.cut();
    await eventually('the session was told', () => rui.interruptions > before);
    await eventually('publications get through', () => queues.accepting);
    await queues.publish(given.message('after the break'), given.to('rui'));
    await eventually('it arrives', () => rui.arrivals.length === 1);

    expect(rui.texts()).toEqual(['after the break']);
  });

  it('opens and closes sessions at once while the connection is away, and declares them later', async () => {
    const refused = new Broker('amqp://127.0.0.1:9', dependencies);
    const away = new RabbitSessionQueues(
      refused,
      { id: () => Promise.resolve(installation) } as Installation,
      new TimeSlices(),
      new Metrics(),
    );
    await away.onModuleInit();
    await refused.onModuleInit();
    const offline = new QueueFixture(() => away);
    const began = Date.now();

    const rui = await offline.open('rui');
    await away.close(rui.session);
    const publication = await away.publish(offline.message('lost'), offline.to('rui')).catch(String);

    expect(Date.now() - began).toBeLessThan(500);
    expect([away.accepting, publication]).toEqual([false, expect.stringContaining('away')]);
    expect(dependencies.states()).toEqual([
      {
        name: 'broker',
        available: false,
        reason: expect.any(String) as string,
        since: expect.any(Number) as number,
      },
    ]);
    await refused.onApplicationShutdown();
  });

  it('declares the queue of a live session again when it is deleted', async () => {
    const rui = await given.open('rui');
    const before = rui.interruptions;

    await consumingChannel()?.deleteQueue(`perto.session.${rui.session.id}.1`);
    await eventually('the session was told', () => rui.interruptions > before);
    await queues.publish(given.message('to the new queue'), given.to('rui'));
    await eventually('it arrives', () => rui.arrivals.length === 1);

    expect(rui.texts()).toEqual(['to the new queue']);
  });

  it('heals when the broker closes the channel and nothing else', async () => {
    const rui = await given.open('rui');
    const eva = await given.open('eva');
    const before = [rui.interruptions, eva.interruptions];

    await consumingChannel()
      ?.checkQueue('perto.no-such-queue')
      .catch(() => undefined);
    await eventually(
      'both were told',
      () => rui.interruptions > before[0]! && eva.interruptions > before[1]!,
    );
    await queues.publish(given.message('after'), given.to('rui', 'eva'));
    await eventually('both have it', () => rui.arrivals.length === 1 && eva.arrivals.length === 1);

    expect([rui.texts(), eva.texts(), broker.consuming.generation]).toEqual([['after'], ['after'], 1]);
  });

  it('heals when somebody deletes the exchange', async () => {
    const rui = await given.open('rui');
    const before = rui.interruptions;

    await operator.channel.deleteExchange(exchange);
    const refused = await queues.publish(given.message('nowhere'), given.to('rui')).catch(() => 'refused');
    await eventually('the session was told', () => rui.interruptions > before);
    await eventually('publications get through', () => queues.accepting);
    await queues.publish(given.message('again'), given.to('rui'));
    await eventually('it arrives', () => rui.arrivals.length === 1);

    expect([refused, rui.texts()]).toEqual(['refused', ['again']]);
  });

  it.each([
    ['what is no message', 'not json {'],
    ['a message of another kind', JSON.stringify({ deliverable: { message: { kind: 'sound' } } })],
    [
      'a message without a number for its recipient',
      JSON.stringify({ deliverable: new QueueFixture(() => queues).message('x'), sequences: {} }),
    ],
  ])('sets %s aside once, with the reason, and goes on', async (_, body) => {
    const rui = await given.open('rui');
    const before = rui.interruptions;

    operator.channel.publish(exchange, `user.${given.person('rui')}`, Buffer.from(body));
    await queues.publish(given.message('the next one'), given.to('rui'));
    await eventually('the next one arrives', () => rui.arrivals.length === 1);
    const letters: GetMessage[] = [];
    await eventually('it was set aside', async () => letters.push(...(await deadLetters())) > 0);

    expect(letters).toHaveLength(1);
    expect(letters[0]?.content.toString()).toBe(body);
    expect(letters[0]?.properties.headers).toMatchObject({
      attempts: 5,
      reason: expect.stringMatching(/^It (is not a message|has no number)/) as string,
      'source-queue': `perto.session.${rui.session.id}.1`,
      'routing-key': `user.${given.person('rui')}`,
    });
    expect([rui.texts(), rui.interruptions - before]).toEqual([['the next one'], 1]);
  });

  it('takes messages though the queue of dead letters is there in another form', async () => {
    await operator.channel.deleteQueue(DEAD_LETTERS);
    await operator.channel.assertQueue(DEAD_LETTERS, { durable: true, maxLength: 5 });

    const other = await start();
    const rui = new QueueFixture(() => other.queues);
    const publication = other.queues.publish(rui.message('x'), rui.to('rui'));

    await expect(publication).resolves.toBeUndefined();
    await other.broker.onApplicationShutdown();
    await operator.channel.deleteQueue(DEAD_LETTERS);
  });

  it('tries a message that could not be taken again, and acknowledges it when it could', async () => {
    let refusals = 3;
    const rui = await given.open('rui', () => {
      if (refusals-- > 0) throw new Error('not now');
    });

    await queues.publish(given.message('patience'), given.to('rui'));
    await eventually('it arrives', () => rui.arrivals.length === 1);

    expect([rui.texts(), await deadLetters()]).toEqual([['patience'], []]);
  });

  it('tells a session here at once and once more by the broker, and those of other processes by the broker', async () => {
    const other = await start(undefined, installation);
    const eva = new QueueFixture(() => other.queues);
    jest.spyOn(eva, 'person').mockImplementation((name) => given.person(name));
    const evaThere = await eva.open('eva');
    const both = new OwnSessionsFirst(new LocalSessionQueues(new TimeSlices()), queues);
    const here = new QueueFixture(() => both);
    jest.spyOn(here, 'person').mockImplementation((name) => given.person(name));
    const ruiHere = await here.open('rui');

    await both.publish(given.message('olá'), given.to('rui', 'eva'));
    await eventually('all is brought', () => ruiHere.arrivals.length === 2 && evaThere.arrivals.length === 1);

    expect(ruiHere.arrivals.map(({ sequence }) => sequence)).toEqual([1, 1]);
    expect([...ruiHere.texts(), ...evaThere.texts()]).toEqual(['olá', 'olá', 'olá']);
    await here.closeAll();
    await other.broker.onApplicationShutdown();
  });

  it('does not hear another installation on the same broker', async () => {
    const other = await start();
    const ruiThere = new QueueFixture(() => other.queues);
    const rui = await given.open('rui');
    jest.spyOn(ruiThere, 'person').mockImplementation((name) => given.person(name));

    await other.queues.publish(ruiThere.message('over there'), ruiThere.to('rui'));
    await queues.publish(given.message('over here'), given.to('rui'));
    await eventually('it arrives', () => rui.arrivals.length === 1);

    expect(rui.texts()).toEqual(['over here']);
    await other.broker.onApplicationShutdown();
  });

  it('refuses what would be too many publications on their way at once', async () => {
    const publications = Array.from({ length: 1500 }, (_, index) =>
      queues.publish(given.message(`${index}`), given.to('rui')).then(
        () => 'confirmed',
        (error: Error) => error.message,
      ),
    );

    const outcomes = await Promise.all(publications);

    expect(outcomes.filter((outcome) => outcome === 'confirmed')).toHaveLength(1000);
    expect(new Set(outcomes.slice(1000))).toEqual(new Set(['Too many publications are unconfirmed']));
  });
});
