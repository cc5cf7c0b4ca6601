import type { FenixPerson } from './fenix-person';
import { makeUp, MADE_UP_PEOPLE } from './made-up-people';
import { StandInFenix } from './stand-in-fenix';
import type { StandInOptions } from './stand-in-options';
import { Visitor } from './visitor';

const PERSON = '/api/fenix/v1/person';
const CLIENT = { client_id: 'id', client_secret: 'secret', redirect_uri: 'http://localhost:3002/login' };

async function givenTokenFor(username: string, options: Partial<StandInOptions> = {}) {
  const time = { now: 0 };
  const fenix = new StandInFenix({
    basePath: '',
    clientId: CLIENT.client_id,
    clientSecret: CLIENT.client_secret,
    redirectUris: (uri) => uri === CLIENT.redirect_uri,
    clock: () => time.now,
    ...options,
  });
  const visitor = new Visitor(fenix);
  const { headers } = await visitor.get('/oauth/userdialog', { ...CLIENT, login_hint: username });
  const code = new URL(String(headers['location'])).searchParams.get('code') ?? '';
  const grant = { ...CLIENT, code, grant_type: 'authorization_code' };
  const { access_token: token } = JSON.parse((await visitor.post('/oauth/token', grant)).body) as {
    access_token: string;
  };
  const ask = (access_token: string) => visitor.send({ path: PERSON, headers: { access_token } });
  return { fenix, visitor, time, token, ask };
}

async function bodyOf(answer: Promise<{ body: string }>): Promise<unknown> {
  return JSON.parse((await answer).body);
}

