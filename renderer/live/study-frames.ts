import { StudyRunIndex } from "#contract/study-result";
import type { SimulationRunId } from "#contract/simulation";
import type { Fault } from "#contract/fault";
import { fail, ok, type Result } from "#contract/result";
import { callHttp } from "./http.ts";

/** A raster of a run; rows from the south, columns from the west. It says by its type that it is simulated (invariant 6). */
export interface RunFrame {
  simulated: true;
  nx: number;
  ny: number;
  values: Float32Array;
}

/** Bytes of rasters a window keeps; beyond them those looked at longest ago go, and are asked for again. */
const KEPT = 96 * 2 ** 20;
/** Asked for at one time; others wait. */
const AT_ONCE = 4;
/** Wishes that wait; beyond them the oldest is given up: a slider that was moved on does not want them any more. */
const WAITING = 64;
const PATIENCE_MS = 20_000;

interface Wish {
  key: string;
  path: string;
  cells: { nx: number; ny: number };
}

/** Rasters of runs: asked for once, kept within a bound. */
export interface RunFrames {
  /** What is here of it now; undefined: on its way, or not asked for. */
  get(runId: SimulationRunId, quantity: string, index: number): RunFrame | undefined;
  /** Asks for it unless it is here or on its way. */
  want(runId: SimulationRunId, quantity: string, index: number, cells: { nx: number; ny: number }): void;
  /** Why the newest that failed did; undefined: none has, or one has come since. */
  trouble(): Fault | undefined;
  subscribe(listener: () => void): () => void;
}

/** @param fetchBytes gives a route's body, gzipped or not */
export function createRunFrames(fetchBytes: (path: string) => Promise<Result<ArrayBuffer>>, kept = KEPT): RunFrames {
  const here = new Map<string, RunFrame>();
  const under = new Set<string>();
  const listeners = new Set<() => void>();
  let waiting: Wish[] = [];
  let bytes = 0;
  let fault: Fault | undefined;
  const tell = (): void => listeners.forEach((listener) => listener());
  const keyOf = (runId: string, quantity: string, index: number): string => `${runId}/${quantity}/${index}`;

  function keep(key: string, frame: RunFrame): void {
    here.set(key, frame);
    bytes += frame.values.byteLength;
    for (const [old, { values }] of here) {
      if (bytes <= kept || old === key) break;
      here.delete(old);
      bytes -= values.byteLength;
    }
  }
  async function ask({ key, path, cells: { nx, ny } }: Wish): Promise<void> {
    under.add(key);
    const answer = await fetchBytes(path);
    under.delete(key);
    if (answer.ok && answer.value.byteLength === nx * ny * 4) {
      fault = undefined;
      keep(key, { simulated: true, nx, ny, values: new Float32Array(answer.value) });
    } else fault = answer.ok ? { code: "unavailable", detail: "another size than expected" } : answer.fault;
    pump();
    tell();
  }
  function pump(): void {
    while (under.size < AT_ONCE) {
      // The newest wish first: it is what is looked at.
      const wish = waiting.pop();
      if (wish === undefined) return;
      if (!here.has(wish.key) && !under.has(wish.key)) void ask(wish);
    }
  }
  return {
    get(runId, quantity, index) {
      const key = keyOf(runId, quantity, index);
      const found = here.get(key);
      if (found !== undefined) {
        here.delete(key);
        here.set(key, found);
      }
      return found;
    },
    want(runId, quantity, index, cells) {
      const key = keyOf(runId, quantity, index);
      if (here.has(key) || under.has(key)) return;
      waiting = [...waiting.filter((wish) => wish.key !== key), { key, path: `/api/study-runs/${encodeURIComponent(runId)}/${encodeURIComponent(quantity)}/${index}`, cells }].slice(-WAITING);
      pump();
    },
    trouble: () => fault,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A route's body; gzip that the browser did not take off by itself is taken off here. */
async function fetchBytes(path: string): Promise<Result<ArrayBuffer>> {
  try {
    const response = await fetch(path, { credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) return fail({ code: "unavailable", detail: `HTTP ${response.status}` });
    const body = await response.arrayBuffer();
    const head = new Uint8Array(body, 0, Math.min(2, body.byteLength));
    if (head[0] !== 0x1f || head[1] !== 0x8b) return ok(body);
    return ok(await new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  } catch (error) {
    return fail({ code: "unavailable", detail: error instanceof DOMException && error.name === "TimeoutError" ? "timeout" : "not-connected" });
  }
}

/** This window's. */
export const runFrames = createRunFrames(fetchBytes);

/** One raster, waited for: for what goes through all of a run. Those already here are not fetched again; none is kept for it. */
export async function runFrame(runId: SimulationRunId, { quantity, index }: { quantity: string; index: number }, { nx, ny }: { nx: number; ny: number }): Promise<Result<RunFrame>> {
  const here = runFrames.get(runId, quantity, index);
  if (here !== undefined) return ok(here);
  const answer = await fetchBytes(`/api/study-runs/${encodeURIComponent(runId)}/${encodeURIComponent(quantity)}/${index}`);
  if (!answer.ok) return answer;
  return answer.value.byteLength === nx * ny * 4 ? ok({ simulated: true, nx, ny, values: new Float32Array(answer.value) }) : fail({ code: "unavailable", detail: "another size than expected" });
}

/** What a run has to show. */
export async function runIndex(runId: SimulationRunId): Promise<Result<StudyRunIndex>> {
  const answer = await callHttp(`/api/study-runs/${encodeURIComponent(runId)}`, {}, PATIENCE_MS);
  if (!answer.ok) return answer;
  const parsed = StudyRunIndex.safeParse(answer.value);
  return parsed.success ? ok(parsed.data) : fail({ code: "unavailable", detail: "another answer than expected" });
}
