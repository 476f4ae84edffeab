import { readFileSync, writeFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { CameraDraft, type Camera } from "#contract/camera";
import type { NewFact } from "#contract/fact";
import type { Log } from "../../ports.ts";

const Told = z.object({ port: z.int().min(1).max(65_535), cameras: z.array(z.object({ id: z.string(), sub: z.boolean() })).max(50) });
/** A camera with a film, and whether it has a small one too. */
export type Served = z.infer<typeof Told>["cameras"][number];
const Note = z.object({ port: z.int().min(0).max(65_535) });

interface Options {
  /** Of films. */
  folder: string;
  /** File that the port is kept in: a restart serves at the same address, where it can. */
  note: string;
  log: Log;
  /** Once, when cameras are served. */
  onServed: (served: { port: number; cameras: readonly Served[] }) => void;
}

/** Serves the demonstration's cameras from a thread of its own: over RTSP, as cameras do, with no other way in. @returns how to tell what the day reads, which their pictures follow, and the way to stop */
export function startCameras({ folder, note, log, onServed }: Options): { hear(readings: readonly [string, number][]): void; stop(): Promise<void> } {
  const worker = new Worker(new URL("../../workers/cameras.ts", import.meta.url), { workerData: { role: "cameras", folder, port: portOf(note) }, name: "cameras" });
  worker.on("message", (message: unknown) => {
    const told = Told.safeParse(message);
    if (!told.success) return;
    try {
      writeFileSync(note, JSON.stringify({ port: told.data.port }));
    } catch (error) {
      log.error("feed-cameras-port-not-kept", { error });
    }
    onServed(told.data);
  });
  worker.on("error", (error) => log.error("feed-cameras-broken", { error }));
  return { hear: (heard) => worker.postMessage({ heard }), stop: async () => void (await worker.terminate()) };
}

function portOf(note: string): number {
  try {
    return Note.parse(JSON.parse(readFileSync(note, "utf8"))).port;
  } catch {
    return 0;
  }
}

/** What the room does not know yet of the demonstration's cameras. One that people gave another address, or that is no station here, is left as it is. */
export function cameraFacts({ port, cameras, known, things, at }: { port: number; cameras: readonly Served[]; known: ReadonlyMap<string, Camera>; things: ReadonlyMap<string, { name: string; nameEn?: string | undefined }>; at: number }): NewFact[] {
  return cameras.flatMap(({ id, sub }): NewFact[] => {
    const [former, thing] = [known.get(id), things.get(id)];
    const url = `rtsp://127.0.0.1:${port}/${id}`;
    const streams: Camera["streams"] = { main: { url }, ...(sub && { sub: { url: `${url}/sub` } }) };
    const isOurs = (one: string | undefined, path: string): boolean => one === undefined || new RegExp(`^rtsp://127\\.0\\.0\\.1:\\d+/${path}$`).test(one);
    const ours = isOurs(former?.streams.main.url, id) && isOurs(former?.streams.sub?.url, `${id}/sub`);
    if (thing === undefined || !ours || (former?.streams.main.url === streams.main.url && former.streams.sub?.url === streams.sub?.url)) return [];
    const draft = CameraDraft.safeParse(former === undefined ? { id, name: thing.name, nameEn: thing.nameEn, thingId: id, streams } : { ...former, streams });
    return draft.success ? [{ kind: "camera:saved", at, camera: { ...draft.data, version: (former?.version ?? 0) + 1, secured: former?.secured ?? false }, loginChanged: false }] : [];
  });
}
