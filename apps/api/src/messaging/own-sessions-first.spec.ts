import { TimeSlices } from '../platform/time-slices';
import { LocalSessionQueues } from './local-session-queues';
import { OwnSessionsFirst } from './own-sessions-first';
import type { RabbitSessionQueues } from './rabbit-session-queues';
import { QueueFixture } from './session-queues.contract';

/** Queues beside a broker that does with a publication what `publish` does, and brings nothing. */
function given(publish: () => Promise<void>) {
  const broker = {
    accepting: true,
    open: jest.fn(() => Promise.resolve()),
    close: jest.fn(() => Promise.resolve()),
    publish: jest.fn(publish),
  };
  const own = new LocalSessionQueues(new TimeSlices());
  const queues = new OwnSessionsFirst(own, broker as unknown as RabbitSessionQueues);
  return { broker, queues, people: new QueueFixture(() => queues) };
}

describe('own sessions first', () => {
  it('tells a session here before the broker has answered', async () => {
    let answer = () => {};
    const { broker, queues, people } = given(() => new Promise((resolve) => (answer = resolve)));
    const rui = await people.open('rui');
    let settled = false;

    const publication = queues.publish(people.message('olá'), people.to('rui')).then(() => (settled = true));
    while (broker.publish.mock.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const before = { texts: rui.texts(), settled };
    answer();
    await publication;

    expect(before).toEqual({ texts: ['olá'], settled: false });
  });

  it('tells a session here though the broker fails, and says that it failed', async () => {
    const { queues, people } = given(() => Promise.reject(new Error('The broker is away')));
    const rui = await people.open('rui');

    await expect(queues.publish(people.message('olá'), people.to('rui'))).rejects.toThrow('away');

    expect(rui.texts()).toEqual(['olá']);
  });

  it('opens and closes with the broker too, and accepts what the broker accepts', async () => {
    const { broker, queues, people } = given(() => Promise.resolve());
    const rui = await people.open('rui');
    await queues.close(rui.session);
    await queues.publish(people.message('after'), people.to('rui'));
    broker.accepting = false;

    expect(broker.open).toHaveBeenCalledWith(rui.session, expect.anything());
    expect(broker.close).toHaveBeenCalledWith(rui.session);
    expect([rui.texts(), queues.accepting]).toEqual([[], false]);
  });
});
