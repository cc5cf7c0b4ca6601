import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { BuildingRef, Participant } from '@perto/contract';
import { Buildings } from '../buildings/buildings';
import { Audience } from '../messages/audience';
import { Inbox } from '../messages/inbox';
import { OpenConversation } from '../messages/open-conversation';
import { Nearby } from '../people/nearby';
import { FakeCampus, messageFrom, near, settled, torre } from './campus.fake';
import { CampusView } from './campus-view';
import { PeoplePanel } from './people-panel';

const sul: BuildingRef = { id: 's', name: 'Torre Sul' };

describe('PeoplePanel', () => {
  let fixture: ComponentFixture<PeoplePanel>;
  const rangeChosen = jest.fn<void, [number]>();
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const find = (testId: string): HTMLElement | null => page().querySelector(`[data-testid=${testId}]`);
  const words = (): string => page().textContent.replace(/\s+/g, ' ');
  const rows = (): HTMLElement[] => [...page().querySelectorAll<HTMLElement>('[data-testid=person]')];
  const ids = (): (string | undefined)[] => rows().map(({ dataset }) => dataset['id']);
  const view = (): CampusView => TestBed.inject(CampusView);

  async function given(changes: Partial<FakeCampus> = {}, asked = true): Promise<FakeCampus> {
    rangeChosen.mockClear();
    sessionStorage.clear();
    const campus = Object.assign(new FakeCampus(), changes);
    TestBed.configureTestingModule({ providers: campus.providers });
    if (asked) await TestBed.inject(Nearby).refresh();
    await Promise.all([TestBed.inject(Buildings).load(), TestBed.inject(Buildings).countHeads()]);
    fixture = TestBed.createComponent(PeoplePanel);
    fixture.componentInstance.rangeChosen.subscribe(rangeChosen);
    await fixture.whenStable();
    return campus;
  }

  it('says that nobody is within the range, and offers a wider one', async () => {
    await given();
    expect(find('nobody')!.textContent).toContain('Nobody within 120 m');

    find('widen')!.click();

    expect(rangeChosen.mock.calls).toEqual([[expect.any(Number)]]);
    expect(rangeChosen.mock.calls[0]![0]).toBeGreaterThan(120);
  });

  it('says of nobody that they are away before it has asked', async () => {
    await given({}, false);

    expect(find('nobody')).toBeNull();
    expect(page().querySelector('perto-people-skeleton')).not.toBeNull();
  });

  it('asks nothing about the range while it is not known where one is', async () => {
    const campus = await given();
    expect(page().querySelector('perto-range-control')).not.toBeNull();

    campus.place.set(null);
    await fixture.whenStable();

    expect(page().querySelector('perto-range-control')).toBeNull();
    expect(find('nobody')).toBeNull();
  });

  it('shows who is in the building, or says why nobody is', async () => {
    await given({ building: torre });
    view().openTab('building');
    await fixture.whenStable();

    expect(words()).toContain('Nobody else in Torre Norte');
  });

  it('says that one is in no building', async () => {
    await given();
    view().openTab('building');
    await fixture.whenStable();

    expect(words()).toContain('You are in no building');
  });

  it('shows of another building whom one sees there, how many there are, and the way back', async () => {
    const buildings = [{ ...sul, latitude: 38.7, longitude: -9.1, radious: 30 }];
    const people = [near('rui', { building: sul }), near('eva')];
    await given({ building: torre, buildings, people, heads: [{ id: 's', people: 14 }] });

    view().showBuilding('s');
    await fixture.whenStable();
    expect(find('elsewhere')!.textContent.replace(/\s+/g, ' ')).toContain(
      'Torre Sul14 people here, 1 of them in your range',
    );
    expect(ids()).toEqual(['rui']);
    find('leave-building')!.click();
    await fixture.whenStable();

    expect(find('elsewhere')).toBeNull();
    expect(words()).toContain('Nobody else in Torre Norte');
  });

  it('shows of one’s own building the list as it is', async () => {
    const people = [near('rui', { building: torre, same_building: true })];
    const buildings = [{ ...torre, latitude: 38.7, longitude: -9.1, radious: 30 }];
    await given({ building: torre, buildings, people });

    view().showBuilding('t');
    await fixture.whenStable();

    expect(find('elsewhere')).toBeNull();
    expect(ids()).toEqual(['rui']);
  });

  it('shows who stands at one spot, and everybody again', async () => {
    await given({ people: [near('rui'), near('eva'), near('nuno')] });
    view().showSpot(['rui', 'nuno', 'gone']);
    await fixture.whenStable();
    expect(words()).toContain('2 people at this spot');
    expect(ids().sort()).toEqual(['nuno', 'rui']);

    find('leave-spot')!.click();
    await fixture.whenStable();

    expect(ids()).toHaveLength(3);
  });

  it('opens the conversation with who is pressed, and selects them', async () => {
    await given({ people: [near('rui')] });

    rows()[0]!.querySelector('button')!.click();

    expect([TestBed.inject(OpenConversation).id(), view().selected()]).toEqual(['rui', 'rui']);
  });

  it('chooses instead while people are being chosen', async () => {
    await given({ people: [near('rui')] });
    TestBed.inject(Audience).use('chosen');
    await fixture.whenStable();

    rows()[0]!.querySelector('input')!.click();

    expect([...TestBed.inject(Audience).chosen().keys()]).toEqual(['rui']);
    expect(TestBed.inject(OpenConversation).id()).toBeNull();
  });

  it('says what was said lately, and of longer ago where somebody is', async () => {
    const user = (id: string): Participant => ({ kind: 'user', id });
    const yesterday = new Date(Date.now() - 13 * 3_600_000);
    await given({
      people: [near('rui'), near('eva', { building: torre, distance: 40 })],
      messages: [
        { ...messageFrom(user('eva'), '1', yesterday), seen: true },
        { ...messageFrom(user('rui'), '2'), seen: true },
      ],
    });
    await TestBed.inject(Inbox).refresh();
    await fixture.whenStable();

    expect(rows()[0]!.textContent).toContain('Olá 2');
    expect(rows()[1]!.textContent).toContain('Torre Norte');
    expect(rows()[1]!.textContent).not.toContain('Olá 1');
  });

  it('says of when the places are while the connection is lost', async () => {
    const campus = await given({ people: [near('rui')] });

    campus.state.set({ kind: 'offline' });
    await settled();
    await fixture.whenStable();

    expect(rows()[0]!.textContent).toMatch(/Position at \d\d:\d\d/);
  });
});
