import { ENDPOINTS, PATHS, type Endpoint } from '@perto/contract';
import { Bot, CAMPUS, request, type Student } from '@perto/testkit';
import type { RouteOptions } from 'fastify';
import { startWithAdmin } from './testing/admin-server';
import { expectedAt, nameOf, ROLES, routeTable, undeclared, type Role } from './testing/route-table';
import { describeEachSize, TestServer } from './testing/running-server';

const endpoints = Object.values<Endpoint>(ENDPOINTS);

// PRINT_ROUTE_TABLE=1 npx jest route-table --selectProjects api-int
describeEachSize('the table of routes', (size) => {
  const routes: RouteOptions[] = [];
  let server: TestServer;
  let admin: Student;
  let tokens: Record<Role, string | undefined>;

  beforeAll(async () => {
    ({ server, admin } = await startWithAdmin(size, { onRoute: (route) => void routes.push(route) }));
    const ana = await server.signIn('ana');
    const bot = await Bot.register(server.url, server.id('menu'), CAMPUS.civil.id);
    await admin.postAs(PATHS.authorizeBot, { id: bot.id, state: 1 });
    await bot.authenticate();
    tokens = {
      nobody: undefined,
      'a made-up token': 'x'.repeat(43),
      'a user': ana.token,
      'a bot': bot.token,
      'an admin': admin.token,
    };
  });
  afterAll(() => server.stop());

  async function answered({ method, path }: Endpoint, role: Role): Promise<string> {
    const token = tokens[role];
    const { status } = await request(server.url, method, path.replace(/:\w+/g, 'x'), {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      ...(method === 'POST' ? { body: {} } : {}),
    });
    return status === 401 || status === 403 || status >= 500 ? String(status) : 'yes';
  }

  it('has every route that the server registers, and the server registers every one of it', () => {
    const registered = new Set(routes.map(({ method, url }) => `${[method].flat().join()} ${url}`));

    expect(undeclared(routes)).toEqual([]);
    expect(endpoints.map(nameOf).filter((name) => !registered.has(name))).toEqual([]);
  });

  it('would miss a route that nobody declared', () => {
    const found = undeclared([...routes, { method: 'GET', url: '/API/admin/secrets' }]);

    expect(found).toEqual(['GET /API/admin/secrets']);
  });

  it('answers each role as the contract says', async () => {
    const table: Record<string, Record<Role, string>> = {};
    // Who signs out may ask nothing any more.
    const signOutLast = endpoints.filter((endpoint) => endpoint !== ENDPOINTS.signOut);
    for (const endpoint of [...signOutLast, ENDPOINTS.signOut])
      table[nameOf(endpoint)] = Object.fromEntries(
        await Promise.all(ROLES.map(async (role) => [role, await answered(endpoint, role)] as const)),
      ) as Record<Role, string>;

    if (process.env['PRINT_ROUTE_TABLE']) process.stdout.write(`\n${routeTable(table)}\n`);
    expect(table).toEqual(
      Object.fromEntries(endpoints.map((endpoint) => [nameOf(endpoint), expectedAt(endpoint)])),
    );
  });
});
