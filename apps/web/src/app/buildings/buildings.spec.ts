import { TestBed } from '@angular/core/testing';
import { Api } from '../wire/api';
import { RequestFailed } from '../wire/request-failed';
import { Buildings } from './buildings';

describe('Buildings', () => {
  const api = { buildings: jest.fn(), occupancy: jest.fn() };
  let buildings: Buildings;

  beforeEach(() => {
    api.buildings.mockReset();
    api.occupancy.mockReset().mockResolvedValue([{ id: 'torre', people: 8 }]);
    TestBed.configureTestingModule({ providers: [{ provide: Api, useValue: api }] });
    buildings = TestBed.inject(Buildings);
  });

  it('counts heads anew each time: who has left is not counted on', async () => {
    await buildings.countHeads();
    expect([...buildings.people()]).toEqual([['torre', 8]]);
    api.occupancy.mockResolvedValue([{ id: 'civil', people: 1 }]);

    await buildings.countHeads();

    expect([...buildings.people()]).toEqual([['civil', 1]]);
  });

  it('keeps the last counts when the server is away', async () => {
    await buildings.countHeads();
    api.occupancy.mockRejectedValue(new RequestFailed(503));

    await buildings.countHeads();

    expect(buildings.people().get('torre')).toBe(8);
  });

  it('makes a burst into two questions', async () => {
    await Promise.all(Array.from({ length: 10 }, () => buildings.countHeads()));

    expect(api.occupancy).toHaveBeenCalledTimes(2);
  });
});
