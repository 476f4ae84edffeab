import { expect, test } from "vitest";
import { Measure, STUDY_LIMITS, StudyDraft } from "./study.ts";

const option = (n: number): object => ({ id: `o${n}`, name: `Phương án ${n}` });
const draft = { name: "Xả thêm", area: [107.55, 16.43, 107.62, 16.5], start: { from: "now" }, options: [option(0)] };

test.each<[string, object, boolean]>([
  ["a study with its defaults", {}, true],
  ["no option", { options: [] }, false],
  ["eight options", { options: Array.from({ length: 8 }, (_v, n) => option(n)) }, true],
  ["nine options", { options: Array.from({ length: 9 }, (_v, n) => option(n)) }, false],
  ["two options of one id", { options: [option(0), option(0)] }, false],
  ["more results than a time slider shows", { duration: STUDY_LIMITS.hours * 3600, every: 600 }, false],
  ["a storm of 600 mm/h", { forcing: { rain: { by: "series", series: [[0, 600]] } } }, false],
  ["a table that goes back in time", { forcing: { rain: { by: "series", series: [[60, 1], [0, 2]] } } }, false],
  ["an area turned over", { area: [107.62, 16.43, 107.55, 16.5] }, false],
  ["an unknown cost", { costs: { pumpMove: -1 } }, false],
])("%s", (_what, more, fits) => {
  expect(StudyDraft.safeParse({ ...draft, ...more }).success).toBe(fits);
});

const line = [[107.57, 16.46], [107.58, 16.47]];
test.each<[object, boolean]>([
  [{ is: "release", name: "Xả", at: { river: "Sông Hương" }, discharge: [[0, 0], [7200, 500]] }, true],
  [{ is: "release", name: "Xả", at: {}, discharge: [[0, 0]] }, false],
  [{ is: "gate", name: "Cống", across: line, width: 20, opening: [[0, 2], [600, 0]] }, true],
  [{ is: "pump", name: "Bơm", from: line[0], capacity: 0 }, false],
  [{ is: "sandbags", name: "Bao cát", line, height: 9 }, false],
  [{ is: "breach", name: "Vỡ", line, height: 2, depth: 2, at: 3600 }, true],
  [{ is: "closure", name: "Chốt", line: [line[0]] }, false],
])("measure %j: %s", (measure, fits) => {
  expect(Measure.safeParse(measure).success).toBe(fits);
});
