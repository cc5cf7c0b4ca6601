import { PagedList, type Page } from './paged-list';

describe('PagedList', () => {
  let list: PagedList<string>;
  beforeEach(() => (list = new PagedList()));

  const pages = (...answers: Page<string>[]) => jest.fn(() => Promise.resolve(answers.shift()!));

  it('puts the next page behind what is listed', async () => {
    const ask = pages({ items: ['c', 'b'], next: '2' }, { items: ['a'], next: null });
    await list.load(ask);
    expect([list.items(), list.hasMore()]).toEqual([['c', 'b'], true]);

    await list.more();

    expect(ask.mock.calls).toEqual([[undefined], ['2']]);
    expect([list.items(), list.hasMore()]).toEqual([['c', 'b', 'a'], false]);
  });

  it('asks for nothing when there is no further page', async () => {
    const ask = pages({ items: [], next: null });
    await list.load(ask);

    await list.more();

    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('shows what was asked for last, whichever answer comes last', async () => {
    let late: (page: Page<string>) => void = () => undefined;
    const first = list.load(() => new Promise((resolve) => (late = resolve)));
    await list.load(pages({ items: ['new'], next: null }));

    late({ items: ['old'], next: '1' });
    await first;

    expect([list.items(), list.hasMore(), list.loading()]).toEqual([['new'], false, false]);
  });

  it('keeps what is listed when a page cannot be had, and says why', async () => {
    await list.load(pages({ items: ['b'], next: '1' }));
    const away = new Error('away');

    await list.load(() => Promise.reject(away));

    expect([list.items(), list.failure(), list.loading()]).toEqual([['b'], away, false]);
  });

  it('tries again from where it failed', async () => {
    const ask = jest
      .fn<Promise<Page<string>>, [string?]>()
      .mockResolvedValueOnce({ items: ['b'], next: '1' })
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValueOnce({ items: ['a'], next: null });
    await list.load(ask);
    await list.more();

    await list.more();

    expect([list.items(), list.failure()]).toEqual([['b', 'a'], null]);
  });
});
