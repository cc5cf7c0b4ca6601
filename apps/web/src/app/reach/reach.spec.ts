import { TestBed } from '@angular/core/testing';
import { Api } from '../wire/api';
import { RequestFailed } from '../wire/request-failed';
import { Reach } from './reach';

describe('Reach', () => {
  const api = { updateRange: jest.fn<Promise<void>, [number]>() };

  function givenReach(metres: number): Reach {
    api.updateRange.mockReset().mockResolvedValue();
    TestBed.configureTestingModule({ providers: [{ provide: Api, useValue: api }] });
    const reach = TestBed.inject(Reach);
    reach.adopt(metres);
    return reach;
  }

  it('shows the range under the finger without telling the server', () => {
    const reach = givenReach(50);

    reach.preview(120);

    expect(reach.shown()).toBe(120);
    expect(reach.saved()).toBe(50);
    expect(api.updateRange).not.toHaveBeenCalled();
  });

  it('saves on release', async () => {
    const reach = givenReach(50);

    await expect(reach.save(120)).resolves.toBe(true);

    expect(api.updateRange).toHaveBeenCalledWith(120);
    expect([reach.saved(), reach.shown()]).toEqual([120, 120]);
  });

  it('goes back to what holds when the range could not be saved, and says why', async () => {
    const reach = givenReach(50);
    const failure = new RequestFailed(503);
    api.updateRange.mockRejectedValue(failure);

    await expect(reach.save(120)).resolves.toBe(false);

    expect(reach.shown()).toBe(50);
    expect(reach.problem()).toBe(failure);
  });

  it('saves the last of several quick changes last, and none that is overtaken', async () => {
    const reach = givenReach(50);

    await Promise.all([reach.save(60), reach.save(70), reach.save(80)]);

    expect(api.updateRange.mock.calls.flat().at(-1)).toBe(80);
    expect(api.updateRange).not.toHaveBeenCalledWith(70);
    expect(reach.saved()).toBe(80);
  });

  it('does not let an answer from before the latest save overwrite it', async () => {
    const reach = givenReach(50);
    const asked = reach.moment;

    await reach.save(120);
    reach.adopt(50, asked);

    expect(reach.saved()).toBe(120);
  });

  it('does not let an answer from before overwrite the change on its way', () => {
    const reach = givenReach(50);
    reach.preview(120);

    reach.adopt(50);

    expect(reach.shown()).toBe(120);
  });
});
