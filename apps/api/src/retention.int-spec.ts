import { Bot, CAMPUS, type Student } from '@perto/testkit';
import { PATHS } from '@perto/contract';
import { AdminActions } from './activity/typeorm-admin-actions';
import { OldMessages } from './messaging/typeorm-old-messages';
import { Housekeeping } from './platform/housekeeping/housekeeping';
import { AdjustableClock, describeEachSize, TestServer } from './testing/running-server';

const DAY_MS = 24 * 60 * 60 * 1000;

describeEachSize('what is older than it may be', (size) => {
  let server: TestServer;
  let clock: AdjustableClock;
  let ana: Student;
  let rui: Student;

  beforeEach(async () => {
    clock = new AdjustableClock();
    server = await TestServer.start(size, {
      clock,
      environment: { RETENTION_DAYS: '30', SIGN_IN_HOURS: '500' },
    });
    [ana, rui] = await Promise.all([server.signIn('ana'), server.signIn('rui')]);
    await Promise.all([ana.open(), rui.open()]);
    await Promise.all([ana, rui].map((student) => student.stand(CAMPUS.meadow)));
  });
  afterEach(() => server.stop());

  const texts = async () =>
    (await server.query<{ text: string }>('SELECT text FROM message ORDER BY id')).map(({ text }) => text);
  const count = async (table: string) =>
    Number(
      (await server.query<{ rows: number | string }>(`SELECT COUNT(*) AS \`rows\` FROM ${table}`))[0]?.rows,
    );
  const sequences = async () =>
    (
      await server.query<{ sequence: number | string }>(
        'SELECT sequence FROM message_recipient WHERE recipient_id = ? ORDER BY sequence',
        [rui.id],
      )
    ).map(({ sequence }) => Number(sequence));

  it('goes at night, what is younger stays, and numbers go on where they were', async () => {
    for (const text of ['one', 'two', 'three']) expect((await ana.send([rui.id], text)).status).toBe(200);
    clock.forward(20 * DAY_MS);
    expect((await ana.send([rui.id], 'four')).status).toBe(200);
    const oldLines = await count('log');
    const actions = server.app.get(AdminActions, { strict: false });
    const deed = { admin: 'boss', action: 'list_exported', target: 'users' } as const;
    await actions.note([{ ...deed, detail: 'old', at: clock.now() - 20 * DAY_MS }]);
    await actions.note([{ ...deed, detail: 'x'.repeat(600), at: clock.now() }]);

    clock.forward(11 * DAY_MS);
    await server.app.get(Housekeeping).doWhatIsDue();

    expect(await texts()).toEqual(['four']);
    expect(await sequences()).toEqual([4]);
    const left = await count('log');
    expect(left).toBeGreaterThan(0); // that of the fourth message
    expect(left).toBeLessThan(oldLines);
    expect(await count('sign_in')).toBe(0);
    const [kept, ...others] = await actions.page({ limit: 10 });
    expect([kept?.detail, others]).toEqual(['x'.repeat(500), []]);
    const [eva, leo] = await Promise.all([server.signIn('eva'), server.signIn('leo')]);
    await Promise.all([eva.open(), leo.open()]);
    await Promise.all([eva, leo].map((student) => student.stand(CAMPUS.meadow)));
    expect((await eva.send([leo.id], 'hello')).status).toBe(200);
    const page = (await leo.get(PATHS.messages)).json as { items: { message: string }[] };
    expect(page.items.map(({ message }) => message)).toEqual(['hello']);
  });

  it('goes in parts, however many recipients a message had', async () => {
    const sentAt = new Date(clock.now() - 40 * DAY_MS).toISOString().replace('T', ' ').replace('Z', '');
    const message = ['text', 'user', ana.id, 'old', sentAt];
    for (let copy = 0; copy < 3; copy++)
      await server.query(
        'INSERT INTO message (kind, sender_kind, sender_id, text, sent_at) VALUES (?, ?, ?, ?, ?)',
        message,
      );
    const ids = (await server.query<{ id: number | string }>('SELECT id FROM message ORDER BY id')).map(
      ({ id }) => id,
    );
    for (const [index, recipients] of [3, 25, 0].entries())
      for (let recipient = 0; recipient < recipients; recipient++)
        await server.query(
          'INSERT INTO message_recipient (message_id, recipient_kind, recipient_id, sender_kind, sender_id, sent_at, sequence) ' +
            'VALUES (?, ?, ?, ?, ?, ?, ?)',
          [ids[index], recipient % 2 ? 'bot' : 'user', `r${recipient}`, 'user', ana.id, sentAt, index + 1],
        );
    const old = server.app.get(OldMessages);
    const parts: number[] = [];

    for (;;) {
      const removed = await old.removeBefore(clock.now() - 30 * DAY_MS, 10);
      parts.push(removed);
      if (removed === 0) break;
    }

    expect(await texts()).toEqual([]);
    expect(await count('message_recipient')).toBe(0);
    expect(Math.max(...parts)).toBeLessThanOrEqual(12); // lines, and the messages they hung on
  });

  it('goes of bots, when no admin ever said a word on them; those that were decided on stay', async () => {
    const { torreNorte } = CAMPUS;
    await Bot.register(server.url, server.id('forgotten'), torreNorte.id);
    await server.bot('allowed', torreNorte.id);
    clock.forward(29 * DAY_MS);
    await Bot.register(server.url, server.id('young'), torreNorte.id);

    clock.forward(2 * DAY_MS);
    await server.app.get(Housekeeping).doWhatIsDue();

    const left = await server.query<{ id: string }>('SELECT id FROM bot ORDER BY id');
    expect(left.map(({ id }) => id)).toEqual([server.id('allowed'), server.id('young')]);
  });
});
