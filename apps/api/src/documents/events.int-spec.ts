import { EVENTS, PATHS } from '@perto/contract';
import { asyncApiDocument, EVENT_ENTRIES, SENT_ENTRIES } from '@perto/contract/documents';
import { CAMPUS, DocumentCheck, Tab, type Bot, type HeardEvent, type Student } from '@perto/testkit';
import type { Socket } from 'socket.io-client';
import { describeEachSize, TestServer } from '../testing/running-server';

const { torreNorte } = CAMPUS;
const check = new DocumentCheck(asyncApiDocument({ closed: true }));

/** What is wrong with something that was sent or heard; empty: nothing. */
function faultsOf(message: string, payload: unknown): string[] {
  const keys = ['components', 'messages', message, 'payload'];
  if (check.at(keys) === undefined) return [`${message} is not documented`];
  return check.faults(keys, payload).map((fault) => `${message}: ${fault}`);
}

/** The arguments of an event; the callback that it is acknowledged by is none of them. */
const argumentsOf = ({ payload }: HeardEvent): unknown[] =>
  payload.filter((argument) => typeof argument !== 'function');

describeEachSize('events as the AsyncAPI document has them', (size) => {
  let heard: HeardEvent[];
  const acknowledged: Record<string, unknown[]> = { new_client: [], new_bot: [] };

  /** Introduces itself by the documented example, but for whose it is; keeps what that was answered. */
  async function introduce(who: Student | Bot, more: object = {}): Promise<Tab> {
    const tab = await Tab.connect(who);
    const event = who.introduction;
    const { example } = SENT_ENTRIES[event];
    const payload = { ...example, after: undefined, ...more, ID: who.id, token: who.token };
    expect(faultsOf(event, JSON.parse(JSON.stringify(payload)))).toEqual([]);
    acknowledged[event]?.push(await (tab.socket as Socket).timeout(5000).emitWithAck(event, payload));
    return tab;
  }

  beforeAll(async () => {
    const server = await TestServer.start(size);
    const [ana, rui] = await server.gather(torreNorte, 'ana', 'rui');
    const bot = await server.bot('canteen', torreNorte.id);
    const anasTab = await introduce(ana);
    const anasPhone = await introduce(ana);
    const puller = await introduce(ana, { push: false });
    const ruisTab = await introduce(rui);
    const line = await introduce(bot);
    const tabs = [anasTab, anasPhone, puller, ruisTab, line];

    await bot.say('Soup of the day: caldo verde.');
    await rui.send([ana.id], 'Olá!');
    await ana.send([bot.id], 'Is there any left?');
    await Promise.all([anasTab, line].map((tab) => tab.heard.atLeast(EVENTS.message)));
    await puller.heard.atLeast(EVENTS.newMessage);
    await ruisTab.heard.atLeast(EVENTS.messageReceipts);
    await line.heard.atLeast(EVENTS.deliveryReport);
    await ana.postAs(PATHS.messagesSeen, { ids: anasTab.pushed.map(({ id }) => id) });
    await anasPhone.heard.atLeast(EVENTS.messagesSeen);
    await ruisTab.heard.atLeast(EVENTS.newMovement);

    const refused = await Tab.connect(ana);
    tabs.push(refused);
    for (const event of [EVENTS.newClient, EVENTS.newBot])
      acknowledged[event]?.push(
        await (refused.socket as Socket).timeout(5000).emitWithAck(event, { ID: ana.id, token: 'forged' }),
      );
    await refused.heard.atLeast(EVENTS.exception, 2);

    const ended = tabs.map((tab) => tab.heard.atLeast('disconnect'));
    await server.stop();
    await Promise.all(ended);
    heard = tabs.flatMap((tab) => tab.heard.events).filter(({ event }) => event !== 'disconnect');
  });

  it.each(Object.keys(EVENT_ENTRIES))('are heard: %s', (event) => {
    const times = heard.filter((each) => each.event === event);

    expect(times.length).toBeGreaterThan(0);
    expect(times.flatMap((each) => faultsOf(event, argumentsOf(each)))).toEqual([]);
  });

  it('are all that is heard', () => {
    expect(heard.filter(({ event }) => !(event in EVENT_ENTRIES))).toEqual([]);
    expect(faultsOf('gossip', [])).toEqual(['gossip is not documented']);
  });

  it.each(Object.keys(SENT_ENTRIES))('are acknowledged, taken or refused: %s', (event) => {
    const answers = acknowledged[event] ?? [];

    expect(answers.flatMap((answer) => faultsOf(`${event}.answer`, answer))).toEqual([]);
    expect(new Set(answers.map((answer) => (answer as { ok: boolean }).ok))).toEqual(new Set([true, false]));
  });
});
