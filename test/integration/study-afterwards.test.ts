import { afterAll, beforeAll, expect, test } from "vitest";
import type { RequestInput, RequestOutput } from "#contract/request";
import { valueOf } from "../kit/backend.ts";
import { openCaseRoom, type CaseRoom } from "../kit/case-room.ts";
import { until } from "../kit/until.ts";

// A study held against what the gauges then read and where people reported water (H-3.5), on the built-in city.

const PATIENCE = 200_000;
const MINUTE = 60_000;
let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.stop());

test("H-3.5 once its span is past a study says how far its gauges were off what was measured, and what it had where people reported water; nothing of it becomes a fact", { timeout: 3 * PATIENCE }, async () => {
  const now = Date.now();
  // An hour of readings, one in five minutes: the Hương rises 30 cm.
  for (let minute = -60; minute <= 0; minute += 5) await room.measure("kim-long.water-level", 1.5 + minute / 200, now + minute * MINUTE);
  const flooded = await room.open({ title: "Ngập Đập Đá", scenarioId: "ngap-sau" as never, position: [107.5965, 16.4685, 2] });
  const at = Date.now() - 20 * MINUTE;
  const draft: RequestInput<"study:save">["draft"] = {
    name: "Đối chiếu", shared: true, area: [107.545, 16.445, 107.606, 16.48], cell: 60, start: { from: "past", at }, duration: 1200, every: 300, forcing: { rain: { by: "held" }, inflow: { by: "held" }, outlet: { by: "held" } }, options: [{ id: "de-nguyen", name: "Để nguyên" }],
  };
  // What comes after its end says what was at its end.
  const later = Date.now();
  await room.measure("kim-long.water-level", 1.5 + (later - now) / MINUTE / 200, later);
  const study = valueOf(await room.lead.ask("study:save", { draft, revision: 0 }));
  expect(valueOf(await room.lead.ask("study:afterwards", { id: study.id }))).toMatchObject({ simulated: true, state: "none" });
  valueOf(await room.lead.ask("study:run", { id: study.id, revision: 1 }));
  let found: RequestOutput<"study:afterwards"> | undefined;
  await until(async () => {
    // Each look costs tokens of the lead's rate.
    await new Promise((resolve) => setTimeout(resolve, 300));
    found = valueOf(await room.lead.ask("study:afterwards", { id: study.id, datastreamId: "kim-long.water-level" as never }));
    return found.state === "over";
  }, PATIENCE, () => JSON.stringify(found));
  const [option] = found!.options;
  // It began from a past moment: what it says is no forecast.
  expect(option).toMatchObject({ optionId: "de-nguyen", how: "known", judgedFrom: at, ordered: false });
  const gauge = option?.gauges.find(({ datastreamId }) => datastreamId === "kim-long.water-level");
  expect(gauge?.errors?.cases).toBe(5);
  expect(gauge?.errors?.rmse).toBeGreaterThanOrEqual(Math.abs(gauge?.errors?.bias ?? Infinity));
  expect(option?.levels).toMatchObject({ gauges: 1, worst: gauge?.errors?.rmse });
  // The course is the one that the run had: bias is its mean less what was measured at those instants.
  const { course } = found!;
  expect(course?.measured.t.length).toBeGreaterThanOrEqual(4);
  const simulated = course?.simulated[0];
  const measured = (t: number): number => 1.5 + (t - now) / MINUTE / 200;
  const bias = (simulated?.t ?? []).reduce((sum, t, i) => sum + simulated!.v[i]! - measured(t), 0) / 5;
  expect(gauge?.errors?.bias).toBeCloseTo(bias, 2);
  // The street's sensors said nothing: no error is made up for them.
  for (const one of option?.gauges ?? []) if (one.errors === undefined) expect(one.lack).toBe("no-readings");
  expect(option?.reports).toMatchObject([{ incidentId: flooded.id, title: "Ngập Đập Đá", depth: expect.any(Number) }]);
  const facts = (await room.facts()).map((fact) => JSON.stringify(fact));
  for (const fact of facts) expect(fact).not.toContain('"simulated"');
});
