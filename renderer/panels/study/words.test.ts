import { expect, test } from "vitest";
import { Measure, StudyOption } from "#contract/study";
import { CRITERIA, type Reason, type StudyComparison } from "#contract/study-result";
import { SimulationFault } from "#contract/simulation";
import { simulationFaultWords } from "../../design/study/fault-words.ts";
import { measureParameters } from "./measure-schema.ts";
import { beginsAt, MEASURE_KINDS, measureWords } from "./measure-words.ts";
import { LEAST, newMeasure, placed, placesOf, SHAPE_OF } from "./shapes.ts";
import { TEMPLATES } from "./templates.ts";
import { winnerWords } from "./winner.ts";
import { OptionId, StudyDraft, type StudyPlace } from "#contract/study";

const FAULTS: readonly SimulationFault[] = [
  { code: "malformed", path: "options.0", detail: "x" }, { code: "terrain-missing", cells: 1200, first: [3, 4] }, { code: "out-of-range", raster: "roughness", cells: 2, first: [0, 0], value: -1 },
  { code: "other-frame", what: "datum", expected: "VN-2000", got: "EGM96" }, { code: "too-many-cells", cells: 100_000_000, limit: 4_000_000, bytes: 10_737_418_240, seconds: 90_000 }, { code: "cancelled", t: 5400 },
  { code: "diverged", t: 7200 }, { code: "out-of-memory", bytes: 5e9 }, { code: "worker-died", detail: "SIGKILL" },
];

test("every fault of a simulation has a sentence in both languages, in its own words", () => {
  const codes = SimulationFault.options.map((option) => option.shape.code.value);
  expect(FAULTS.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
  for (const fault of FAULTS) {
    const [vi, en] = [simulationFaultWords(fault, "vi"), simulationFaultWords(fault, "en")];
    for (const words of [vi, en]) expect(words).toMatch(/^\p{Lu}.{20,}\.$/su);
    expect(vi).not.toBe(en);
    expect(vi).toMatch(/[ạảấầẩậắặẹẻếềểệịọốồổộớờợụủứừửữựđ]/i);
  }
  expect(simulationFaultWords(FAULTS[4]!, "vi")).toContain("100.000.000 ô, nhiều nhất 4.000.000");
});

const LINE: readonly StudyPlace[] = [[107.58, 16.46], [107.59, 16.47], [107.6, 16.46]];

test.each(MEASURE_KINDS)("a %s drawn on the map is one the contract takes, has words and numbers, and can be drawn anew", (kind) => {
  const shape = SHAPE_OF[kind];
  const drawn = newMeasure(kind, "Thử", LINE.slice(0, Math.max(LEAST[shape], shape === "way" ? 2 : 1)));
  const measure = Measure.parse(drawn);
  expect(measureWords(measure, 0, "vi")).not.toBe(measureWords(measure, 0, "en"));
  expect(measureParameters(kind).length).toBeGreaterThan(0);
  for (const { title, is, unit, min } of measureParameters(kind)) {
    expect(title.vi).not.toBe("");
    expect(title.en).not.toBe("");
    if (is !== "time") expect([unit === "", min]).toEqual([false, expect.any(Number)]);
  }
  const elsewhere = LINE.map(([lng, lat]): StudyPlace => [lng + 0.01, lat]);
  const moved = placed(measure, elsewhere.slice(0, Math.max(LEAST[shape], shape === "way" ? 2 : 1)));
  expect(placesOf(Measure.parse(moved))[0]).toEqual(elsewhere[0]);
});

test("a release begins where it leaves zero; one that stays there never does", () => {
  const release = (discharge: [number, number][]) => beginsAt(Measure.parse({ is: "release", name: "Xả", at: { river: "Sông Hương" }, discharge }));
  expect([release([[0, 0], [7200, 0], [8100, 500]]), release([[0, 500]]), release([[0, 0]])]).toEqual([7200, 0, Infinity]);
});

test("too few places are no measure; rain without any is everywhere", () => {
  expect(newMeasure("dyke", "Đê", LINE.slice(0, 1))).toBeUndefined();
  expect(newMeasure("pump", "Bơm", [])).toBeUndefined();
  const rain = newMeasure("rain", "Mưa", []);
  expect(rain === undefined ? undefined : placesOf(rain)).toEqual([]);
  const pump = Measure.parse(newMeasure("pump", "Bơm", LINE.slice(0, 2)));
  expect(placesOf(placed(pump, LINE.slice(0, 1)))).toEqual([LINE[0]]);
  expect(placed(pump, [])).toBe(pump);
});

test.each(TEMPLATES)("template $id is a study the contract takes, 8 km wide", ({ make }) => {
  for (const language of ["vi", "en"] as const) {
    const draft = make(language, [107.58, 16.46], ["Sông Hương"]);
    expect(StudyDraft.parse(draft)).toEqual(draft);
    expect((draft.area[2] - draft.area[0]) * 106.7).toBeCloseTo(8, 1);
  }
});

const reason = (criterion: Reason["criterion"], is: Reason["is"], value: number, next: number, decides = false): Reason => ({ criterion, unit: "1", value, base: next, next, nextId: OptionId.parse("a"), is, decides });
const options = [StudyOption.parse({ id: "a", name: "Không làm gì" }), StudyOption.parse({ id: "b", name: "Đóng cống" })];
const comparison = (winner?: StudyComparison["winner"]): StudyComparison => ({ simulated: true, results: [], missing: [], differences: [], ...(winner !== undefined && { winner }) });

test("the winner is explained: what decides, what speaks for it besides, what it costs, what is the same", () => {
  const why = [reason("people-deep", "better", 120, 480, true), reason("hospitals", "same", 1, 1), reason("area", "better", 2_000_000, 2_400_000), reason("cost", "worse", 30_000_000, 0)];
  expect(winnerWords(comparison({ optionId: OptionId.parse("b"), ahead: OptionId.parse("a"), why }), options, "vi")).toEqual([
    "B – Đóng cống là phương án tốt nhất",
    "Quyết định – người ở chỗ ngập từ 0,5 m: 120, so với 480 của A.",
    "Ngoài ra: diện tích ngập: 200 ha (so với 240 ha).",
    "Đổi lại: chi phí biện pháp: 30,0 triệu đồng (so với 0).",
    "Như nhau: bệnh viện bị ngập.",
  ]);
  expect(winnerWords(comparison(), options, "en")).toEqual([]);
});

test("every criterion of the contract has a name in both languages", () => {
  for (const language of ["vi", "en"] as const) for (const criterion of CRITERIA) {
    const words = winnerWords(comparison({ optionId: OptionId.parse("b"), ahead: OptionId.parse("a"), why: [reason(criterion, "better", 1, 2, true)] }), options, language);
    expect(words[1]).toMatch(/– \p{L}.{5,}: /u);
  }
});
