import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { FenixStandInModule } from './fenix-stand-in.module';
import { StandInFenix } from './stand-in-fenix';
import { NO_FAULTS } from './stand-in-options';
import { startStandInServer, type RunningStandIn } from './stand-in-server';
import { formOn } from './visitor';

const REDIRECT = 'http://localhost:3002/login';
const CLIENT = { client_id: 'id', client_secret: 's+/=', redirect_uri: REDIRECT };

function anEngine(basePath: string): StandInFenix {
  const { client_id: clientId, client_secret: clientSecret } = CLIENT;
  return new StandInFenix({ basePath, clientId, clientSecret, redirectUris: [REDIRECT] });
}

async function insideNest(): Promise<RunningStandIn> {
  const module = FenixStandInModule.register(anEngine('/fenix-stand-in'));
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    logger: false,
    bodyParser: false,
  });
  app.useBodyParser('application/x-www-form-urlencoded', {}, (_request, body, done) =>
    done(null, body.toString()),
  );
  await app.listen(0, '127.0.0.1');
  return { url: `${await app.getUrl()}/fenix-stand-in`, close: () => app.close() };
}

describe.each([
  ['in the application’s own server', insideNest],
  ['alone on a port', () => startStandInServer(anEngine(''))],
  ['alone under a path', () => startStandInServer(anEngine('/fenix-stand-in'))],
])('the stand-in %s', (_where, start) => {
  let standIn: RunningStandIn;

  beforeAll(async () => {
    standIn = await start();
  });
  afterAll(() => standIn.close());

  const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });

  it('walks a person from the question to their record', async () => {
    const question = new URLSearchParams({ ...CLIENT, state: 'é&' });
    const list = await fetch(`${standIn.url}/oauth/userdialog?${question.toString()}`);
    const cookie = (list.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const submit = async (answer: Response, fields: Record<string, string>) => {
      const { action, hidden } = formOn(await answer.text());
      const request = form({ ...hidden, ...fields });
      return fetch(new URL(action, standIn.url), { ...request, headers: { cookie }, redirect: 'manual' });
    };

    const back = await submit(await submit(list, { username: 'ist190009' }), {});
    const { searchParams } = new URL(back.headers.get('location') ?? '');
    const grant = { ...CLIENT, code: searchParams.get('code') ?? '', grant_type: 'authorization_code' };
    const tokens = await fetch(`${standIn.url}/oauth/access_token`, form(grant));
    const { access_token } = (await tokens.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}` };
    const person = await fetch(`${standIn.url}/api/fenix/v1/person`, { headers });

    expect(back.status).toBe(302);
    expect(searchParams.get('state')).toBe('é&');
    expect(tokens.headers.get('access-control-allow-origin')).toBe('*');
    expect(await person.json()).toMatchObject({ username: 'ist190009' });
  });

  it.each([
    ['GET', '', 200],
    ['GET', '/', 200],
    ['GET', '/login', 200],
    ['HEAD', '/api/fenix/v1/about', 200],
    ['GET', '/api/fenix/v1/nothing', 404],
    ['GET', '/%E0%A4%A', [400, 404]],
    ['GET', '/oauth/token?client_id=x', 405],
    ['OPTIONS', '/oauth/token', 200],
    ['DELETE', '/oauth/token', 405],
    ['POST', '/oauth/token', 400],
  ])('answers %s %s', async (method, path, expected) => {
    const { status } = await fetch(`${standIn.url}${path}`, { method });

    expect([expected].flat()).toContain(status);
  });
});

describe('the server of the stand-in', () => {
  it('slows down or breaks only the paths that they are set for', async () => {
    const engine = anEngine('');
    const standIn = await startStandInServer(engine);
    const about = (signal?: AbortSignal) => fetch(`${standIn.url}/api/fenix/v1/about`, { signal });

    engine.inject({ serverError: true, paths: ['/oauth/'] });
    const statuses = [(await fetch(`${standIn.url}/oauth/token`)).status, (await about()).status];
    engine.inject({ ...NO_FAULTS, delayMilliseconds: 60_000 });
    const waited = about(AbortSignal.timeout(50));

    expect(statuses).toEqual([500, 200]);
    await expect(waited).rejects.toThrow();
    await standIn.close();
  });

  it('refuses a form that is too long with 413', async () => {
    const standIn = await startStandInServer(anEngine(''));

    const answer = await fetch(`${standIn.url}/oauth/token`, { method: 'POST', body: 'x'.repeat(70_000) });

    expect(answer.status).toBe(413);
    await standIn.close();
  });
});
