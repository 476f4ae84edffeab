import { afterEach, expect, test } from "vitest";
import type { Agency } from "#contract/agency";
import type { Fault } from "#contract/fault";
import { headOf } from "#contract/incident-head";
import type { PlanRanking, RankedPlan } from "#contract/plan";
import { fail, ok } from "#contract/result";
import { AccountId } from "#contract/ids";
import { PlanRef } from "#contract/plan-ref";
import { StudyId } from "#contract/study";
import { fiveSteps } from "../../../backend/law/hue.ts";
import { HEALTH, MINUTE, POLICE, handIncident, type HandIncident } from "../../../test/kit/hand-incident.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, strike, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { CasePanel } from "./case-panel.tsx";

const agencies: Agency[] = [{ id: POLICE, name: "Công an thành phố", areaIds: [], fields: ["traffic"], version: 1 }, { id: HEALTH, name: "Sở Y tế", areaIds: [], fields: [], version: 1 }];
const ref = (optionId: string, name: string): PlanRef => PlanRef.parse({ studyId: "st-1", revision: 2, optionId, runId: optionId.repeat(64).slice(0, 64), name });
const planOf = (optionId: string, name: string, more: Partial<RankedPlan> = {}): RankedPlan => ({
  simulated: true, plan: ref(optionId, name), study: "Bờ nam", option: name, source: "quick-run", at: Date.now() - 3 * MINUTE,
  effect: { people: -900, "people-deep": -40, buildings: -210, area: -120_000, cost: 12_000_000 },
  needs: [{ is: "closure", name: "Bà Triệu", amount: 400, unit: "m", agencyId: POLICE }, { is: "pump", name: "Đập Đá", amount: 2, unit: "m3/s" }],
  readyAfter: 1800, cost: 12_000_000, confidence: "middle", because: ["no-inflow", "coarse"], ...more,
});
const ranking = (more: Partial<PlanRanking> = {}): PlanRanking => ({
  simulated: true, state: "done", done: 1, study: { id: StudyId.parse("st-1"), name: "Bờ nam", revision: 2 }, nothing: { people: 1200, "people-deep": 40, buildings: 300, area: 500_000, schools: 1, cost: 0 },
  plans: [planOf("b", "Chốt và bơm"), planOf("c", "Đóng cống", { effect: { people: 0 }, because: ["no-difference"], confidence: "low", needs: [{ is: "gate", name: "cống Phú Cam", amount: 0, unit: "m" }], readyAfter: 0, cost: 2_000_000 })], ...more,
});

let room: WindowRoom;
let shown: Shown;
let hand: HandIncident;
const studies: PlanRef[] = [];
async function begin(answers: NonNullable<Parameters<typeof openWindowRoom>[0]>["answers"], roles: NonNullable<Parameters<typeof openWindowRoom>[0]>["roles"] = ["operator"], verified = false, closed = false): Promise<void> {
  studies.length = 0;
  hand = handIncident(fiveSteps, { appearedAt: Date.now() - 1000 });
  if (verified) {
    hand.centre({ is: "verified" });
    hand.centre({ is: "proposed", plan: "Bơm" });
  }
  const incident = () => (closed ? { ...hand.incident(), closedAt: Date.now() } : hand.incident());
  room = await openWindowRoom({
    roles,
    answers: {
      "incident:mirror": () => ok({ incidents: closed ? [] : [hand.incident()], seq: 0 }), "process:list": () => ok({ templates: [fiveSteps] }), "agency:list": () => ok({ agencies }), "fact:recent": () => ok({ facts: [] }), "incident:act": () => ok(hand.incident()),
      "incident:get": () => ok({ incident: incident(), head: headOf(incident(), fiveSteps), template: fiveSteps, notes: [], ticked: {}, facts: hand.facts.map((fact, i) => JSON.parse(JSON.stringify({ ...fact, seq: i + 1 }))), evidence: [], related: [], version: 1 }),
      ...answers,
    },
  });
  shown = show(<CasePanel caseId="i1" onStudy={(plan) => studies.push(plan)} />);
}
afterEach(async () => {
  shown.close();
  await room.stop();
});
const asked = (name: string) => room.asked.filter((each) => each.name === name).map((each) => each.input);
const section = () => document.querySelector<HTMLElement>("[data-plans]");

