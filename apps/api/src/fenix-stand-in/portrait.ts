import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const CELLS = 5;
const PIXELS_PER_CELL = 16;
const MARGIN = 8;
const SIZE = CELLS * PIXELS_PER_CELL + 2 * MARGIN;

/** Background and figure, as red, green, blue. */
const TONES = [
  [0xd6e4f5, 0x1f4468],
  [0xd2ebe6, 0x125147],
  [0xddeacb, 0x3a5212],
  [0xeadff4, 0x543079],
  [0xf6dce6, 0x7a2a4d],
  [0xf3e0d0, 0x6b3a12],
] as const;

/**
 * A photograph's place-holder: a 96 by 96 pixel PNG of mirrored squares, drawn from the id.
 *
 * Fenix gives a JPEG or PNG in base64; format of the file: W3C PNG, third edition.
 */
export function portrait(id: string): { type: string; data: string } {
  const digest = createHash('sha256').update(id).digest();
  const tone = TONES[digest.readUInt8(0) % TONES.length] ?? TONES[0];
  const rows = Array.from({ length: SIZE }, (_, y) => {
    const row = Buffer.alloc(1 + Math.ceil(SIZE / 8)); // a filter byte (none), then one bit a pixel
    for (let x = 0; x < SIZE; x++) {
      const byte = 1 + (x >> 3);
      if (isFigure(digest, x, y)) row[byte] = (row[byte] ?? 0) | (0x80 >> (x & 7));
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([1, 3], 8); // one bit a pixel, colours from a palette
  const png = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.concat(tone.map((colour) => Buffer.from([colour >> 16, colour >> 8, colour])))),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { type: 'image/png', data: png.toString('base64') };
}

function isFigure(digest: Buffer, x: number, y: number): boolean {
  const column = Math.floor((x - MARGIN) / PIXELS_PER_CELL);
  const row = Math.floor((y - MARGIN) / PIXELS_PER_CELL);
  if (column < 0 || row < 0 || column >= CELLS || row >= CELLS) return false;
  const mirrored = Math.min(column, CELLS - 1 - column);
  return digest.readUInt8(1 + row * 3 + mirrored) % 2 === 1;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
