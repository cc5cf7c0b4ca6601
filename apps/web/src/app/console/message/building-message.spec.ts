import { TestBed } from '@angular/core/testing';
import { RequestFailed } from '../../wire/request-failed';
import { ConsoleApi } from '../console-api';
import { BuildingMessage } from './building-message';

describe('BuildingMessage', () => {
  const api = {
    writeTo: jest.fn<Promise<{ message_id: string; reached: number }>, [string, string, string]>(),
  };
  let message: BuildingMessage;
  const keys = (): string[] => api.writeTo.mock.calls.map(([, , key]) => key);

  beforeEach(() => {
    api.writeTo.mockReset().mockResolvedValue({ message_id: '7', reached: 48 });
    TestBed.configureTestingModule({ providers: [BuildingMessage, { provide: ConsoleApi, useValue: api }] });
    message = TestBed.inject(BuildingMessage);
    message.to('t');
    message.type('Fecha às 20h.');
  });

  it('says how many people it reached, and is over', async () => {
    await expect(message.send()).resolves.toBe(true);

    expect(api.writeTo).toHaveBeenCalledWith('t', 'Fecha às 20h.', expect.any(String));
    expect(message.sent()).toEqual({ message_id: '7', reached: 48, building: 't' });
    expect(message.text()).toBe('');
  });

  it('repeats a draft without an answer with the same key', async () => {
    api.writeTo.mockRejectedValueOnce(new RequestFailed(0));
    await expect(message.send()).resolves.toBe(false);
    expect(message.text()).toBe('Fecha às 20h.');

    await message.send();

    expect(keys()[1]).toBe(keys()[0]);
  });

  it.each([
    ['another text', () => message.type('Fecha às 21h.')],
    ['another building', () => message.to('c')],
  ])('has a key of its own for %s', async (_what, change) => {
    api.writeTo.mockRejectedValueOnce(new RequestFailed(0));
    await message.send();

    change();
    await message.send();

    expect(keys()[1]).not.toBe(keys()[0]);
  });

  it('has another key for the same words, once they went out', async () => {
    await message.send();
    message.type('Fecha às 20h.');

    await message.send();

    expect(keys()[1]).not.toBe(keys()[0]);
  });

  it.each([
    ['no words', () => message.type(' \n')],
    ['no building', () => message.to('')],
  ])('sends nothing with %s', async (_what, change) => {
    change();

    await expect(message.send()).resolves.toBe(false);

    expect(api.writeTo).not.toHaveBeenCalled();
  });
});
