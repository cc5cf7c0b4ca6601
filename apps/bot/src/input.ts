import { createInterface } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { text } from 'node:stream/consumers';
import { EXIT, Stop } from './exit-code';

const ENTER = new Set(['\r', '\n', '\u0004']);
const CTRL_C = '\u0003';
const ERASE = new Set(['\b', '\u007f']);

/** Where questions are asked and answered: standard input and standard error. */
export class Input {
  constructor(
    private readonly input: NodeJS.ReadStream | ReadStream,
    private readonly questions: NodeJS.WriteStream,
  ) {}

  get isTerminal(): boolean {
    return this.input.isTTY === true;
  }

  /** All of standard input, without the last line break. */
  async all(): Promise<string> {
    return (await text(this.input)).replace(/\r?\n$/, '');
  }

  /** One line; undefined when the input ended. */
  async line(question: string): Promise<string | undefined> {
    const output = this.isTerminal ? this.questions : undefined;
    const lines = createInterface({ input: this.input, output, terminal: this.isTerminal });
    try {
      return await new Promise<string | undefined>((resolve, reject) => {
        lines.once('line', resolve);
        lines.once('close', () => resolve(undefined));
        lines.once('SIGINT', () => reject(interrupted()));
        lines.setPrompt(question);
        if (output) lines.prompt();
      });
    } finally {
      lines.close();
      this.input.pause();
    }
  }

  /** A line that is not shown while it is typed. Only on a terminal. */
  async hidden(question: string): Promise<string> {
    this.input.setRawMode(true); // first: who types fast is not shown either
    this.questions.write(question);
    try {
      return await this.typed();
    } finally {
      this.input.setRawMode(false);
      this.input.pause();
      this.questions.write('\n');
    }
  }

  private typed(): Promise<string> {
    const { input } = this;
    return new Promise((resolve, reject) => {
      let so = '';
      const read = (chunk: Buffer | string) => {
        for (const key of chunk.toString()) {
          if (ENTER.has(key) || key === CTRL_C) {
            input.off('data', read);
            return key === CTRL_C ? reject(interrupted()) : resolve(so);
          }
          so = ERASE.has(key) ? so.slice(0, -1) : so + key;
        }
      };
      input.on('data', read);
      input.resume();
    });
  }
}

const interrupted = (): Stop => new Stop(EXIT.interrupted, 'Interrupted.');
