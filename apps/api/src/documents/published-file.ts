import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

interface Content {
  plain: Buffer;
  gzip: Buffer;
  etag: string;
}

/** A file that is the same for everybody until the server is another: made when first asked for, then kept. */
export class PublishedFile {
  private content: Content | undefined;

  constructor(
    private readonly type: string,
    private readonly make: () => string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** Answers the file, compressed where that is welcome, or 304 to whoever has it already. */
  answer(request: FastifyRequest, reply: FastifyReply): void {
    const { plain, gzip, etag } = (this.content ??= contentOf(this.make()));
    // Asked for again each time, and sent only when it has changed.
    void reply.headers({ ...this.headers, 'cache-control': 'no-cache', etag, vary: 'accept-encoding' });
    if (listed(request.headers['if-none-match'], etag)) return void reply.status(304).send();
    void reply.header('content-type', this.type);
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return void reply.send(plain);
    void reply.header('content-encoding', 'gzip').send(gzip);
  }
}

function contentOf(text: string): Content {
  const plain = Buffer.from(text);
  const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { plain, gzip: gzipSync(plain), etag };
}

/** `If-None-Match` has a list of tags, weak or not. */
const listed = (header: string | undefined, etag: string): boolean =>
  (header ?? '')
    .split(',')
    .some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag.slice(2));
