import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Values of the labels of a metric: words of a closed list, never a number, a text or a name of a person. */
export type Labels<L extends string> = Readonly<Record<L, string>>;

/** Something that only grows. */
export interface CounterOf<L extends string> {
  add(labels: Labels<L>, by?: number): void;
  /** For a total that is counted elsewhere (in the database): says what it is now. */
  set(labels: Labels<L>, total: number): void;
}

/** Something that goes up and down. */
export interface GaugeOf<L extends string> {
  set(labels: Labels<L>, value: number): void;
  /** Forgets all values: what is not set again is not there any more. */
  clear(): void;
}

/** How long or how large things are. */
export interface HistogramOf<L extends string> {
  observe(labels: Labels<L>, value: number): void;
}

/** Seconds, from a millisecond to ten seconds. */
export const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Seconds, from a tenth to six hours: answers of handsets. */
export const LONG_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 21_600];
/** Sizes of groups. */
export const SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];

/**
 * What this process counts, for Prometheus (RES-2). A name may be asked for again: whoever does has the same metric. Names
 * begin with `sms111_`, end with their unit, and counters with `_total`.
 */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly collectors: (() => Promise<void> | void)[] = [];
  private watching = false;

  counter<L extends string>(name: string, help: string, labels: readonly L[] = []): CounterOf<L> {
    const counter = this.made<Counter<L>>(
      name,
      () => new Counter({ name, help, labelNames: labels, registers: [this.registry] }),
    );
    return {
      add: (values, by = 1) => counter.inc({ ...values }, by),
      set: (values, total) => {
        counter.remove({ ...values });
        counter.inc({ ...values }, total);
      },
    };
  }

  gauge<L extends string>(name: string, help: string, labels: readonly L[] = []): GaugeOf<L> {
    const gauge = this.made<Gauge<L>>(
      name,
      () => new Gauge({ name, help, labelNames: labels, registers: [this.registry] }),
    );
    return { set: (values, value) => gauge.set({ ...values }, value), clear: () => gauge.reset() };
  }

  histogram<L extends string>(
    name: string,
    help: string,
    labels: readonly L[] = [],
    buckets: readonly number[] = SECONDS,
  ): HistogramOf<L> {
    const histogram = this.made<Histogram<L>>(
      name,
      () =>
        new Histogram({ name, help, labelNames: labels, buckets: [...buckets], registers: [this.registry] }),
    );
    return { observe: (values, value) => histogram.observe({ ...values }, value) };
  }

  /** `collect` runs before each look: for values that are read rather than counted. */
  onLook(collect: () => Promise<void> | void): void {
    this.collectors.push(collect);
  }

  /** Memory, processor, garbage collection and the delay of the event loop of this process. */
  watchProcess(): void {
    if (this.watching) return;
    this.watching = true;
    collectDefaultMetrics({ register: this.registry });
  }

  /** Everything, in Prometheus' text format; a collector that fails leaves its last values. */
  async text(): Promise<string> {
    await Promise.allSettled(this.collectors.map(async collect => collect()));
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  private made<T>(name: string, make: () => T): T {
    return (this.registry.getSingleMetric(name) as T | undefined) ?? make();
  }
}