test("H-11.3, H-9.1 plans stand ranked in the case: effect against doing nothing with units, what each agency does, time, cost, confidence and why, age of the run; all of it MÔ PHỎNG", async () => {
  await begin({ "plan:rank": () => ok(ranking()) });
  await shown.says("1. Chốt và bơm");
  const text = section()?.textContent ?? "";
  for (const words of ["MÔ PHỎNG", "nghiên cứu “Bờ nam”", "Người ở chỗ ngập −900 người", "Xong sau30 phút", "Chi phí12,0 triệu đồng", "VỪA – vì không có lưu lượng đến đo được; lưới tính thô hơn nghiên cứu", "2. Đóng cống", "Không khác gì không làm gì", "Công an thành phố: Chốt đường Bà Triệu, 400 m", "Chưa rõ cơ quan: Bơm 2 m³/s: Đập Đá", "Đóng cống Phú Cam"]) expect(text).toContain(words);
  expect(text).toMatch(/Tính nhanh từ số đo lúc .+ \(\d phút trước\)/);
  const row = (criterion: string) => [...(section()?.querySelector(`[data-effect=${criterion}]`)?.children ?? [])].map((cell) => cell.textContent);
  expect(row("people")).toEqual(["Người ở chỗ ngập", "1.200 người", "300 người", "−900 người"]);
  expect(row("area")).toEqual(["Diện tích ngập", "50 ha", "38 ha", "−12 ha"]);
  expect(row("schools")).toEqual(["Trường học bị ngập", "1 trường", "1 trường", "không đổi"]);
  expect(row("hospitals")).toEqual([]);
  await shown.press("Xem nghiên cứu");
  expect(studies).toEqual([ref("b", "Chốt và bơm")]);
});

test("H-11.3 P chooses the best and the order stands filled with it; it goes out with the plan's reference", async () => {
  let chosen: Partial<PlanRanking> = {};
  await begin({
    "plan:rank": () => ok(ranking(chosen)),
    "plan:choose": ({ plan }) => {
      chosen = { chosen: plan, chosenBy: AccountId.parse("truc"), chosenAt: Date.now() };
      return ok({ id: "n1", at: Date.now(), by: AccountId.parse("truc"), as: "centre", text: "x", kind: "note", plan });
    },
    "incident:plan": () => ok({ title: "", templateId: fiveSteps.id, urgency: "emergency", order: { happened: "Ngập", where: "Đập Đá", required: "Công an thành phố:\n1) Chốt đường Bà Triệu.", lead: POLICE, support: [], due: Date.now() + 60 * MINUTE, plan: ref("b", "Chốt và bơm") }, choices: { templates: [], agencies, scenarios: [] }, cameras: [] }),
  }, ["operator"], true);
  await shown.says("1. Chốt và bơm");
  strike("p");
  await shown.says("6. Thời hạn");
  expect(asked("plan:choose")).toEqual([{ incidentId: "i1", plan: ref("b", "Chốt và bơm") }]);
  const dialog = document.querySelector("[role=dialog]");
  expect(dialog?.textContent).toContain("Theo phương án “Chốt và bơm” (MÔ PHỎNG, lần chạy bbbbbbbbbbbb)");
  dialog?.querySelector<HTMLElement>("button[type=submit]")?.click();
  await until(() => asked("incident:act").length === 1);
  expect(asked("incident:act")[0]).toMatchObject({ event: { is: "ordered", order: { required: "Công an thành phố:\n1) Chốt đường Bà Triệu.", plan: ref("b", "Chốt và bơm") } } });
  await until(() => section()?.textContent?.includes("ĐÃ CHỌN") === true);
});

test.each<[string, Partial<RankedPlan>, string]>([
  ["is worse than doing nothing", { effect: { people: 700 }, because: ["worse"], confidence: "high" }, "TỆ HƠN không làm gì (Người ở chỗ ngập +700 người)"],
  ["differs by less than the model can tell", { effect: { people: -9 }, because: ["small-difference"], confidence: "low" }, "Không rõ có ích: khác không làm gì ít hơn sai số của mô hình (Người ở chỗ ngập −9 người)"],
])("H-11.3 nobody is led to a plan that %s: it says so first, and P chooses nothing", async (_what, more, words) => {
  await begin({ "plan:rank": () => ok(ranking({ plans: [planOf("b", "Chốt và bơm", more)] })) }, ["operator"], true);
  await shown.says(words);
  expect(section()?.textContent).not.toContain("vì kết quả");
  strike("p");
  // A question asked after the key was heard; nothing was chosen before it.
  await shown.press("Tính lại từ số đo lúc này");
  await until(() => asked("plan:rank").some((input) => input !== undefined && "anew" in (input as object)));
  expect(asked("plan:choose")).toEqual([]);
});

