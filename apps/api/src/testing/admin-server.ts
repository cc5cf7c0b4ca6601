import { PATHS, type AdminActionItem, type AdminActionsPage } from '@perto/contract';
import { Student } from '@perto/testkit';
import { TestServer, type ServerOptions, type Size } from './running-server';

/** A server, and somebody who may run it. */
export interface AdminServer {
  server: TestServer;
  admin: Student;
}

const ADMIN = 'ist1000001';

export async function startWithAdmin(size: Size, options: ServerOptions = {}): Promise<AdminServer> {
  const environment = { ...options.environment, ADMIN_IDS: `somebody-else,${ADMIN}` };
  const server = await TestServer.start(size, { ...options, environment });
  return { server, admin: await Student.signIn(server.url, ADMIN) };
}

/** What admins did so far, newest first. */
export async function deedsOf(admin: Student): Promise<AdminActionItem[]> {
  return ((await admin.get(`${PATHS.adminActions}?limit=500`)).json as AdminActionsPage).items;
}

/** A building as `buildings/add` takes it. */
export const aBuilding = (
  id: string,
  { latitude, longitude }: { latitude: number; longitude: number },
  more: object = {},
): object => ({ id, name: `Building ${id}`, latitude, longitude, radious: 50, ...more });
