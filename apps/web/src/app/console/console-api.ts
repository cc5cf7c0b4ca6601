import { Injectable, inject } from '@angular/core';
import {
  ENDPOINTS,
  IDEMPOTENCY_KEY,
  LIMITS,
  type ActivityPage,
  type AdminActionsPage,
  type AdminBot,
  type AdminBuilding,
  type AdminMessageAnswer,
  type AdminOverview,
  type AdminUser,
  type Endpoint,
  type ImportAnswer,
} from '@perto/contract';
import type { Building } from '../buildings/buildings';
import { Api, type Asked } from '../wire/api';

/** A building as the console shows it. */
export interface KnownBuilding extends Building {
  /** RFC 3339; null while it is in use. */
  retiredAt: string | null;
  /** How many people are online in it. */
  people: number;
}

/** Which activity is asked for; what is undefined leaves nothing out. Instants are RFC 3339. */
export interface ActivityAsked {
  user?: string | undefined;
  building?: string | undefined;
  bot?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Which deeds of admins are asked for. */
export interface DeedsAsked {
  admin?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export type FileFormat = 'csv' | 'json';

/** The admins' routes as typed calls; each throws `RequestFailed`. Field names of the wire end here. */
@Injectable({ providedIn: 'root' })
export class ConsoleApi {
  private readonly api = inject(Api);

  overview(): Promise<AdminOverview> {
    return this.json(ENDPOINTS.adminOverview);
  }

  /** Who is online, in order of id, `LIMITS.maxAdminPageSize` at most. */
  usersOnline(search?: string): Promise<AdminUser[]> {
    return this.json(ENDPOINTS.adminUsersOnline, { query: { search } });
  }

  usersIn(building: string, search?: string): Promise<AdminUser[]> {
    return this.json(ENDPOINTS.adminUsersInBuilding, { parameters: { b_id: building }, query: { search } });
  }

  /** Every building, also those that are retired. */
  async buildings(): Promise<KnownBuilding[]> {
    const listed = await this.everyPage<AdminBuilding>((query) =>
      this.json(ENDPOINTS.adminBuildings, { query }),
    );
    return listed.map(({ radious, retired_at, ...building }) => ({
      ...building,
      radius: radious,
      retiredAt: retired_at,
    }));
  }

  /** Creates the building, or changes the one with this id. */
  async saveBuilding({ id, name, latitude, longitude, radius }: Building): Promise<void> {
    await this.api.ask(ENDPOINTS.addBuilding, { body: { id, name, latitude, longitude, radious: radius } });
  }

  async retireBuilding(id: string, retired: boolean): Promise<void> {
    await this.api.ask(ENDPOINTS.retireBuilding, { body: { id, retired } });
  }

  /** Without `apply` nothing is changed: the answer is a preview. */
  importBuildings(data: unknown, apply?: 'all' | 'accepted'): Promise<ImportAnswer> {
    return this.json(ENDPOINTS.importBuildings, { body: { data, ...(apply ? { apply } : {}) } });
  }

  bots(allowed: boolean): Promise<AdminBot[]> {
    const parameters = { state: allowed ? '1' : '0' };
    return this.everyPage((query) => this.json(ENDPOINTS.adminBots, { parameters, query }));
  }

  async authorizeBot(id: string, state: boolean): Promise<void> {
    await this.api.ask(ENDPOINTS.authorizeBot, { body: { id, state } });
  }

  activity(asked: ActivityAsked, before?: string): Promise<ActivityPage> {
    return this.json(ENDPOINTS.adminActivity, { query: { ...asked, before } });
  }

  deeds(asked: DeedsAsked, before?: string): Promise<AdminActionsPage> {
    return this.json(ENDPOINTS.adminActions, { query: { ...asked, before } });
  }

  /** Every line that fits, as the text of a file. */
  activityFile(asked: ActivityAsked, format: FileFormat): Promise<string> {
    return this.file(ENDPOINTS.adminActivity, { ...asked }, format);
  }

  deedsFile(asked: DeedsAsked, format: FileFormat): Promise<string> {
    return this.file(ENDPOINTS.adminActions, { ...asked }, format);
  }

  /** The same key again sends nothing new and is answered the same. */
  writeTo(building: string, text: string, key: string): Promise<AdminMessageAnswer> {
    return this.json(ENDPOINTS.adminMessage, {
      body: { b_id: building, message: text },
      headers: { [IDEMPOTENCY_KEY]: key },
    });
  }

  /** The server makes the whole file for a spreadsheet; JSON comes in pages. */
  private async file(endpoint: Endpoint, asked: Asked['query'], format: FileFormat): Promise<string> {
    if (format === 'csv') return (await this.api.ask(endpoint, { query: { ...asked, format } })).text();
    const all: unknown[] = [];
    for (let before: string | undefined; ;) {
      const query = { ...asked, before, limit: LIMITS.maxAdminPageSize };
      const { items, next } = await this.json<{ items: unknown[]; next: string | null }>(endpoint, { query });
      all.push(...items);
      if (next === null) return JSON.stringify(all, null, 2);
      before = next;
    }
  }

  private async json<Answer>(endpoint: Endpoint, asked?: Asked): Promise<Answer> {
    return (await (await this.api.ask(endpoint, asked)).json()) as Answer;
  }

  /** Lists in order of id come in pages: a full one may have another behind it. */
  private async everyPage<Item extends { id: string }>(
    ask: (query: NonNullable<Asked['query']>) => Promise<Item[]>,
  ): Promise<Item[]> {
    const all: Item[] = [];
    for (;;) {
      const page = await ask({ after: all.at(-1)?.id, limit: LIMITS.maxAdminPageSize });
      all.push(...page);
      if (page.length < LIMITS.maxAdminPageSize) return all;
    }
  }
}