describe('/person', () => {
  it('takes the token from the Bearer header, from its own header or from the query', async () => {
    const { visitor, token } = await givenTokenFor('ist190001');

    const answers = [
      await visitor.send({ path: PERSON, headers: { authorization: `Bearer ${token}` } }),
      await visitor.send({ path: PERSON, headers: { access_token: token } }),
      await visitor.get(PERSON, { access_token: token }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers[0]?.body).toMatch(/^\{\n {2}"campus": "Alameda",/);
  });

  it('refuses with 401 and a description in snake_case', async () => {
    const { fenix, time, token, ask } = await givenTokenFor('ist190001');
    const unlike = Buffer.from(`${Buffer.from(token, 'base64').toString().split(':')[0]}:0`).toString(
      'base64',
    );

    expect((await ask('')).status).toBe(401);
    expect(await bodyOf(ask(''))).toEqual({
      error: 'accessTokenInvalidFormat',
      error_description: 'Access Token not recognized.',
    });
    expect(await bodyOf(ask('<no token>'))).toMatchObject({ error: 'accessTokenInvalidFormat' });
    expect(await bodyOf(ask(unlike))).toEqual({
      error: 'accessTokenInvalid',
      error_description: "Access Token doesn't match.",
    });
    time.now += 3_600_000;
    expect(await bodyOf(ask(token))).toEqual({
      error: 'accessTokenExpired',
      error_description:
        'The access has expired. Please use the refresh token endpoint to generate a new one.',
    });
    fenix.inject({ application: 'banned' });
    expect(await bodyOf(ask(token))).toMatchObject({ error: 'appBanned' });
    fenix.inject({ application: 'deleted' });
    expect(await bodyOf(ask(token))).toMatchObject({ error: 'accessTokenInvalidFormat' });
  });

  it('refuses an application without the scope', async () => {
    const { token, ask } = await givenTokenFor('ist190001', { scopes: ['SCHEDULE'] });

    expect(await bodyOf(ask(token))).toMatchObject({ error: 'invalidScope' });
  });

  it('makes up whoever is not on the list, the same each time', async () => {
    const { token, ask } = await givenTokenFor('sim-0001');

    expect(await bodyOf(ask(token))).toEqual(makeUp('sim-0001'));
    expect(makeUp('ana.ferreira').name).toBe('Ana Ferreira');
    expect(makeUp('---').name).toBe('---');
    expect(makeUp('ist123456').name).toMatch(/^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u);
  });

  it('answers for people of the caller where they are given', async () => {
    const eva: FenixPerson = { ...makeUp('eva'), name: 'Eva <b>Reis</b>' };
    const { token, ask, visitor } = await givenTokenFor('eva', { people: [eva] });

    expect(await bodyOf(ask(token))).toEqual(eva);
    expect((await visitor.get('/oauth/userdialog', CLIENT)).body).toContain('Eva &lt;b&gt;Reis&lt;/b&gt;');
  });
});

describe('the people to pick from', () => {
  const havingRole = (type: string) =>
    MADE_UP_PEOPLE.filter(({ roles }) => roles.some((role) => role.type === type));

  it('hold every kind that a client must cope with', () => {
    for (const type of ['STUDENT', 'TEACHER', 'ALUMNI', 'EMPLOYEE', 'GRANT_OWNER']) {
      expect(havingRole(type)).not.toEqual([]);
    }
    expect(havingRole('TEACHER').filter((teacher) => havingRole('STUDENT').includes(teacher))).not.toEqual(
      [],
    );
    expect(MADE_UP_PEOPLE.some(({ campus }) => campus === null)).toBe(true);
    expect(MADE_UP_PEOPLE.some(({ photo }) => photo === null)).toBe(true);
    expect(MADE_UP_PEOPLE.some(({ name }) => name.length > 80 && /[À-ÿ]/.test(name))).toBe(true);
  });

  it('have photographs that are PNG files', () => {
    const [ana] = MADE_UP_PEOPLE;

    const file = Buffer.from(ana?.photo?.data ?? '', 'base64');

    expect(ana?.photo?.type).toBe('image/png');
    expect(file.subarray(1, 4).toString()).toBe('PNG');
    expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([96, 96]);
  });
});

describe('the public resources', () => {
  it('list the campuses, with nothing above or below them', async () => {
    const { visitor } = await givenTokenFor('a');

    expect(await bodyOf(visitor.get('/api/fenix/v1/spaces'))).toEqual([
      { type: 'CAMPUS', id: '2448131360897', name: 'Alameda' },
      { type: 'CAMPUS', id: '2448131392438', name: 'Tecnológico e Nuclear' },
      { type: 'CAMPUS', id: '2448131360898', name: 'Taguspark' },
    ]);
  });

  it('show a campus, a building and a floor, each with what is next to it', async () => {
    const { visitor } = await givenTokenFor('a');
    const space = (id: string) => bodyOf(visitor.get(`/api/fenix/v1/spaces/${id}`, { day: '21/02/2026' }));
    const alameda = { type: 'CAMPUS', id: '2448131360897', name: 'Alameda' };
    const civil = {
      type: 'BUILDING',
      id: '2448131361042',
      name: 'Pavilhão de Civil',
      topLevelSpace: alameda,
    };
    const floor = { type: 'FLOOR', id: '24481313610421', name: '-1', topLevelSpace: alameda };

    expect(await space('2448131360898')).toMatchObject({ name: 'Taguspark', containedSpaces: [] });
    const campus = (await space('2448131360897')) as { containedSpaces: unknown[] };
    expect(Object.keys(campus)).toEqual(['type', 'id', 'name', 'containedSpaces']);
    expect(campus.containedSpaces).toHaveLength(4);
    expect(campus.containedSpaces).toContainEqual(civil);
    const building = (await space(civil.id)) as { containedSpaces: unknown[] };
    expect(building).toMatchObject({ ...civil, parentSpace: alameda });
    expect(building.containedSpaces[0]).toEqual(floor);
    expect(await space(floor.id)).toEqual({ ...floor, containedSpaces: [], parentSpace: civil });
  });

  it('say 404 in their own way for a space that is not there', async () => {
    const { visitor } = await givenTokenFor('a');

    const answer = await visitor.get('/api/fenix/v1/spaces/1');

    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.body)).toEqual({ error: 'id not found', description: 'id not found' });
  });

  it('tell about the institution in a supported language', async () => {
    const { visitor } = await givenTokenFor('a');
    const about = (lang: string) => bodyOf(visitor.get('/api/fenix/v1/about', { lang }));

    expect(await about('en-GB')).toMatchObject({ languages: ['pt-PT', 'en-GB'], language: 'en-GB' });
    expect(await about('xx')).toMatchObject({ language: 'pt-PT' });
  });
});
