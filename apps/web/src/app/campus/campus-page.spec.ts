import { DeferBlockBehavior, type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { Participant } from '@perto/contract';
import { Audience } from '../messages/audience';
import { Inbox } from '../messages/inbox';
import { OpenConversation } from '../messages/open-conversation';
import { fakeDialogs } from '../popup/dialog.fake';
import { RequestFailed } from '../wire/request-failed';
import { CampusPage } from './campus-page';
import { FakeCampus, messageFrom, near, settled } from './campus.fake';

const rui: Participant = { kind: 'user', id: 'rui', name: 'Rui' };

describe('CampusPage', () => {
  let fixture: ComponentFixture<CampusPage>;
  let campus: FakeCampus;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const find = (testId: string): HTMLElement | null => page().querySelector(`[data-testid=${testId}]`);
  const rest = async (): Promise<void> => {
    await settled();
    await fixture.whenStable();
  };
  const header = (): { triggerEventHandler: (name: string, event?: unknown) => void } =>
    fixture.debugElement.children[0]!.children.find(({ name }) => name === 'perto-place-header')!;

  async function given(changes: Partial<FakeCampus> = {}): Promise<void> {
    campus = Object.assign(new FakeCampus(), { people: [near('rui')] }, changes);
    TestBed.configureTestingModule({
      providers: campus.providers,
      deferBlockBehavior: DeferBlockBehavior.Manual, // the map has specs of its own
    });
    fixture = TestBed.createComponent(CampusPage);
    document.body.append(page());
    await rest();
    campus.events!.online();
    await rest();
  }
  const kept = (): string[] => Object.keys(sessionStorage).sort();

  beforeAll(fakeDialogs);
  beforeEach(() => sessionStorage.clear());
  afterEach(() => fixture.destroy());

  it('says in its title how much is unread, and goes back to its name', async () => {
    await given({ messages: [messageFrom(rui, '1'), messageFrom(rui, '2')] });
    expect(document.title).toBe('(2) Perto');

    fixture.destroy();

    expect(document.title).toBe('Perto');
  });

  it('opens the conversation that the address names, and nothing that is none', async () => {
    await given();
    const { router, open } = { router: TestBed.inject(Router), open: TestBed.inject(OpenConversation) };

    await router.navigateByUrl('/?with=rui');
    await rest();
    expect([open.id(), find('talking-to')?.textContent.trim()]).toEqual(['rui', 'Rui']);
    await router.navigateByUrl('/?with=../etc');
    await rest();

    expect([open.id(), find('conversation')]).toEqual([null, null]);
  });

  it('reads aloud what comes', async () => {
    await given();

    campus.messages = [messageFrom(rui, '1')];
    await TestBed.inject(Inbox).refresh();
    await rest();

    expect(find('announcements')!.textContent).toContain('Rui: Olá 1');
  });

  async function leaveSomething(): Promise<void> {
    campus.send = () => Promise.reject(new RequestFailed(503));
    const audience = TestBed.inject(Audience);
    audience.use('chosen');
    audience.toggle({ id: 'rui', name: 'Rui', building: null });
    await rest();
    const field = page().querySelector('textarea')!;
    const type = (text: string): void => {
      field.value = text;
      field.dispatchEvent(new Event('input'));
    };
    type('Olá');
    await fixture.whenStable();
    find('send')!.click();
    await rest();
    audience.use('chosen');
    audience.toggle({ id: 'rui', name: 'Rui', building: null });
    type('Ainda não');
    await rest();
  }

  it('takes along at sign-out what was typed, what was not sent and who was chosen', async () => {
    await given();
    await leaveSomething();
    expect(kept()).toEqual(['perto.audience.ana', 'perto.drafts.ana', 'perto.unsent.ana']);

    header().triggerEventHandler('signOut');
    await rest();

    expect(kept()).toEqual([]);
    expect(TestBed.inject(Router).url).toBe('/signed-out');
  });

  it('keeps everything when the server could not be told, and says so', async () => {
    await given({ signOut: () => Promise.reject(new RequestFailed(0)) });
    await leaveSomething();

    header().triggerEventHandler('signOut');
    await rest();

    expect(kept()).toHaveLength(3);
    expect(page().querySelector('.panel > [role=alert]')!.textContent).not.toBe('');
    expect(TestBed.inject(Router).url).not.toBe('/signed-out');
  });

  it('keeps for the same person what was typed when the page ends otherwise', async () => {
    await given();
    await leaveSomething();

    fixture.destroy();

    expect(kept()).toEqual(['perto.audience.ana', 'perto.drafts.ana', 'perto.unsent.ana']);
  });

  it('goes to the tab that is pressed', async () => {
    await given();

    page().querySelector<HTMLElement>('#tab-messages')!.click();
    await rest();

    expect(page().querySelector('[role=tabpanel]')!.id).toBe('panel-messages');
    expect(page().querySelector('perto-messages-panel')).not.toBeNull();
  });
});
