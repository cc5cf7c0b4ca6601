import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { OpenConversation } from '../messages/open-conversation';
import { FakeCampus, settled } from './campus.fake';
import { CampusView } from './campus-view';
import { Sheet } from './sheet';

describe('CampusView', () => {
  function given() {
    TestBed.configureTestingModule({ providers: new FakeCampus().providers });
    return {
      view: TestBed.inject(CampusView),
      sheet: TestBed.inject(Sheet),
      router: TestBed.inject(Router),
      conversation: TestBed.inject(OpenConversation),
    };
  }
  const button = (more = ''): HTMLElement => {
    document.body.insertAdjacentHTML('beforeend', `<button ${more}>Open</button>`);
    return document.body.lastElementChild as HTMLElement;
  };

  afterEach(() => document.body.replaceChildren());

  it('shows what was asked for instead of the place editor, a spot or another building', () => {
    const { view } = given();
    view.showSpot(['rui', 'eva']);
    view.place(true);
    expect([...view.spot()!]).toEqual(['rui', 'eva']);

    view.openTab('messages');

    expect([view.tab(), view.placing(), view.spot(), view.building()]).toEqual([
      'messages',
      false,
      null,
      null,
    ]);
  });

  it('shows a spot among those nearby, and a building in its own tab', () => {
    const { view } = given();

    view.showSpot(['rui']);
    expect(view.tab()).toBe('nearby');
    view.showBuilding('t');

    expect([view.tab(), view.building(), view.spot()]).toEqual(['building', 't', null]);
  });

  it('leaves a spot for everybody in range', () => {
    const { view } = given();
    view.showSpot(['rui']);

    view.leaveSpot();

    expect([view.tab(), view.spot()]).toEqual(['nearby', null]);
  });

  it('raises the lists of a phone when somebody is selected, and leaves them when nobody is', () => {
    const { view, sheet } = given();
    sheet.set('peek');

    view.select(null);
    expect(sheet.stop()).toBe('peek');
    view.select('rui');

    expect([view.selected(), sheet.stop()]).toEqual(['rui', 'half']);
  });

  it('leaves room for the map to set the place on', () => {
    const { view, sheet } = given();
    sheet.set('full');

    view.place(true);

    expect([view.placing(), sheet.stop()]).toEqual([true, 'half']);
  });

  it('keeps the conversation in the address, one step of the way back for all of them', async () => {
    const { view, router, conversation } = given();
    const navigate = jest.spyOn(router, 'navigate');

    await view.talk('rui');
    await view.talk('eva');

    expect([router.url, conversation.id()]).toEqual(['/?with=eva', 'eva']);
    expect(navigate.mock.calls.map(([, extras]) => extras?.replaceUrl)).toEqual([false, true]);
  });

  it('leaves nothing in the address, and gives the focus back to what opened it', async () => {
    const { view, router, conversation } = given();
    const opener = button();
    opener.focus();
    await view.talk('rui');
    button().focus();
    await view.talk('eva');
    TestBed.tick();

    await view.stopTalking();
    TestBed.tick();
    await settled();

    expect([router.url, conversation.id()]).toEqual(['/', null]);
    expect(document.activeElement).toBe(opener);
  });

  it('gives the focus to the tab that is open when what opened the conversation is gone', async () => {
    const { view } = given();
    const tab = button('role="tab" aria-selected="true"');
    const opener = button();
    opener.focus();
    await view.talk('rui');
    TestBed.tick();
    opener.remove();

    await view.stopTalking();
    TestBed.tick();
    await settled();

    expect(document.activeElement).toBe(tab);
  });

  it('gives the focus back also when the browser’s own way back closed the conversation', async () => {
    const { view, conversation } = given();
    const opener = button();
    opener.focus();
    await view.talk('rui');
    TestBed.tick();
    button().focus();

    conversation.open(null);
    TestBed.tick();
    await settled();

    expect(document.activeElement).toBe(opener);
  });
});
