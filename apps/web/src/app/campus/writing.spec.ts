import { TestBed } from '@angular/core/testing';
import { Announcer } from '../messages/announcer';
import { Audience } from '../messages/audience';
import { SEVERAL } from '../messages/conversation';
import { Drafts } from '../messages/drafts';
import { OpenConversation } from '../messages/open-conversation';
import type { Outgoing } from '../messages/thread';
import { Nearby } from '../people/nearby';
import { RequestFailed } from '../wire/request-failed';
import { FakeCampus, near, settled, torre } from './campus.fake';
import { CampusView } from './campus-view';
import { Writing } from './writing';

describe('Writing', () => {
  let campus: FakeCampus;

  async function given() {
    sessionStorage.clear();
    campus = new FakeCampus();
    campus.people = [near('rui'), near('eva', { distance: 50, building: torre, same_building: true })];
    campus.building = torre;
    TestBed.configureTestingModule({ providers: campus.providers });
    const drafts = TestBed.inject(Drafts);
    drafts.load();
    await TestBed.inject(Nearby).refresh();
    return {
      drafts,
      writing: TestBed.inject(Writing),
      view: TestBed.inject(CampusView),
      audience: TestBed.inject(Audience),
      conversation: TestBed.inject(OpenConversation),
    };
  }
  const choose = (audience: Audience, ...ids: string[]): void => {
    audience.use('chosen');
    for (const id of ids) audience.toggle({ id, name: `Name of ${id}`, building: null });
  };

  it('knows who could be written to, in range and in the building', async () => {
    const { writing } = await given();

    expect(writing.summary()).toEqual({
      kind: 'everyone',
      count: 2,
      inRange: 2,
      range: 120,
      building: { name: 'Torre Norte', count: 1 },
    });
  });

  it('names the one who is chosen, and counts several', async () => {
    const { writing, audience } = await given();
    choose(audience, 'rui');
    expect(writing.summary()).toMatchObject({ kind: 'chosen', count: 1, only: 'Name of rui' });

    choose(audience, 'eva');

    expect(writing.summary().count).toBe(2);
    expect(writing.summary()).not.toHaveProperty('only');
  });

  it('sends to everybody in range, empties the field, and opens what went to several', async () => {
    const { writing, conversation } = await given();
    writing.type('Alguém?');

    writing.send('Alguém?');

    expect(campus.sent).toEqual([{ to: ['rui', 'eva'], text: 'Alguém?' }]);
    expect([writing.draft(), conversation.id()]).toEqual(['', SEVERAL]);
  });

  it('sends to the one who is chosen, opens their conversation, and goes back to everybody', async () => {
    const { writing, audience, conversation } = await given();
    choose(audience, 'eva');

    writing.send('Olá');

    expect(campus.sent).toEqual([{ to: ['eva'], text: 'Olá' }]);
    expect([audience.kind(), audience.chosen().size, conversation.id()]).toEqual(['everyone', 0, 'eva']);
  });

  it('writes on to several who are chosen: the next message goes to no more people than the last', async () => {
    const { writing, audience } = await given();
    choose(audience, 'eva', 'rui');

    writing.send('Olá');

    expect([audience.kind(), audience.chosen().size]).toEqual(['chosen', 2]);
  });

  it('stops choosing when asked to, with the text kept', async () => {
    const { writing, audience } = await given();
    writing.type('Olá');
    choose(audience, 'eva');

    writing.stopChoosing();

    expect([audience.kind(), audience.chosen().size, writing.draft()]).toEqual(['everyone', 0, 'Olá']);
  });

  it('says what became of a message to whoever does not see it', async () => {
    const { writing, audience } = await given();
    choose(audience, 'eva');
    writing.send('Olá');
    await settled();
    campus.send = () => Promise.reject(new RequestFailed(0));
    writing.send('Ainda aí?');
    await settled();

    const said = TestBed.inject(Announcer)
      .lines()
      .map(({ text }) => text);
    expect(said).toEqual(['Message sent.', 'Waiting. It goes when you are back online.']);
  });

  it('keeps what is typed when there is nobody to send it to', async () => {
    const { writing, audience, conversation } = await given();
    writing.type('Olá');
    audience.use('chosen');

    writing.send('Olá');

    expect(campus.sent).toEqual([]);
    expect([writing.draft(), conversation.id()]).toEqual(['Olá', null]);
  });

  it('goes from the messages to the lists when people are to be chosen', async () => {
    const { writing, view } = await given();
    view.openTab('messages');

    writing.useAudience('chosen');

    expect([writing.choosing(), view.tab()]).toEqual([true, 'nearby']);
  });

  it('takes along from a conversation what was typed, and the one it is with', async () => {
    const { writing, audience, drafts, conversation, view } = await given();
    await view.talk('rui');
    drafts.change('rui', 'Olá');

    writing.chooseFrom('rui');
    await settled();

    expect([writing.draft(), drafts.of('rui')]).toEqual(['Olá', '']);
    expect([...audience.chosen().keys()]).toEqual(['rui']);
    expect(conversation.id()).toBeNull();
  });

  it('overwrites nothing that was typed below the lists', async () => {
    const { writing, drafts } = await given();
    writing.type('Alguém?');
    drafts.change('rui', 'Olá');

    writing.chooseFrom('rui');

    expect([writing.draft(), drafts.of('rui')]).toEqual(['Alguém?', 'Olá']);
  });

  it('does not take back somebody who was chosen already', async () => {
    const { writing, audience } = await given();
    choose(audience, 'rui', 'eva');

    writing.chooseFrom('rui');

    expect([...audience.chosen().keys()]).toEqual(['rui', 'eva']);
  });

  it('says why a message was not sent, and who was out of reach by their first name', async () => {
    const { writing } = await given();
    const failed: Outgoing = {
      key: 'o',
      text: 'Olá',
      recipients: [
        { kind: 'user', id: 'nuno', name: 'Nuno Silva' },
        { kind: 'user', id: 'eva', name: 'Eva' },
      ],
      at: 0,
      state: 'refused',
      failure: new RequestFailed(0),
    };

    expect(writing.reason()(failed)).toBe('No answer from Perto.');
    expect(writing.reason()({ ...failed, unreachable: ['nuno'] })).toBe(
      'Nuno is out of reach. Send to the other 1?',
    );
  });
});
