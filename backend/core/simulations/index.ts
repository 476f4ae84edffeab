import { z } from "zod";
import { fail, type Result } from "#contract/result";
import type { SimulationFault, SimulationKindInfo } from "#contract/simulation";
import type { Prepared, SimulationInput, SimulationKind } from "./define.ts";
import { flood } from "./flood.ts";

// The parts of the flood engine lie in ./flood/.

/** Every engine there is. A new one is a file and a line here. */
export const SIMULATION_KINDS: readonly SimulationKind[] = [flood];

const byKind = new Map(SIMULATION_KINDS.map((kind) => [kind.kind, kind]));

/** @returns undefined for an engine nobody knows */
export function simulationKind(kind: string): SimulationKind | undefined {
  return byKind.get(kind);
}

/** The engines as windows see them. */
export function simulationKinds(): SimulationKindInfo[] {
  return SIMULATION_KINDS.map(({ kind, title, visuals, version, params }) => ({ kind, title, visuals: [...visuals], version, schema: z.json().parse(z.toJSONSchema(params, { io: "input" })) }));
}

/** Checks everything before a run: nothing that is wrong starts. */
export function prepareSimulation(kind: string, input: SimulationInput): Result<Prepared, SimulationFault> {
  return simulationKind(kind)?.prepare(input) ?? fail({ code: "malformed", path: "kind", detail: `no simulation "${kind}"` });
}
