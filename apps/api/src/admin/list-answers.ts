import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import { AdminActions } from '../activity/typeorm-admin-actions';
import { Clock } from '../platform/clock';
import type { AskedBy } from './asked';
import { csvLine } from './csv';
import type { List, ListQuery, Part, Sized } from './list';

/** Reads a part of a list, `limit` items of it at most. */
type Read<Item, Query> = (query: Sized<Query>) => Promise<Part<Item>>;

/** Answers lists: a page of JSON that says where the next one is, or a file for a spreadsheet. */
@Injectable()
export class ListAnswers {
  constructor(
    private readonly actions: AdminActions,
    private readonly clock: Clock,
  ) {}

  /** The items alone; the next page stands in the header `Link`. */
  async items<Item, Query extends ListQuery>(
    asked: AskedBy,
    list: List<Item>,
    query: Query,
    read: Read<Item, Query>,
  ): Promise<Item[] | StreamableFile> {
    const answer = await this.page(asked, list, query, read);
    return answer instanceof StreamableFile ? answer : answer.items;
  }

  /** The items with the cursor of the next page. */
  async page<Item, Query extends ListQuery>(
    { admin, request, reply }: AskedBy,
    list: List<Item>,
    query: Query,
    read: Read<Item, Query>,
  ): Promise<Part<Item> | StreamableFile> {
    const standard = query.format === 'csv' ? Infinity : list.pageSize;
    const limit = query.limit ?? standard;
    const first = await read({ ...query, limit: Math.min(limit, LIMITS.maxAdminPageSize) });
    if (query.format === 'csv') {
      await this.actions.note([
        {
          admin,
          action: 'list_exported',
          target: list.name,
          detail: askedFor(request.url, query),
          at: this.clock.now(),
        },
      ]);
      return fileOf(list, linesOf(list, { ...query, limit }, first, read));
    }
    if (first.next !== null)
      void reply.header('link', `<${nextUrl(request.url, list, first.next)}>; rel="next"`);
    return first;
  }
}

/** The address as far as it was understood: what else stands in it may be a secret. */
function askedFor(url: string, query: ListQuery): string {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  for (const name of [...searchParams.keys()]) if (!Object.hasOwn(query, name)) searchParams.delete(name);
  return `${pathname}?${searchParams.toString()}`;
}

function nextUrl(url: string, { cursor }: List<never>, next: string): string {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  searchParams.set(cursor, next);
  return `${pathname}?${searchParams.toString()}`;
}

/** A part after the other, as fast as the client takes them: however long the list is, one part is in memory. */
async function* linesOf<Item, Query extends ListQuery>(
  { cursor, columns }: List<Item>,
  query: Sized<Query>,
  first: Part<Item>,
  read: Read<Item, Query>,
): AsyncGenerator<string> {
  yield csvLine(Object.keys(columns));
  const cells = Object.values(columns);
  let left = query.limit;
  for (let part = first; ;) {
    if (part.items.length > 0)
      yield part.items.map((item) => csvLine(cells.map((cell) => cell(item)))).join('');
    left -= part.items.length;
    if (part.next === null || left <= 0) return;
    part = await read({ ...query, [cursor]: part.next, limit: Math.min(left, LIMITS.maxAdminPageSize) });
  }
}

const fileOf = ({ name }: List<never>, lines: AsyncGenerator<string>): StreamableFile =>
  new StreamableFile(Readable.from(lines, { objectMode: false }), {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="perto-${name}.csv"`,
  });
