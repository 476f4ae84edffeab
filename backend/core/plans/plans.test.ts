import { expect, test } from "vitest";
import { Agency } from "#contract/agency";
import { Study } from "#contract/study";
import { OptionResult } from "#contract/study-result";
import { estimateOf } from "../studies/prepare.ts";
import { agenciesOf, handsAt, orderWords } from "./order-words.ts";
import { actionsOf, isAboutWater, quickDraft, rank, studyFor } from "./plans.ts";

const line = [[107.58, 16.46], [107.59, 16.46]];
const study = (more: object = {}): Study => Study.parse({
  id: "s", revision: 2, by: "lan", at: 1, name: "Lũ", shared: true, area: [107.5, 16.4, 107.7, 16.6], cell: 5, start: { from: "design", level: 2, inflow: 3000 }, duration: 12 * 3600,
  options: [{ id: "a", name: "Để nguyên" }, { id: "b", name: "Đóng cống", measures: [
    { is: "gate", name: "cống Phú Cam", across: line, width: 10, opening: [[0, 0]] }, { is: "breach", name: "vỡ đê", line, height: 2, depth: 1, at: 0 },
    { is: "release", name: "xả thêm", at: { river: "Sông Hương" }, discharge: [[0, 500]] }, { is: "release", name: "hồ Bình Điền", at: { river: "Sông Hương" }, discharge: [[0, 0], [3600, -200]] },
    { is: "closure", name: "Bà Triệu", line, from: 1500 },
  ] }], ...more,
});
const none = [0, 0, 0, 0, 0];
const result = (optionId: string, people: number, cost: number): OptionResult => OptionResult.parse({
  simulated: true, runId: optionId.repeat(64), optionId, area: none, buildings: none, people: [people, 0, 0, 0, 0], road: none, roadOpen: 0, schools: 0, hospitals: 0, places: [], gauges: [],
  cost: { total: cost, currency: "VND", parts: [] }, ledger: { before: 0, rain: 0, inflow: 0, outflow: 0, losses: 0, pumped: 0, stored: 0, closure: 0 }, alarms: 0, cases: [], missed: 0,
});

test("a plan is what people do: what is supposed to happen is none of it, water held back is", () => {
  expect(actionsOf(study().options[1]!).map(({ name }) => name)).toEqual(["cống Phú Cam", "hồ Bình Điền", "Bà Triệu"]);
  expect(orderWords(study().options[1]!, () => undefined)).toBe("1) Đóng cống Phú Cam.\n2) Đề nghị giảm xả 200 m³/s: hồ Bình Điền.\n3) Chốt đường Bà Triệu, dài 1068 m, trong 25 phút kể từ khi nhận lệnh.");
});

test("plans for a place are those of the newest shared study about it in which there is something to do", () => {
  const far = study({ id: "far", area: [108, 16, 108.1, 16.1], at: 9 });
  const own = study({ id: "own", shared: false, at: 9 });
  const idle = study({ id: "idle", options: [{ id: "a", name: "x" }], at: 9 });
  expect(studyFor([far, own, idle, study(), study({ id: "newer", at: 5 })], [107.58, 16.46])?.id).toBe("newer");
  expect(studyFor([far, own, idle], [107.58, 16.46])).toBeUndefined();
});

test("a quick run begins now, does nothing first, and is computed while somebody waits", () => {
  const draft = quickDraft(study());
  expect(draft).toMatchObject({ start: { from: "now" }, duration: 6 * 3600, options: [{ id: "khong-lam-gi", measures: [] }, { id: "b", measures: { length: 3 } }] });
  expect(draft.cell).toBeGreaterThan(5);
  expect(estimateOf(draft).allSeconds).toBeLessThanOrEqual(15);
});

test("fewer people first; of equal ones the cheaper; confidence says what takes it away", () => {
  const option = study().options[1]!;
  const of = (optionId: string, people: number, cost: number) => ({ result: result(optionId, people, cost), option, plan: { studyId: "s", revision: 2, optionId, runId: "r", name: optionId } });
  const about = { notes: [], coarse: false, study: "Lũ", source: "quick-run" } as const;
  const plans = rank([of("c", 100, 5), of("d", 50, 90), of("e", 50, 10)], result("a", 120, 0), { ...about, notes: [] });
  expect(plans.map(({ plan }) => plan.optionId)).toEqual(["e", "d", "c"]);
  expect(plans[0]).toMatchObject({ effect: { people: -70, cost: 10 }, readyAfter: 1500, confidence: "high", because: [] });
  expect(rank([of("c", 119, 5)], result("a", 120, 0), { ...about, notes: [] })[0]).toMatchObject({ confidence: "low", because: ["small-difference"] });
  expect(rank([of("c", 150, 5)], result("a", 120, 0), { ...about, notes: [] })[0]).toMatchObject({ confidence: "high", because: ["worse"] });
  expect(rank([of("c", 120, 5)], result("a", 120, 0), { ...about, notes: ["no-level", "people-supposed"], coarse: true })[0]).toMatchObject({ confidence: "low", because: ["no-level", "coarse", "no-difference"] });
});

test("H-11.3 an order's lines stand under the agency whose work each is: that of the place before one of the whole city", () => {
  const agencies = new Map([
    { id: "csgt", name: "Cảnh sát giao thông", fields: ["traffic"] }, { id: "thoat-nuoc", name: "Công ty thoát nước", fields: ["drainage", "pump"] },
    { id: "a-ward", name: "UBND phường khác", areaIds: ["other"], fields: ["flood"] }, { id: "z-ward", name: "UBND phường", areaIds: ["vy-da"], fields: ["flood"] }, { id: "city", name: "Phòng thủ dân sự", fields: ["flood", "disaster"] },
  ].map((one) => [one.id, Agency.parse({ version: 1, ...one })]));
  const hands = handsAt("vy-da", agencies);
  expect(["gate", "pump", "dyke", "sandbags", "closure", "release", "rain"].map((is) => hands(is as "gate")?.id)).toEqual(["thoat-nuoc", "thoat-nuoc", "z-ward", "z-ward", "csgt", undefined, undefined]);
  expect(handsAt(undefined, agencies)("sandbags")?.id).toBe("city");
  const option = study().options[1]!;
  expect(agenciesOf(option, hands)).toEqual(["thoat-nuoc", "csgt"]);
  // What is nobody's stands without a name, and first: under another's name it would be that one's.
  expect(orderWords(option, hands)).toBe("1) Đề nghị giảm xả 200 m³/s: hồ Bình Điền.\nCông ty thoát nước:\n2) Đóng cống Phú Cam.\nCảnh sát giao thông:\n3) Chốt đường Bà Triệu, dài 1068 m, trong 25 phút kể từ khi nhận lệnh.");
});

test.each<[string, readonly string[], readonly string[] | undefined, boolean]>([
  ["a street's depth, whatever its scenario", ["street-depth"], ["traffic"], true],
  ["a smoke sensor's fire", ["smoke"], ["fire"], false],
  ["smoke without a scenario", ["smoke"], undefined, false],
  ["a flood opened by hand", [], ["flood"], true],
  ["a fire opened by hand", [], ["fire"], false],
  ["nothing is known: its place decides", [], undefined, true],
])("H-11.3 plans of a flood's study are for cases about water: %s", (_what, properties, leadFields, is) => {
  expect(isAboutWater(properties, leadFields === undefined ? undefined : { leadFields: [...leadFields] })).toBe(is);
});