test("H-3.5 a quick run is followed with its time left, stopped, and asked for anew", async () => {
  let state: Partial<PlanRanking> = { state: "running", done: 0.4, secondsLeft: 7, plans: [] };
  await begin({
    "plan:rank": ({ anew }) => {
      if (anew === true) state = {};
      return ok(ranking(state));
    },
    "plan:cancel": () => {
      state = { state: "cancelled", done: 0.5, plans: [] };
      return ok({});
    },
  });
  await shown.says("Đang tính nhanh từ số đo lúc này: 40 % · còn khoảng 7 giây");
  await shown.press("Dừng tính");
  await shown.says("Đã dừng tính theo yêu cầu");
  await shown.press("Tính lại từ số đo lúc này");
  await shown.says("1. Chốt và bơm");
  expect(asked("plan:rank")).toContainEqual({ incidentId: "i1", anew: true });
});

test.each<[string, Partial<PlanRanking>, string]>([
  ["no study is about the place", { state: "none", why: "no-study", done: 0, plans: [], study: undefined }, "chưa có nghiên cứu giả định dùng chung nào về nơi này"],
  ["the case has no place", { state: "none", why: "no-place", done: 0, plans: [], study: undefined }, "vụ việc chưa có vị trí"],
  ["the run died", { state: "failed", done: 1, plans: [], fault: { code: "worker-died", detail: "SIGKILL" } }, "Tiến trình tính toán đã dừng đột ngột (SIGKILL)"],
  ["somebody chose before", { chosen: ref("c", "Đóng cống"), chosenBy: AccountId.parse("lan"), chosenAt: Date.now() }, "Đã chọn “Đóng cống” – lan"],
])("H-11.3 it is said plainly that %s", async (_what, more, words) => {
  await begin({ "plan:rank": () => ok(JSON.parse(JSON.stringify(ranking(more)))) });
  await shown.says(words);
  expect(section()?.textContent).toContain("MÔ PHỎNG");
});

test.each<[string, Fault, string]>([
  ["somebody else chose meanwhile", { code: "conflict", detail: "another plan was chosen meanwhile" }, "Người khác vừa chọn phương án cho vụ việc này"],
  ["the case was closed", { code: "conflict", detail: "the case is over" }, "Vụ việc vừa được đóng"],
  ["it was computed anew", { code: "unknown-id", kind: "plan", id: "b" }, "vừa được tính lại hoặc đã sửa"],
])("H-11.3 a choice that comes too late says that %s, and opens no order", async (_what, fault, words) => {
  await begin({ "plan:rank": () => ok(ranking()), "plan:choose": () => fail(fault) }, ["operator"], true);
  await shown.says("1. Chốt và bơm");
  await shown.press("Chọn, điền vào lệnh");
  await shown.says(words);
  expect(document.querySelector("[role=dialog]")).toBeNull();
});

test("H-3.5 until the quick run is done, the night's plans stand there with their distance from now", async () => {
  await begin({ "plan:rank": () => ok(ranking({ state: "running", done: 0.2, secondsLeft: 9, plans: [planOf("b", "Chốt và bơm", { source: "library", distance: 0.83, confidence: "low", because: ["precomputed", "far-from-now"] })] })) });
  await shown.says("cách tình hình hiện tại 0,83 (0 là trùng)");
  for (const words of ["Tính sẵn trong đêm, lúc", "THẤP – vì tính sẵn, không từ số đo lúc này; khác xa tình hình hiện tại", "còn khoảng 9 giây"]) expect(section()?.textContent).toContain(words);
});

test("a closed case shows what was chosen, and offers nothing", async () => {
  await begin({ "plan:rank": () => ok(ranking({ state: "none", why: "over", chosen: ref("b", "Chốt và bơm"), chosenBy: AccountId.parse("lan"), chosenAt: Date.now() })) }, ["operator"], false, true);
  await shown.says("Đã chọn “Chốt và bơm”");
  expect(shown.text()).toContain("không chọn phương án được nữa");
  expect(shown.find("button", "Chọn")).toBeUndefined();
});

test("who may not choose is shown no plans and asks for none; nor is a case that is not about water", async () => {
  await begin({ "plan:rank": () => ok(ranking()) }, ["auditor"]);
  await shown.says("Diễn biến");
  expect(section()).toBeNull();
  expect(asked("plan:rank")).toEqual([]);
});

test("a case about something else has no plans' section", async () => {
  await begin({ "plan:rank": () => ok(ranking({ state: "none", why: "other-kind", plans: [] })) });
  await until(() => asked("plan:rank").length > 0 && section() === null);
  await shown.says("Diễn biến");
  expect(section()).toBeNull();
});
