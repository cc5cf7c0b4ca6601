import { EventEmitter } from 'node:events';
import { Logger } from '@nestjs/common';
import { eventually } from '@perto/testkit';
import type { ChannelModel, ConfirmChannel } from 'amqplib';
import { BrokerChannel } from './broker-channel';
import type { BrokerConnection } from './broker-connection';

/** A channel whose broker confirms what it is told to, and nothing else. */
class SilentChannel extends EventEmitter {
  readonly unconfirmed: ((error: unknown) => void)[] = [];

  publish(...publication: unknown[]): boolean {
    this.unconfirmed.push(publication.at(-1) as (error: unknown) => void);
    return true;
  }
}

describe('a channel to the broker', () => {
  beforeAll(() => void Logger.overrideLogger(false)); // what fails here on purpose is logged
  afterAll(() => void Logger.overrideLogger(['error', 'warn', 'log']));

  /** A channel on a connection that stands as long as `connected` says. */
  function open() {
    const channels: SilentChannel[] = [];
    const state = { connected: true };
    const model = {
      createConfirmChannel: () => {
        const channel = new SilentChannel();
        channels.push(channel);
        return Promise.resolve(channel as unknown as ConfirmChannel);
      },
    } as ChannelModel;
    const connection = {
      name: 'test',
      isCurrent: () => state.connected,
      onOpen: (callback: (opened: ChannelModel) => void) => callback(model),
    } as unknown as BrokerConnection;
    const channel = new BrokerChannel(connection, { declare: () => Promise.resolve() });
    return { channel, channels, state };
  }

  it('does not count what was never answered on a channel that is gone', async () => {
    const { channel, channels, state } = open();
    await eventually('it is open', () => channel.current !== undefined);
    const publish = () => channel.publish('', 'somewhere', Buffer.from('x'), {});
    const lost = Array.from({ length: 1000 }, () => publish().catch(String));
    await expect(publish()).rejects.toThrow('Too many');

    // amqplib answers those before the first gap in the confirmations, and forgets the others.
    channels[0]?.unconfirmed[0]?.(new Error('channel closed'));
    channels[0]?.emit('close');
    await eventually('another is open', () => channels.length === 2 && channel.current !== undefined);
    const next = publish();
    channels[1]?.unconfirmed[0]?.(null);

    await expect(next).resolves.toBeUndefined();
    expect(channel.unconfirmed).toBe(0);
    channels[0]?.unconfirmed[1]?.(null); // an answer that comes late takes nothing away
    expect(channel.unconfirmed).toBe(0);
    state.connected = false;
    channels[1]?.emit('close');
    const outcomes = await Promise.all(lost);
    expect(outcomes.filter((outcome) => outcome?.includes('no answer within'))).toHaveLength(998);
  });
});
