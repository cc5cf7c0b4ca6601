import { TestBed } from '@angular/core/testing';
import type { MessageAnswer, MessagePage } from '@perto/contract';
import { Api } from '../wire/api';
import { MessageSearch } from './message-search';

const found = { id: '3' } as MessageAnswer;

describe('MessageSearch', () => {
  const api = { history: jest.fn<Promise<MessagePage>, [object]>() };

  function given(...pages: MessagePage[]): MessageSearch {
    api.history.mockReset();
    for (const page of pages) api.history.mockResolvedValueOnce(page);
    TestBed.configureTestingModule({ providers: [{ provide: Api, useValue: api }] });
    return TestBed.inject(MessageSearch);
  }

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks once typing pauses, and for the last words only', async () => {
    const search = given({ items: [found], next: null });

    search.look('char');
    search.look(' charger ');
    await jest.advanceTimersByTimeAsync(300);

    expect(api.history.mock.calls).toEqual([[{ search: 'charger' }]]);
    expect(search.found()).toEqual([found]);
    expect(search.searching()).toBe(false);
  });

  it('follows empty pages by itself, a few at a time', async () => {
    const search = given({ items: [], next: '90' }, { items: [], next: '80' }, { items: [found], next: '3' });

    search.look('charger');
    await jest.advanceTimersByTimeAsync(300);

    expect(api.history).toHaveBeenLastCalledWith({ search: 'charger', before: '80' });
    expect(search.found()).toEqual([found]);
    expect(search.hasMore()).toBe(true);
  });

  it('shows nothing of an answer to other words', async () => {
    const search = given();
    let answer!: (page: MessagePage) => void;
    api.history.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    search.look('old');
    await jest.advanceTimersByTimeAsync(300);

    search.look('');
    answer({ items: [found], next: null });
    await jest.advanceTimersByTimeAsync(300);

    expect(search.found()).toEqual([]);
    expect(search.active()).toBe(false);
  });

  it('says why it failed', async () => {
    const search = given();
    const failure = new Error('away');
    api.history.mockRejectedValueOnce(failure);

    search.look('charger');
    await jest.advanceTimersByTimeAsync(300);

    expect(search.problem()).toBe(failure);
  });
});
