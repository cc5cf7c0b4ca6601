import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Base units and Prometheus' habits: `_seconds`, `_bytes`, counters end in `_total`. */
export type MetricName = `perto_${string}`;

/** Upper ends for durations between half a millisecond and ten seconds. */
export const SECONDS_BUCKETS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

/**
 * What this server counts and measures, for Prometheus to fetch.
 *
 * Each server has a registry of its own, so that several can run in one process.
 * A name can be taken once. Labels must come from a small fixed set: never ids,
 * addresses or paths as they were asked for.
 */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();

  /** Something that happens; its name ends in `_total`. */
  counter<Label extends string = never>(
    name: `${MetricName}_total`,
    help: string,
    labels: readonly Label[] = [],
  ): Counter<Label> {
    return new Counter({ name, help, labelNames: [...labels], registers: [this.registry] });
  }

  /** How long or how much something is, in the classes whose upper ends are `buckets`. */
  histogram<Label extends string = never>(
    name: MetricName,
    help: string,
    labels: readonly Label[] = [],
    buckets: readonly number[] = SECONDS_BUCKETS,
  ): Histogram<Label> {
    return new Histogram({
      name,
      help,
      labelNames: [...labels],
      buckets: [...buckets],
      registers: [this.registry],
    });
  }

  /** Something that goes up and down; `read` is asked when the metrics are fetched, and must not throw. */
  gauge(name: MetricName, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** As `gauge`, with a number for each value of one label. */
  labelledGauge<Label extends string>(
    name: MetricName,
    help: string,
    label: Label,
    read: () => Readonly<Record<string, number>>,
  ): void {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect() {
        this.reset(); // a value that is no longer told shall not stay
        for (const [value, amount] of Object.entries(read())) this.labels(value).set(amount);
      },
    });
  }

  /** Everything in Prometheus' text format, with what the whole process tells of itself. */
  async text(): Promise<string> {
    const parts = [await this.registry.metrics(), await ofTheProcess().metrics()];
    return parts.join('\n');
  }

  /** Name and type of every metric, the process's own included. */
  async described(): Promise<{ name: string; type: string }[]> {
    const own = await this.registry.getMetricsAsJSON();
    const shared = await ofTheProcess().getMetricsAsJSON();
    // The library declares the type as a number and gives a word.
    return [...own, ...shared].map(({ name, type }) => ({ name, type: String(type) }));
  }

  get contentType(): string {
    return this.registry.contentType;
  }
}

let processRegistry: Registry | undefined;

/**
 * Memory, processor, garbage collection and event-loop delay, which a process has once.
 *
 * The delays are of the time since the metrics were last fetched.
 */
function ofTheProcess(): Registry {
  if (processRegistry) return processRegistry;
  processRegistry = new Registry();
  collectDefaultMetrics({ register: processRegistry });
  return processRegistry;
}
