/** Everything that the process writes to its standard output and error, while it is captured. */
export class CapturedOutput {
  private readonly chunks: string[] = [];
  private readonly spies: jest.SpyInstance[];

  constructor() {
    const note = (chunk: string | Uint8Array): boolean => {
      this.chunks.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      return true;
    };
    this.spies = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation(note),
    );
  }

  get text(): string {
    return this.chunks.join('');
  }

  release(): void {
    for (const spy of this.spies) spy.mockRestore();
  }
}
