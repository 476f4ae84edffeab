import { afterAll, beforeAll, expect, test } from "vitest";
import type { RequestInput, RequestOutput } from "#contract/request";
import { valueOf } from "../kit/backend.ts";
import { DRAINAGE, openCaseRoom, ordered, type CaseRoom } from "../kit/case-room.ts";
import { until } from "../kit/until.ts";

// Plans from simulations for the duty operator (H-9.1, H-11.3), on the built-in city.

const PATIENCE = 200_000;
let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.stop());

const DRAFT: RequestInput<"study:save">["draft"] = {
  name: "Bờ nam Đập Đá", shared: true, area: [107.588, 16.462, 107.604, 16.476], cell: 40, start: { from: "design", level: 1, inflow: 800 }, duration: 3600,
  forcing: { rain: { by: "series", series: [[0, 60]] } },
  options: [
    { id: "de-nguyen", name: "Để nguyên" },
    { id: "bao-cat", name: "Bao cát và bơm", measures: [
      { is: "rain", name: "Mưa giả định", intensity: [[0, 30]] },
      { is: "sandbags", name: "kè Đập Đá", line: [[107.5955, 16.4700], [107.5975, 16.4690]], height: 0.8, readyAt: 1800 },
      { is: "pump", name: "Máy bơm Đập Đá", from: [107.5985, 16.4675], capacity: 2, start: 1200 },
    ] },
  ],
};

test("a case's plans come of a quick run, the chosen one fills the order, and the order names study and run and holds no simulated number", { timeout: 3 * PATIENCE }, async () => {
  const opened = await room.open({ position: [107.5965, 16.4685, 2] });
  expect(valueOf(await room.operator.ask("plan:rank", { incidentId: opened.id }))).toMatchObject({ state: "none", plans: [] });
  const study = valueOf(await room.lead.ask("study:save", { draft: DRAFT, revision: 0 }));

  let ranked: RequestOutput<"plan:rank"> | undefined;
  await until(async () => {
    // Each look costs tokens of the operator's rate.
    await new Promise((resolve) => setTimeout(resolve, 200));
    ranked = valueOf(await room.operator.ask("plan:rank", { incidentId: opened.id }));
    return ranked.state !== "running";
  }, PATIENCE, () => JSON.stringify(ranked));
  expect(ranked).toMatchObject({ simulated: true, state: "done", done: 1 });
  const [best] = ranked!.plans;
  expect(best).toMatchObject({ simulated: true, option: "Bao cát và bơm", source: "quick-run", readyAfter: 1800, plan: { studyId: study.id, revision: 1, optionId: "bao-cat" } });
  // Rain that was supposed is nothing that anybody brings.
  expect(best?.needs.map(({ is }) => is)).toEqual(["sandbags", "pump"]);
  // Nobody measures anything in this room: it says what it does not know.
  expect(best?.confidence).toBe("low");
  expect(best?.because).toContain("no-level");
  // What the room makes for itself is on nobody's list.
  expect(valueOf(await room.lead.ask("study:list", {})).studies.map(({ id }) => id)).toEqual([study.id]);

  const { plan } = best!;
  expect(await room.operator.ask("plan:choose", { incidentId: opened.id, plan: { ...plan, runId: "0".repeat(64) } })).toMatchObject({ ok: false, fault: { code: "unknown-id" } });
  valueOf(await room.operator.ask("plan:choose", { incidentId: opened.id, plan }));
  expect(valueOf(await room.operator.ask("plan:rank", { incidentId: opened.id }))).toMatchObject({ chosen: plan, chosenBy: room.operator.id });
  // Who did not see that choice does not choose over it.
  expect(await room.lead.ask("plan:choose", { incidentId: opened.id, plan })).toMatchObject({ ok: false, fault: { code: "conflict", detail: "another plan was chosen meanwhile" } });
  const filled = valueOf(await room.operator.ask("incident:plan", { incidentId: opened.id })).order;
  expect(filled.plan).toEqual(plan);
  // Whose work its measures are gets the order: the pump is the drainage company's, sandbags the civil defence's.
  expect(best?.needs.map(({ agencyId }) => agencyId)).toEqual(["phong-thu-dan-su", DRAINAGE]);
  expect([filled.lead, ...filled.support]).toEqual(expect.arrayContaining(["phong-thu-dan-su", DRAINAGE]));
  expect(filled.required).toMatch(/Ban Chỉ huy phòng thủ dân sự[^\n]*:\n1\) Xếp bao cát/);
  for (const words of ["1) Xếp bao cát kè Đập Đá, dài", "cao 0,8 m, trong 30 phút", "2) Bơm 2 m³/s: Máy bơm Đập Đá"]) expect(filled.required).toContain(words);

  for (const event of [{ is: "verified" }, { is: "proposed", plan: filled.required }] as const) valueOf(await room.act(room.operator, opened.id, event));
  const sent = await room.act(room.lead, opened.id, ordered({ required: filled.required, plan }));
  expect(sent).toMatchObject({ ok: true, value: { order: { plan } } });
  const facts = (await room.facts()).filter((fact) => JSON.stringify(fact).includes(plan.runId));
  expect(facts.map(({ kind }) => kind)).toContain("incident:moved");
  for (const fact of facts) expect(JSON.stringify(fact)).not.toContain('"simulated"');
  // Once ordered, it does not fill the next order again.
  expect(valueOf(await room.operator.ask("incident:plan", { incidentId: opened.id })).order.plan).toBeUndefined();
  // The journal remembers it after a kill.
  await room.restart();
  expect(valueOf(await room.operator.ask("incident:get", { incidentId: opened.id })).incident.order?.plan).toEqual(plan);
});

test("H-11.3 a quick run is stopped, and not begun again until somebody asks; a case that is not about water has no plans, and a closed one begins none", { timeout: 3 * PATIENCE }, async () => {
  const opened = await room.open({ position: [107.5965, 16.4685, 2], title: "Ngập thứ hai" });
  const rank = async (more: { anew?: boolean } = {}) => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return valueOf(await room.operator.ask("plan:rank", { incidentId: opened.id, ...more }));
  };
  await rank();
  valueOf(await room.operator.ask("plan:cancel", { incidentId: opened.id }));
  let told: RequestOutput<"plan:rank"> | undefined;
  await until(async () => (told = await rank()).state !== "running", PATIENCE, () => JSON.stringify(told));
  // On a fast machine it was done before.
  if (told?.state !== "done") expect(told).toMatchObject({ state: "cancelled", plans: [] });
  expect((await rank()).state).toBe(told?.state);
  expect((await rank({ anew: true })).state).toBe("running");
  await until(async () => (told = await rank()).state === "done" && told.plans.length > 0, PATIENCE, () => JSON.stringify(told));
  expect(told?.nothing).toHaveProperty("people");

  const fire = await room.open({ position: [107.5965, 16.4685, 2], title: "Cháy", scenarioId: "chay" as never });
  expect(valueOf(await room.operator.ask("plan:rank", { incidentId: fire.id }))).toMatchObject({ state: "none", why: "other-kind", plans: [] });
  valueOf(await room.act(room.operator, opened.id, { is: "dismissed", reason: "nước đã rút" }));
  expect(await rank({ anew: true })).toMatchObject({ state: "none", why: "over" });
  expect(await room.operator.ask("plan:choose", { incidentId: opened.id, plan: told!.plans[0]!.plan })).toMatchObject({ ok: false, fault: { code: "conflict", detail: "the case is over" } });
});
