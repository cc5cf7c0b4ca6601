import { PertoBotError } from './error';

/** The signal's reason where it is an error of ours; else `aborted`. */
export function reasonOf(signal: AbortSignal): PertoBotError {
  const reason: unknown = signal.reason;
  return reason instanceof PertoBotError
    ? reason
    : new PertoBotError('aborted', 'It was called off.', { cause: reason });
}

/** Settles like `work`, or rejects with the signal's reason as soon as that is aborted. */
export async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(reasonOf(signal));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

/** Waits; rejects with the signal's reason when it is aborted meanwhile, and leaves no timer behind. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await unlessAborted(elapsed, signal);
  } finally {
    clearTimeout(timer);
  }
}

export interface Linked {
  signal: AbortSignal;
  abort(reason: PertoBotError): void;
  /** To be called when the work is over: it leaves no timer and no listener behind. */
  release(): void;
}

/** One signal that is aborted with the first of `signals`, or after `milliseconds` with `deadline`. */
export function link(
  signals: (AbortSignal | undefined)[],
  milliseconds?: number,
  late?: () => PertoBotError,
): Linked {
  const controller = new AbortController();
  const undo: (() => void)[] = [];
  for (const signal of signals) {
    if (!signal) continue;
    const pass = () => controller.abort(reasonOf(signal));
    if (signal.aborted) pass();
    signal.addEventListener('abort', pass, { once: true });
    undo.push(() => signal.removeEventListener('abort', pass));
  }
  if (milliseconds !== undefined && milliseconds < Infinity) {
    const timer = setTimeout(() => controller.abort(late?.()), milliseconds);
    undo.push(() => clearTimeout(timer));
  }
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release: () => undo.forEach((step) => step()),
  };
}
