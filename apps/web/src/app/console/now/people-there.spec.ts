import { TestBed } from '@angular/core/testing';
import { LIMITS, type AdminUser } from '@perto/contract';
import { RequestFailed } from '../../wire/request-failed';
import { ConsoleApi } from '../console-api';
import { PeopleThere } from './people-there';

const user = (id: string, building: AdminUser['building'] = null): AdminUser => ({
  id,
  name: null,
  online: true,
  sessions: 1,
  building,
});
const torre = { id: 't', name: 'Torre Norte' };

describe('PeopleThere', () => {
  const api = { usersOnline: jest.fn(), usersIn: jest.fn() };
  let there: PeopleThere;
  const ids = () => there.people()?.map(({ id }) => id);

  beforeEach(() => {
    api.usersOnline.mockReset().mockResolvedValue([user('ana', torre), user('rui')]);
    api.usersIn.mockReset().mockResolvedValue([user('ana', torre)]);
    TestBed.configureTestingModule({ providers: [PeopleThere, { provide: ConsoleApi, useValue: api }] });
    there = TestBed.inject(PeopleThere);
  });

  it('lists everybody, those outside, or those in one building', async () => {
    await there.look({ kind: 'everywhere' }, '');
    expect(ids()).toEqual(['ana', 'rui']);
    await there.look({ kind: 'outside' }, '');
    expect(ids()).toEqual(['rui']);
    await there.look({ kind: 'building', id: 't' }, 'an');

    expect(ids()).toEqual(['ana']);
    expect(api.usersIn).toHaveBeenCalledWith('t', 'an');
  });

  it('shows nobody of the place before while the next one is not known', async () => {
    await there.look({ kind: 'everywhere' }, '');
    api.usersIn.mockReturnValue(new Promise(() => undefined));

    void there.look({ kind: 'building', id: 't' }, '');

    expect(there.people()).toBeNull();
  });

  it('drops an answer about a place that nobody looks at any more', async () => {
    let late: (people: AdminUser[]) => void = () => undefined;
    api.usersIn.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    const first = there.look({ kind: 'building', id: 't' }, '');
    const second = there.look({ kind: 'outside' }, '');

    late([user('ana', torre)]);
    await Promise.all([first, second]);

    expect(ids()).toEqual(['rui']);
  });

  it('says when there are more than one answer holds', async () => {
    api.usersOnline.mockResolvedValue(
      Array.from({ length: LIMITS.maxAdminPageSize }, (_, index) => user(`u${index}`)),
    );

    await there.look({ kind: 'everywhere' }, '');

    expect(there.incomplete()).toBe(true);
  });

  it('keeps the list when it cannot be refreshed', async () => {
    await there.look({ kind: 'everywhere' }, '');
    const away = new RequestFailed(503);
    api.usersOnline.mockRejectedValue(away);

    await there.refresh();

    expect([ids(), there.failure()]).toEqual([['ana', 'rui'], away]);
  });
});
