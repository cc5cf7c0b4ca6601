import { EventEmitter } from 'node:events';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { clientAddress } from './client-address';
import { EventAllowance } from './event-allowance';
import { Newcomers } from './newcomers';

describe('newcomers', () => {
  it('admits so many of one address, and so many of all', () => {
    const newcomers = new Newcomers();
    for (let guest = 0; guest < 2000; guest++) newcomers.add(new EventEmitter(), '192.0.2.1');
    const hallIsFull = newcomers.admits('192.0.2.1');
    const othersMayCome = newcomers.admits('192.0.2.2');
    for (let guest = 0; guest < 3000; guest++)
      newcomers.add(new EventEmitter(), `192.0.2.${2 + (guest % 200)}`);

    expect([hallIsFull, othersMayCome]).toEqual([false, true]);
    expect(newcomers.admits('198.51.100.1')).toBe(false);
  });

  it('has room again when one said who it is, or is gone, and counts neither twice', () => {
    const newcomers = new Newcomers();
    const guests = Array.from({ length: 2000 }, () => new EventEmitter());
    for (const guest of guests) newcomers.add(guest, '192.0.2.1');

    newcomers.remove(guests[0]!);
    guests[0]!.emit('close');
    const admitted = newcomers.admits('192.0.2.1');
    newcomers.add(new EventEmitter(), '192.0.2.1');
    const full = newcomers.admits('192.0.2.1');
    guests[1]!.emit('close');

    expect([admitted, full, newcomers.admits('192.0.2.1')]).toEqual([true, false, true]);
  });

  it('admits nobody once it is closed', () => {
    const newcomers = new Newcomers();

    newcomers.close();

    expect(newcomers.admits('192.0.2.1')).toBe(false);
  });
});

describe('the address of a client', () => {
  function requestFrom(address: string, forwarded: string): IncomingMessage {
    const socket = new Socket();
    Object.defineProperty(socket, 'remoteAddress', { value: address });
    const request = new IncomingMessage(socket);
    request.headers['x-forwarded-for'] = forwarded;
    return request;
  }

  it.each([
    [false, '10.0.0.1'],
    [true, '198.51.100.7'],
    [1, '192.0.2.9'],
    [['10.0.0.0/8'], '192.0.2.9'],
    [['192.0.2.0/24'], '10.0.0.1'],
  ])('with trustProxy %j is %s', (trustProxy, expected) => {
    const request = requestFrom('10.0.0.1', '198.51.100.7, 192.0.2.9');

    expect(clientAddress({ trustProxy })(request)).toBe(expected);
  });

  it('is one for all that a household or phone has of IPv6', () => {
    const addressOf = clientAddress({ trustProxy: false });

    const [one, other] = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9'].map((address) =>
      addressOf(requestFrom(address, '')),
    );

    expect(one).toBe(other);
  });
});

describe('the allowance of events', () => {
  it('takes a burst, then refuses, then wants to hang up; time gives some back', () => {
    const at = jest.spyOn(performance, 'now').mockReturnValue(0);
    const allowance = new EventAllowance();

    const outcomes = Array.from({ length: 301 }, () => allowance.spend());
    at.mockReturnValue(10_000);
    const later = Array.from({ length: 150 }, () => allowance.spend());
    at.mockRestore();

    expect(outcomes.indexOf('refused')).toBe(200);
    expect(outcomes.indexOf('flood')).toBe(300);
    expect(later.filter((outcome) => outcome === 'taken')).toHaveLength(99);
  });
});
