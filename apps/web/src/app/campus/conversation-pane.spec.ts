import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Participant } from '@perto/contract';
import { fakeDialogs } from '../popup/dialog.fake';
import { SEVERAL } from '../messages/conversation';
import { Conversations } from '../messages/conversations';
import { Drafts } from '../messages/drafts';
import { Inbox } from '../messages/inbox';
import { OpenConversation } from '../messages/open-conversation';
import { Outbox } from '../messages/outbox';
import { SeenReports } from '../messages/seen-reports';
import { Nearby } from '../people/nearby';
import { RequestFailed } from '../wire/request-failed';
import { FakeCampus, messageFrom, near, settled, torre } from './campus.fake';
import { CampusView } from './campus-view';
import { ConversationPane, conversationIn } from './conversation-pane';

const rui: Participant = { kind: 'user', id: 'rui', name: 'Rui' };
const eva: Participant = { kind: 'user', id: 'eva', name: 'Eva' };

describe('ConversationPane', () => {
  let fixture: ComponentFixture<ConversationPane>;
  let campus: FakeCampus;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const find = (testId: string): HTMLElement | null => page().querySelector(`[data-testid=${testId}]`);
  const field = (): HTMLTextAreaElement => page().querySelector('textarea')!;
  const opened = (): string | null => TestBed.inject(OpenConversation).id();
  const rest = async (): Promise<void> => {
    await settled();
    await fixture.whenStable();
  };

  async function given(id: string, messages: FakeCampus['messages'] = []): Promise<void> {
    sessionStorage.clear();
    campus = new FakeCampus();
    campus.people = [near('rui'), near('nuno', { distance: 60 })];
    campus.messages = messages;
    TestBed.configureTestingModule({ providers: campus.providers });
    TestBed.inject(Drafts).load();
    await Promise.all([TestBed.inject(Inbox).refresh(), TestBed.inject(Nearby).refresh()]);
    await TestBed.inject(CampusView).talk(id);
    fixture = TestBed.createComponent(ConversationPane);
    document.body.append(page());
    await rest();
  }
  async function write(text: string): Promise<void> {
    field().value = text;
    field().dispatchEvent(new Event('input'));
    await fixture.whenStable();
  }
  async function send(text: string): Promise<void> {
    await write(text);
    find('send')!.click();
    await rest();
  }
  async function come(...more: FakeCampus['messages']): Promise<void> {
    campus.messages = [...campus.messages, ...more];
    await TestBed.inject(Inbox).refresh();
    await rest();
  }
  function look(visibility: DocumentVisibilityState): void {
    Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }
  const seen = (id: string) => ({ ...messageFrom(rui, id), seen: true });
  const freshRow = (): string | undefined =>
    find('fresh')?.closest<HTMLElement>('[data-testid=message]')?.dataset['key'];

  beforeAll(fakeDialogs);
  afterEach(() => {
    fixture.destroy();
    delete (document as { visibilityState?: unknown }).visibilityState;
  });

  it('says where what was not read begins, and leaves that there while one reads on', async () => {
    await given('rui', [seen('1'), messageFrom(rui, '2')]);
    expect(freshRow()).toBe('2');

    await come(messageFrom(rui, '3'));

    expect(freshRow()).toBe('2');
    expect(TestBed.inject(Conversations).unread()).toBe(0);
  });

  it('says nothing is new of what comes while it is open', async () => {
    await given('rui', [seen('1')]);

    await come(messageFrom(rui, '2'));

    expect(find('fresh')).toBeNull();
    expect(TestBed.inject(Conversations).unread()).toBe(0);
    await TestBed.inject(SeenReports).flush();
    expect(campus.seen).toEqual(['2']);
  });

  it('takes nothing as read while the page is not in front', async () => {
    await given('rui', [seen('1')]);
    look('hidden');
    await come(messageFrom(rui, '2'));
    expect(TestBed.inject(Conversations).unread()).toBe(1);

    look('visible');
    await rest();

    expect(TestBed.inject(Conversations).unread()).toBe(0);
  });

  it('takes nothing as read while what is new is not in view', async () => {
    await given('rui', [seen('1')]);
    const list = fixture.debugElement.query(({ name }) => name === 'perto-message-list');
    list.triggerEventHandler('endShown', false);
    await come(messageFrom(rui, '2'));
    expect(TestBed.inject(Conversations).unread()).toBe(1);

    list.triggerEventHandler('endShown', true);
    await rest();

    expect(TestBed.inject(Conversations).unread()).toBe(0);
  });

  it('closes with Escape', async () => {
    await given('rui');

    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));

    expect(opened()).toBeNull();
  });

  it('lets one write at once', async () => {
    await given('rui');

    expect(document.activeElement).toBe(field());
  });

  it('says that nothing was said yet', async () => {
    await given('rui');

    expect(page().querySelector('.empty h3')!.textContent).toBe('Nothing said with Rui yet');
  });

  it('sends to that person alone, and keeps the field of another conversation', async () => {
    await given('rui');
    TestBed.inject(Drafts).change('eva', 'Olá Eva');

    await send('Olá');

    expect(campus.sent).toEqual([{ to: ['rui'], text: 'Olá' }]);
    expect([field().value, TestBed.inject(Drafts).of('eva'), opened()]).toEqual(['', 'Olá Eva', 'rui']);
  });

  async function toEverybody(text: string): Promise<void> {
    await write(text);
    find('to')!.click();
    await fixture.whenStable();
    find('audience-everyone')!.click();
    await rest();
    await send(text);
  }

  it('sends to everybody nearby when asked to, stays, and writes to the one person again', async () => {
    await given('rui');

    await toEverybody('Alguém?');

    expect(campus.sent).toEqual([{ to: ['rui', 'nuno'], text: 'Alguém?' }]);
    expect(opened()).toBe('rui');
    await write('Olá');
    expect(find('to')!.textContent).toBe('Only Rui');
  });

  it('shows what went to others where it went: to several, or to the only one there is', async () => {
    await given('eva', [messageFrom(eva, '1')]);
    await toEverybody('Alguém?');
    expect(opened()).toBe(SEVERAL);
    campus.people = [near('nuno')];
    await TestBed.inject(Nearby).refresh();
    await TestBed.inject(CampusView).talk('eva');
    await rest();

    await toEverybody('Só tu?');

    expect(campus.sent.at(-1)).toEqual({ to: ['nuno'], text: 'Só tu?' });
    expect(opened()).toBe('nuno');
  });

  it('follows a message to several that becomes one to the only person still in reach', async () => {
    await given(SEVERAL);
    const gone = { code: 'not_reachable' as const, detail: 'Not within your reach: nuno.' };
    const deliver = campus.send;
    campus.send = () => Promise.reject(new RequestFailed(403, gone));
    const both: Participant[] = [rui, { kind: 'user', id: 'nuno', name: 'Nuno' }];
    TestBed.inject(Outbox).send('Olá a ambos', both);
    await rest();
    campus.send = deliver;

    find('retry')!.click();
    await rest();

    expect(opened()).toBe('rui');
    expect(campus.sent).toEqual([{ to: ['rui'], text: 'Olá a ambos' }]);
  });

  it('takes an answer to a bot, and says of which building it is', async () => {
    const cantina: Participant = { kind: 'bot', id: 'cantina', name: 'cantina', building: torre };
    await given('cantina', [messageFrom(cantina, '1')]);

    await send('A que horas?');

    expect(page().querySelector('.who p')!.textContent).toBe('Bot of Torre Norte');
    expect(campus.sent).toEqual([{ to: ['cantina'], text: 'A que horas?' }]);
  });

  it('shows somebody on the map and selects them', async () => {
    await given('rui');

    find('show-on-map')!.click();
    await rest();

    expect([opened(), TestBed.inject(CampusView).selected()]).toEqual([null, 'rui']);
  });
});

describe('the conversation that an address names', () => {
  it('is an id or what went to several, and nothing else', () => {
    const values = ['rui', SEVERAL, '', '../x', 'a b', null];

    expect(values.map(conversationIn)).toEqual(['rui', SEVERAL, null, null, null, null]);
  });
});
