/** Entry of the thread that sends the journal's facts to the centre. Does nothing when loaded by any other thread. */
import { setTimeout as pause } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { systemClock } from "../clock.ts";
import { ReplicaHeard, ReplicaStart, type ReplicaTold } from "../replicate/protocol.ts";
import { openPgCentre } from "../replicate/pg-centre.ts";
import { keepPlaces, readPlaces } from "../replicate/remember.ts";
import { send } from "../replicate/send.ts";
import { openEvidenceFile } from "../store/evidence-source.ts";
import { openFactSource } from "../store/fact-source.ts";

/** ms the room has to journal what is told; then it counts as not journalled. */
const NOTED_WITHIN = 30_000;

type Noted = Pick<Extract<ReplicaHeard, { kind: "noted" }>, "ok" | "place">;

const port = parentPort;
const start = ReplicaStart.safeParse(workerData);
if (port !== null && start.success) {
  const { folder, site, settings, key, places } = start.data;
  const tell = (told: ReplicaTold): void => port.postMessage(told);
  const clock = systemClock();
  const level = (of: Extract<ReplicaTold, { kind: "log" }>["level"]) => (event: string, fields: Record<string, unknown> = {}) => {
    // Errors are told by their words alone: an object of `pg` holds rows and settings.
    const { error, ...rest } = fields;
    tell({ kind: "log", level: of, event, fields: { ...rest, ...(error instanceof Error && { detail: error.message.slice(0, 300) }) } });
  };
  let stopped = false;
  /** Facts under way to the journal, by number. */
  const noting = new Map<number, (heard: Noted) => void>();
  let numbers = 0;
  port.on("message", (message: unknown) => {
    const heard = ReplicaHeard.parse(message);
    if (heard.kind === "noted") noting.get(heard.number)?.(heard);
    else {
      stopped = true;
      for (const answer of noting.values()) answer({ ok: false });
    }
  });
  /** Asks the room for something that it journals. Without an answer in time it counts as not done. */
  const asked = (told: (number: number) => ReplicaTold): Promise<Noted> => {
    const number = ++numbers;
    const answer = new Promise<Noted>((resolve) => noting.set(number, resolve));
    tell(told(number));
    return Promise.race([answer, pause(NOTED_WITHIN, { ok: false }, { ref: false })]).finally(() => noting.delete(number));
  };
  const log = { error: level("error"), warn: level("warn"), info: level("info"), debug: level("debug") };
  const source = openFactSource({ folder, site });
  await send({
    source, files: { evidence: source.evidence, evidenceAfter: source.evidenceAfter, open: (file) => openEvidenceFile(folder, file) },
    clock, pause: (ms) => pause(ms), bytesPerSecond: settings.bytesPerSecond, key,
    connect: () => openPgCentre({ site, settings, now: () => clock.wall(), pause: (ms) => pause(ms), log }),
    log,
    note: async (fact) => (await asked((number) => ({ kind: "note", number, fact }))).ok,
    issued: { places, take: async (batch) => (await asked((number) => ({ kind: "issued", number, batch }))).place },
    report: (state) => tell({ kind: "state", state }),
    remembered: readPlaces(folder), remember: (kept) => keepPlaces(folder, kept),
    stopped: () => stopped,
  });
  source.close();
  port.close();
}
