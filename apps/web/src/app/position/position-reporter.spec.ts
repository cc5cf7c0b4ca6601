import { TestBed } from '@angular/core/testing';
import { OUTSIDE } from '@perto/contract';
import { Api } from '../wire/api';
import { RequestFailed } from '../wire/request-failed';
import { pointAt } from './metres';
import { PositionReporter, waitBeforeReport } from './position-reporter';

const HERE = { latitude: 38.7378, longitude: -9.1386 };
const metresOn = (metres: number) => pointAt(HERE, metres, 90);

describe('waitBeforeReport', () => {
  it('reports the first place at once', () => {
    expect(waitBeforeReport(undefined, HERE, 5000)).toBe(0);
  });

  it('reports a step of four metres a second after the last report', () => {
    expect(waitBeforeReport({ ...HERE, at: 5000 }, metresOn(4.1), 5200)).toBe(800);
    expect(waitBeforeReport({ ...HERE, at: 5000 }, metresOn(4.1), 9000)).toBe(0);
  });

  it('leaves a shorter step to the report that is due every thirty seconds', () => {
    expect(waitBeforeReport({ ...HERE, at: 5000 }, metresOn(3), 6000)).toBe(29_000);
  });
});

describe('PositionReporter', () => {
  const api = { updateCoordinates: jest.fn<Promise<string>, [object]>() };

  function givenReporter(): PositionReporter {
    jest.useFakeTimers();
    api.updateCoordinates.mockReset().mockResolvedValue('Torre Norte');
    TestBed.configureTestingModule({ providers: [{ provide: Api, useValue: api }] });
    return TestBed.inject(PositionReporter);
  }

  afterEach(() => jest.useRealTimers());

  it('sends the place and keeps the name of the building', async () => {
    const reporter = givenReporter();

    reporter.report(HERE);
    await jest.advanceTimersByTimeAsync(0);

    expect(api.updateCoordinates).toHaveBeenCalledWith(HERE);
    expect(reporter.building()).toBe('Torre Norte');
  });

  it('reads the words for outdoors as no building', async () => {
    const reporter = givenReporter();
    api.updateCoordinates.mockResolvedValue(OUTSIDE);

    reporter.report(HERE);
    await jest.advanceTimersByTimeAsync(0);

    expect(reporter.building()).toBeNull();
  });

  it('reports at most once a second while walking', async () => {
    const reporter = givenReporter();

    for (let step = 0; step < 20; step++) {
      reporter.report(metresOn(step * 5));
      await jest.advanceTimersByTimeAsync(250);
    }

    expect(api.updateCoordinates.mock.calls.length).toBeLessThanOrEqual(6);
    expect(api.updateCoordinates.mock.calls.length).toBeGreaterThanOrEqual(5);
  });

  it('says the same place again every thirty seconds', async () => {
    const reporter = givenReporter();

    reporter.report(HERE);
    await jest.advanceTimersByTimeAsync(61_000);

    expect(api.updateCoordinates).toHaveBeenCalledTimes(3);
  });

  it('waits as long as a busy server asks, and then tries again', async () => {
    const reporter = givenReporter();
    api.updateCoordinates.mockRejectedValueOnce(new RequestFailed(503, { code: 'unavailable' }, 7));

    reporter.report(HERE);
    await jest.advanceTimersByTimeAsync(6_900);
    expect(api.updateCoordinates).toHaveBeenCalledTimes(1);
    expect(reporter.failed()).toBe(true);
    await jest.advanceTimersByTimeAsync(200);

    expect(api.updateCoordinates).toHaveBeenCalledTimes(2);
    expect(reporter.failed()).toBe(false);
  });
});
