import { styleText } from 'node:util';

type Colour = 'green' | 'yellow' | 'red' | 'dim' | 'bold';

/** What happened, for programs: one JSON object a line. */
export type Happening = { event: string } & Record<string, unknown>;

interface Screen {
  write(text: string): unknown;
  isTTY?: boolean;
}

/** Prints what happened: for people in words, news on standard output and the rest on standard error; or as JSON. */
export class Output {
  constructor(
    private readonly json: boolean,
    private readonly news: Screen,
    private readonly rest: Screen,
    private readonly noColour: boolean,
  ) {}

  /** Something that the program was started for. */
  tell(happening: Happening, words: string, colour?: Colour): void {
    this.print(this.news, happening, words, colour);
  }

  /** Something beside it. As JSON it stands among the rest. */
  mention(happening: Happening, words: string, colour: Colour = 'dim'): void {
    this.print(this.json ? this.news : this.rest, happening, words, colour);
  }

  fail(exitCode: number, message: string): void {
    const happening = { event: 'error', exit_code: exitCode, message };
    this.print(this.json ? this.news : this.rest, happening, `perto-bot: ${message}`, 'red');
  }

  private print(screen: Screen, happening: Happening, words: string, colour?: Colour): void {
    if (this.json) return void screen.write(`${escaped(JSON.stringify(happening))}\n`);
    const text = words.split('\n').map(harmless).join('\n');
    const coloured = colour && screen.isTTY && !this.noColour;
    screen.write(`${coloured ? styleText(colour, text, { validateStream: false }) : text}\n`);
  }
}

/** What JSON itself leaves as it is. */
function escaped(line: string): string {
  return line.replace(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What people write may hold codes that a terminal obeys. */
function harmless(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
