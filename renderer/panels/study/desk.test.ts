import { expect, test } from "vitest";
import { Measure, StudyDraft } from "#contract/study";
import { deskOfNew, edited, isChanged, optionOf, redone, renamed, undone, withMeasure, withMeasureAt, withOption, withoutMeasure, withoutOption } from "./desk.ts";

const draft = StudyDraft.parse({ name: "Thử", area: [107.5, 16.4, 107.6, 16.5], start: { from: "now" }, options: [{ id: "a", name: "Hiện trạng" }] });
const pump = Measure.parse({ is: "pump", name: "Bơm", from: [107.55, 16.45], capacity: 2 });

test("what is done is taken back and done again; a new step forgets what was taken back", () => {
  const one = withMeasure(deskOfNew(draft), pump);
  expect(optionOf(one)?.measures).toEqual([pump]);
  expect(one.measure).toBe(0);
  const back = undone(one);
  expect([optionOf(back)?.measures, back.measure]).toEqual([[], undefined]);
  expect(optionOf(redone(back))?.measures).toEqual([pump]);
  expect(redone(edited(back, { ...draft, name: "Khác" })).draft.name).toBe("Khác");
});

test("letters typed in one field are one step, another field is another", () => {
  let desk = withMeasure(deskOfNew(draft), pump);
  for (const name of ["B", "Bơ", "Bơm 1"]) desk = withMeasureAt(desk, 0, { ...pump, name }, "name");
  desk = renamed(desk, "Có bơm");
  expect(optionOf(undone(desk))?.name).toBe("Hiện trạng");
  expect(optionOf(undone(undone(desk)))?.measures[0]?.name).toBe("Bơm");
});

test("steps are bounded", () => {
  let desk = deskOfNew(draft);
  for (let n = 0; n < 300; n++) desk = edited(desk, { ...draft, name: `Tên ${n}` });
  expect(desk.undo).toHaveLength(100);
});

test("options have ids of their own, are eight at most and one at least; a copy has the measures", () => {
  let desk = withMeasure(deskOfNew(draft), pump);
  for (let n = 0; n < 12; n++) desk = withOption(desk, `Phương án ${n}`, optionOf(desk));
  expect(desk.draft.options.map(({ id }) => id)).toEqual("abcdefgh".split(""));
  expect(desk.draft.options.every(({ measures }) => measures.length === 1)).toBe(true);
  for (const { id } of desk.draft.options) desk = withoutOption(desk, id);
  expect(desk.draft.options.map(({ id }) => id)).toEqual(["h"]);
  expect(desk.optionId).toBe("h");
});

test("it is changed until it is as it was saved", () => {
  const opened = { ...deskOfNew(draft), saved: draft };
  expect(isChanged(opened)).toBe(false);
  const more = withMeasure(opened, pump);
  expect([isChanged(more), isChanged(withoutMeasure(more, 0))]).toEqual([true, false]);
});
