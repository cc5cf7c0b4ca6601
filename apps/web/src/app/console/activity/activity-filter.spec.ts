import { NO_FILTER, askedOf, faultsOf, filterIn, isEmpty } from './activity-filter';

const addressOf = (parts: Record<string, string>) => ({ get: (name: string) => parts[name] ?? null });

describe('the filter of the activity', () => {
  it('survives the way into the address and back', () => {
    const filter = {
      user: 'ist190001',
      building: 't',
      bot: 'cantina',
      from: '2026-11-22T14:30',
      to: '2026-11-22T15:00',
    };

    expect(filterIn(addressOf(askedOf(filter) as Record<string, string>))).toEqual(filter);
  });

  it('asks in instants, and for nothing that is not said', () => {
    expect(askedOf({ ...NO_FILTER, user: ' ana ', from: '2026-11-22T14:30' })).toEqual({
      user: 'ana',
      from: new Date('2026-11-22T14:30').toISOString(),
    });
  });

  it('leaves out what an address cannot mean', () => {
    expect(filterIn(addressOf({ user: '<b>', building: '', from: 'yesterday', to: '' }))).toEqual(NO_FILTER);
  });

  it('names what can match nothing', () => {
    expect(faultsOf({ ...NO_FILTER, user: 'Ana Ferreira', bot: 'cantina' })).toEqual(['user']);
    expect(faultsOf({ ...NO_FILTER, from: '2026-11-22T15:00', to: '2026-11-22T14:00' })).toEqual(['to']);
    expect(faultsOf(NO_FILTER)).toEqual([]);
  });

  it('is empty when no field says anything', () => {
    expect([isEmpty({ ...NO_FILTER, bot: ' ' }), isEmpty({ ...NO_FILTER, bot: 'x' })]).toEqual([true, false]);
  });
});
