const CODES = { head: '1', strong: '1', faint: '2', bot: '36', bad: '31' };
const REDRAW_MS = 250;
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
/** Between these a terminal that can shows nothing half drawn. */
const BEGIN_FRAME = '\u001b[?2026h';
const END_FRAME = '\u001b[?2026l';

/** Draws lines in one place of a terminal, again and again, each time over what was there. */
export class Screen {
  #lines = 0;
  #timer;

  /**
   * @param {NodeJS.WriteStream} stream
   * @param {{ colours: boolean, draw: (size: { columns: number, rows: number }, paint: Paint) => string[] }} options
   * @typedef {(style: keyof typeof CODES, text: string) => string} Paint
   */
  constructor(stream, { colours, draw }) {
    this.stream = stream;
    this.draw = draw;
    this.paint = (style, text) => (colours ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
  }

  begin() {
    this.stream.write(HIDE_CURSOR);
    this.#timer = setInterval(() => this.#redraw(), REDRAW_MS);
    this.#redraw();
  }

  /** The last state stays, and the cursor is below it. */
  end() {
    clearInterval(this.#timer);
    this.#redraw();
    this.stream.write(SHOW_CURSOR);
  }

  note() {}

  #redraw() {
    const { columns = 80, rows = 24 } = this.stream;
    const lines = this.draw({ columns, rows }, this.paint);
    const up = this.#lines > 0 ? `\u001b[${Math.min(this.#lines, rows - 1)}A\r` : '';
    const text = lines.map((line) => `${line}\u001b[K\n`).join('');
    this.stream.write(`${BEGIN_FRAME}${up}${text}\u001b[J${END_FRAME}`);
    this.#lines = lines.length;
  }
}
