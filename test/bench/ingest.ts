/** What our broker, parser and intake add to aedes alone, per second of CPU; target A4 of research/backend.md. */
import { Aedes } from "aedes";
import { createServer } from "node:net";
import type { Delivery } from "../../backend/ports.ts";
import { openMqttBroker } from "../../backend/ingest/mqtt-broker.ts";
import { BROKER_LIMITS } from "../../backend/ingest/mqtt-door.ts";
import { listen } from "../../backend/ingest/listen.ts";
import { deskOf, machineClock, quiet } from "../kit/ingest.ts";
import { pour } from "./pour.ts";
import type { BenchRow } from "./row.ts";

const COUNT = 200_000;
const ROUNDS = 3;
const SERIES = 1000;
const WHO = { user: "gauge", secret: "s3cret" };

interface Subject {
  port: number;
  /** Messages seen so far. */
  seen(): number;
  close(): Promise<void>;
}

/** The limit: aedes with a subscriber in its own process that does nothing. */
export async function aedesAlone(): Promise<Subject> {
  let seen = 0;
  const broker = await Aedes.createBroker({ heartbeatInterval: 3_600_000 });
  broker.subscribe("v1.1/#", (_packet, done) => {
    seen++;
    done();
  }, () => {});
  const server = createServer(broker.handle);
  const port = await listen(server, "127.0.0.1", 0);
  return {
    port, seen: () => seen,
    async close() {
      await new Promise<void>((done) => broker.close(done));
      await new Promise((done) => server.close(done));
    },
  };
}

/** Ours: bounds, rights, parsed readings, acknowledgement by settlement; an intake that only counts. */
async function ours(): Promise<Subject> {
  let seen = 0;
  const intake = {
    deliver(delivery: Delivery): boolean {
      seen += delivery.readings.length;
      delivery.settle?.({ ok: true, value: { stored: 1, superseded: 0, rejected: [] } });
      return true;
    },
    onRoom: () => {},
  };
  const opened = await openMqttBroker({ host: "127.0.0.1", port: 0, intake, desk: deskOf({ [WHO.user]: WHO.secret }), clock: machineClock, log: quiet, limits: BROKER_LIMITS });
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  return { port: opened.value.port, seen: () => seen, close: opened.value.close };
}

/** @returns messages per second of this process's CPU, over one pouring */
export async function perCpuSecond({ port, seen }: Pick<Subject, "port" | "seen">, qos: 0 | 1, count = COUNT): Promise<number> {
  const before = seen();
  const began = process.cpuUsage();
  await pour({ port, ...WHO, count, qos, series: SERIES });
  while (seen() - before < count) await new Promise((next) => setTimeout(next, 1));
  const { user, system } = process.cpuUsage(began);
  return (count * 1e6) / (user + system);
}

const median = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** Rounds of both are interleaved, after one to warm up, so that a busy moment of the machine hits both. */
export async function bench(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const alone = await aedesAlone();
  const mine = await ours();
  try {
    for (const qos of [0, 1] as const) {
      const limit: number[] = [];
      const full: number[] = [];
      for (let round = -1; round < ROUNDS; round++) {
        const a = await perCpuSecond(alone, qos);
        const b = await perCpuSecond(mine, qos);
        if (round < 0) continue;
        limit.push(a);
        full.push(b);
      }
      const note = `QoS ${qos}, ${COUNT} messages of one reading, median of ${ROUNDS}`;
      rows.push(
        { name: `ingest: aedes alone, QoS ${qos}`, value: Math.round(median(limit)), unit: "msg/CPU-s", note },
        { name: `ingest: broker, parser and intake, QoS ${qos}`, value: Math.round(median(full)), unit: "msg/CPU-s", note },
        { name: `ingest: ours to aedes alone, QoS ${qos}`, value: Number((median(full) / median(limit)).toFixed(2)), unit: "ratio", target: { op: ">=", value: 0.55 }, note: "without observe and store" },
      );
    }
  } finally {
    await alone.close();
    await mine.close();
  }
  return rows;
}
