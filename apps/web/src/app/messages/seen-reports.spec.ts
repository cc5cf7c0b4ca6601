import { TestBed } from '@angular/core/testing';
import { LIMITS } from '@perto/contract';
import { Session } from '../session/session';
import { Api } from '../wire/api';
import { RequestFailed } from '../wire/request-failed';
import { Inbox } from './inbox';
import { OpenConversation } from './open-conversation';
import { SeenReports } from './seen-reports';

describe('SeenReports', () => {
  const api = { reportSeen: jest.fn<Promise<void>, [string[]]>() };
  const marked = jest.fn<void, [string[]]>();
  let reports: SeenReports;

  beforeEach(() => {
    jest.useFakeTimers();
    sessionStorage.clear();
    marked.mockReset();
    api.reportSeen.mockReset().mockResolvedValue();
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: api },
        { provide: Inbox, useValue: { seen: marked } },
        { provide: OpenConversation, useValue: { seen: () => undefined } },
        { provide: Session, useValue: { id: () => 'ana' } },
      ],
    });
    reports = TestBed.inject(SeenReports);
    reports.load();
  });
  afterEach(() => {
    reports.stop();
    jest.useRealTimers();
  });

  const pass = (milliseconds: number): Promise<void> => jest.advanceTimersByTimeAsync(milliseconds);
  const told = (): string[][] => api.reportSeen.mock.calls.map(([ids]) => ids);

  it('takes as seen at once, and reports together what is seen within a moment', async () => {
    reports.report(['1']);
    expect(marked).toHaveBeenCalledWith(['1']);
    await pass(100);
    reports.report(['2', '3']);
    await pass(1_000);

    expect(told()).toEqual([['1', '2', '3']]);
  });

  it('says nothing when nothing was seen', async () => {
    reports.report([]);
    await pass(1_000);

    expect(told()).toEqual([]);
  });

  it('reports again what could not be told, with what was seen since', async () => {
    api.reportSeen.mockRejectedValueOnce(new RequestFailed(503, undefined, 7));
    reports.report(['1']);
    await pass(1_000);
    expect(told()).toEqual([['1']]);

    await pass(7_000);

    expect(told()).toEqual([['1'], ['1']]);
    await pass(60_000);
    expect(told()).toHaveLength(2);
  });

  it('reports at once when the connection is back', async () => {
    api.reportSeen.mockRejectedValueOnce(new RequestFailed(503, undefined, 300));
    reports.report(['1']);
    await pass(1_000);

    await reports.flush();

    expect(told()).toEqual([['1'], ['1']]);
  });

  it('gives up what is refused for good', async () => {
    api.reportSeen.mockRejectedValueOnce(new RequestFailed(400));
    reports.report(['1']);
    await pass(600_000);

    expect(told()).toEqual([['1']]);
  });

  it('reports no more at once than the server takes', async () => {
    reports.report(Array.from({ length: LIMITS.maxSeenBatch + 1 }, (_, index) => String(index)));
    await pass(1_000);

    expect(told().map((ids) => ids.length)).toEqual([LIMITS.maxSeenBatch, 1]);
  });

  it('keeps over a reload what was not told, for the same person', async () => {
    reports.report(['1', '2']);
    reports.stop();
    await pass(1_000);
    expect(told()).toEqual([]);

    reports.load();
    await pass(1_000);

    expect(told()).toEqual([['1', '2']]);
    expect(sessionStorage).toHaveLength(0);
  });

  it('reads nothing from the storage but ids of messages', async () => {
    sessionStorage.setItem('perto.seen.ana', '[1, "x", "7", null]');

    reports.load();
    await pass(1_000);

    expect(told()).toEqual([['7']]);
  });

  it('takes along what was not told when the person leaves', async () => {
    reports.report(['1']);

    reports.clear();
    await pass(1_000);

    expect(told()).toEqual([]);
    expect(sessionStorage).toHaveLength(0);
  });
});
