import { expect, test } from "vitest";
import { alertDraft, HOUR, NOON } from "../../../test/kit/hand-alert.ts";
import { draftOf, formOf, lacking } from "./warn-draft.ts";

const from = alertDraft();

test("a form nobody changed is the draft it came from", () => {
  expect(draftOf(formOf(from), from, NOON)).toEqual(from);
});

test("a radius is read with a comma or a point; one beyond what an alert may cover is wrong", () => {
  const form = formOf(from);
  expect(form.radius).toBe("1");
  expect([draftOf({ ...form, radius: "2,5" }, from, NOON), draftOf({ ...form, radius: "2.5" }, from, NOON)]).toMatchObject(Array(2).fill({ areas: [{ shape: { radius: 2500 } }] }));
  for (const radius of ["", "0", "101", "-1", "một"]) expect(lacking({ ...form, radius }, from, NOON)).toEqual(["radius"]);
});

test("what is empty or late is named, and nothing is made of it", () => {
  const form = { ...formOf(from), en: { headline: " ", description: "x", instruction: "" }, until: "hôm qua", place: "" };
  expect(lacking(form, from, NOON)).toEqual(["en.headline", "en.instruction", "until", "place"]);
  expect(draftOf(form, from, NOON)).toBeUndefined();
  expect(lacking(formOf({ ...from, expiresAt: NOON + 200 * HOUR }), from, NOON)).toEqual(["until"]);
});
