import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";
import type { Outcome } from "./dispatch.ts";
import type { MetricSample } from "./options.ts";
import type { Sockets } from "./sockets.ts";

export interface Metrics {
  type: string;
  text(): Promise<string>;
  /** Counts one answered request. */
  answered(name: string, outcome: Outcome): void;
}

/** The figures of this part, read when asked: nothing is counted twice. */
function samplesOf(sockets: Sockets): MetricSample[] {
  const fan = sockets.counts();
  return [
    ...(["person", "display"] as const).map((kind) => ({ name: "windows", help: "Open sockets", type: "gauge" as const, value: fan.windows[kind], labels: { kind } })),
    { name: "windows_too_slow_total", help: "Windows closed because they did not read", type: "counter", value: fan.tooSlow },
    { name: "frames_encoded_total", help: "Telemetry frames encoded", type: "counter", value: fan.encoded },
    { name: "frames_sent_total", help: "Telemetry frames sent to windows", type: "counter", value: fan.sent },
    { name: "frames_skipped_total", help: "Turns skipped because a window was behind", type: "counter", value: fan.skipped },
  ];
}

/** Prometheus figures: process and event loop, this part's, and what the room hands in. */
export function openMetrics(options: { sockets: () => Sockets; sources: () => readonly MetricSample[] }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "kydai_" });
  const requests = new Counter({ name: "kydai_requests_total", help: "Requests of windows by name and outcome", labelNames: ["name", "outcome"], registers: [registry] });

  function write(target: Registry, samples: readonly MetricSample[]): void {
    const made = new Map<string, Gauge | Counter>();
    for (const { name, help, type, value, labels = {} } of samples) {
      const known = made.get(name) ?? new (type === "gauge" ? Gauge : Counter)({ name: `kydai_${name}`, help, labelNames: Object.keys(labels), registers: [target] });
      made.set(name, known);
      known.inc(labels, value);
    }
  }
  return {
    type: registry.contentType,
    answered: (name, outcome) => requests.inc({ name, outcome }),
    async text() {
      // The absolute figures are written into a registry of the moment: a source that is gone leaves no stale line.
      const moment = new Registry();
      write(moment, [...samplesOf(options.sockets()), ...options.sources()]);
      return `${await registry.metrics()}\n${await moment.metrics()}`;
    },
  };
}
