import { expect, test } from "vitest";
import { addFact, modelCentre, modelSource } from "../../test/kit/model-centre.ts";
import { quietLog } from "../../test/kit/quiet-log.ts";
import { CentreFault, type FactLine } from "../ports-replica.ts";
import { send } from "./send.ts";

test("what is issued and too large for the line keeps no alarm from leaving, nor the rest", async () => {
  const model = modelCentre();
  const facts: FactLine[] = [];
  for (const kind of ["session:opened", "alarm:raised", "alarm:raised", "session:opened"]) addFact(facts, "g", kind, `t${facts.length}`);
  let now = 0;
  /** What is at the centre each time it is asked what it issues. */
  const there: number[][] = [];
  await send({
    source: modelSource(() => facts, "g"), files: { evidence: () => [], evidenceAfter: () => 0, open: () => Promise.resolve(undefined) },
    // Each answer with what was issued takes longer than a line lives.
    connect: () => Promise.resolve({ ...model.centre, async issued() {
      there.push(model.live().map(({ seq }) => seq));
      throw new CentreFault("unreachable", "timeout");
    } }),
    clock: { wall: () => now, steady: () => now }, pause: async (ms) => void (now += ms), bytesPerSecond: undefined, log: quietLog(), key: "",
    note: () => Promise.resolve(true), report: () => undefined, remembered: undefined, remember: () => undefined,
    issued: { places: [], take: () => Promise.resolve(undefined) }, stopped: () => now > 60_000 || model.live().length === facts.length,
  });
  expect(model.live().map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  // Alarms went over the first line, before it was lost; the rest over the next.
  expect(there).toEqual([[2, 3]]);
});
