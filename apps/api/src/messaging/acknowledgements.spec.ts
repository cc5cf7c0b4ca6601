import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import { Acknowledgements } from './acknowledgements';

describe('acknowledgements to the broker', () => {
  let told: [tag: number, allUpTo: boolean | undefined][];
  let channel: ConfirmChannel;
  let acknowledgements: Acknowledgements;
  const delivery = (deliveryTag: number) => ({ fields: { deliveryTag } }) as ConsumeMessage;

  beforeEach(() => {
    jest.useFakeTimers();
    told = [];
    acknowledgements = new Acknowledgements();
    const ack = ({ fields }: ConsumeMessage, allUpTo?: boolean) => told.push([fields.deliveryTag, allUpTo]);
    channel = { ack } as unknown as ConfirmChannel;
  });

  afterEach(() => void jest.useRealTimers());

  it('names what came together by the last of it', () => {
    for (const tag of [1, 3, 2]) acknowledgements.handled(channel, delivery(tag));
    jest.runAllTimers();
    acknowledgements.handled(channel, delivery(4));
    jest.runAllTimers();

    expect(told).toEqual([
      [3, true],
      [4, true],
    ]);
  });

  it('never says that one is handled which is being tried again', () => {
    const stubborn = delivery(2);
    acknowledgements.handled(channel, delivery(1));
    acknowledgements.failing(channel, stubborn);
    acknowledgements.handled(channel, delivery(3));
    jest.runAllTimers();
    const meanwhile = told.splice(0);
    acknowledgements.handled(channel, stubborn);
    acknowledgements.handled(channel, delivery(4));
    jest.runAllTimers();

    expect(meanwhile).toEqual([
      [1, undefined],
      [3, undefined],
    ]);
    expect(told).toEqual([[4, true]]);
  });

  it('keeps channels apart', () => {
    const other = { ack: jest.fn() } as unknown as ConfirmChannel;
    acknowledgements.failing(other, delivery(1));
    acknowledgements.handled(channel, delivery(5));
    jest.runAllTimers();

    expect(told).toEqual([[5, true]]);
    expect(other.ack).not.toHaveBeenCalled();
  });

  it('says nothing on a channel that is gone', () => {
    const gone = Object.assign(new Error('Channel closed'), { name: 'IllegalOperationError' });
    const ack = jest.fn(() => {
      throw gone;
    });
    acknowledgements.handled({ ack } as unknown as ConfirmChannel, delivery(1));
    jest.runAllTimers();

    expect(ack).toHaveBeenCalledTimes(1);
  });
});
