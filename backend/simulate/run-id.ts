import { createHash } from "node:crypto";
import { SimulationRunId } from "#contract/simulation";
import type { SimulationInput } from "../core/simulations/define.ts";

/** Objects with their keys in order, so that the same input is the same text. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, ordered(one)]));
}

/** Names a run by what goes into it: engine, its version, parameters and arrays. The same id, the same bits. */
export function runIdOf(kind: string, version: string, { params, frame, arrays }: SimulationInput): SimulationRunId {
  const hash = createHash("sha256").update(JSON.stringify([kind, version, ordered(params), ordered(frame)]));
  for (const [name, values] of Object.entries(arrays).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (values === undefined) continue;
    hash.update(`\0${name}\0${values.constructor.name}\0`).update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return SimulationRunId.parse(hash.digest("hex"));
}
