import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { NearbyAnswer } from '@perto/contract';
import { PositionReporter } from '../position/position-reporter';
import { Api } from '../wire/api';
import { RequestFailed } from '../wire/request-failed';
import { Nearby } from './nearby';

const place = { latitude: 38.7378, longitude: -9.1386 };
const torre = { id: 't', name: 'Torre Norte' };
const answer: NearbyAnswer = {
  self: { ...place, reported_at: '2026-11-22T14:00:00Z', building: torre },
  radious: 80,
  people: [
    { id: 'eva', name: 'Eva', ...place, distance: 40, building: torre, in_range: true, same_building: true },
    { id: 'rui', name: 'Rui', ...place, distance: 12, building: null, in_range: true, same_building: false },
  ],
};

describe('Nearby', () => {
  const api = {
    nearby: jest.fn<Promise<NearbyAnswer>, []>(),
    idsInRange: jest.fn<Promise<string[]>, [object, number]>(),
    idsInBuilding: jest.fn<Promise<string[]>, []>(),
  };

  function givenNearby(): Nearby {
    api.nearby.mockReset().mockResolvedValue(answer);
    api.idsInRange.mockReset().mockResolvedValue(['eva', 'rui']);
    api.idsInBuilding.mockReset().mockResolvedValue(['eva', 'ist190001']);
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: api },
        { provide: PositionReporter, useValue: { reported: signal(null) } },
      ],
    });
    return TestBed.inject(Nearby);
  }

  it('lists who the server lists, nearest first, with what is known of each', async () => {
    const nearby = givenNearby();

    await nearby.refresh();

    expect(api.idsInRange.mock.calls[0]).toEqual([answer.self, 80]);
    expect(nearby.inRange().map(({ name }) => name)).toEqual(['Rui', 'Eva']);
    expect(nearby.inBuilding().map(({ name }) => name)).toEqual(['Eva', 'ist190001']);
    expect(nearby.building()).toEqual(torre);
  });

  it('draws everybody of both lists once, and nobody without a position', async () => {
    const nearby = givenNearby();

    await nearby.refresh();

    expect(nearby.onMap().map(({ id }) => id)).toEqual(['rui', 'eva']);
  });

  it('asks nobody for a range around nowhere', async () => {
    const nearby = givenNearby();
    api.nearby.mockResolvedValue({ self: null, radious: 80, people: [] });
    api.idsInBuilding.mockResolvedValue([]);

    await nearby.refresh();

    expect(api.idsInRange).not.toHaveBeenCalled();
    expect(nearby.inRange()).toEqual([]);
  });

  it('makes a burst of movements into two questions', async () => {
    const nearby = givenNearby();

    await Promise.all(Array.from({ length: 10 }, () => nearby.refresh()));

    expect(api.nearby).toHaveBeenCalledTimes(2);
  });

  it('keeps the lists when the server is away, says so, and asks again when it may', async () => {
    jest.useFakeTimers();
    const nearby = givenNearby();
    await nearby.refresh();
    api.nearby.mockRejectedValueOnce(new RequestFailed(503, undefined, 3));

    const knownAt = nearby.knownAt();
    expect(knownAt).toBe(Date.now());
    await jest.advanceTimersByTimeAsync(1_000);
    await nearby.refresh();
    expect(nearby.outdated()).toBe(true);
    expect(nearby.inRange()).toHaveLength(2);
    expect(nearby.knownAt()).toBe(knownAt);
    await jest.advanceTimersByTimeAsync(3_100);

    expect(nearby.outdated()).toBe(false);
    jest.useRealTimers();
  });
});
