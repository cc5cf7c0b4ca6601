/** HTML that is safe to send: everything put into it was escaped. */
export class Markup {
  constructor(readonly html: string) {}
}

type Piece = string | number | undefined | Markup | readonly Markup[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Template tag for HTML: text is escaped, other markup is kept, undefined is nothing. */
export function markup(texts: TemplateStringsArray, ...pieces: Piece[]): Markup {
  return new Markup(texts.map((text, index) => text + htmlOf(pieces[index])).join(''));
}

function htmlOf(piece: Piece): string {
  if (piece === undefined) return '';
  if (piece instanceof Markup) return piece.html;
  if (typeof piece === 'object') return piece.map(({ html }) => html).join('');
  return String(piece).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
