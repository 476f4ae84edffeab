import { expect, test } from "vitest";
import { differences, MOST_DIFFERENCES } from "./differences.ts";

test("fields that differ, are only here, or only at the centre; what each side counts for itself is none", () => {
  expect(differences({ id: "a", version: 4, name: "Sở", phone: "113", same: { x: 1 } }, { id: "a", name: "Sở mới", same: { x: 1 }, leader: "Bình" })).toEqual([
    { path: ["name"], here: "Sở", centre: "Sở mới" }, { path: ["phone"], here: "113" }, { path: ["leader"], centre: "Bình" },
  ]);
  expect(differences({ a: 1 }, { a: 1 })).toEqual([]);
});

test("entries of a list are found by their id or day, whatever their order, and told by their names", () => {
  const an = { id: "an", name: "An", mobile: "+84901" };
  expect(differences({ contacts: [an, { id: "ba", name: "Ba" }] }, { contacts: [{ id: "ba", name: "Ba" }, { ...an, mobile: "+84902" }] })).toEqual([{ path: ["contacts", "An", "mobile"], here: "+84901", centre: "+84902" }]);
  expect(differences({ days: [{ day: "2027-01-01", is: "off" }] }, { days: [] })).toEqual([{ path: ["days", "2027-01-01"], here: { day: "2027-01-01", is: "off" } }]);
  expect(differences({ steps: [{ id: "a" }, { id: "b" }] }, { steps: [{ id: "b" }, { id: "a" }] })).toEqual([{ path: ["steps"], here: ["a", "b"], centre: ["b", "a"] }]);
});

test("lists without keys are compared as they stand", () => {
  expect(differences({ week: [[[450, 690]], []] }, { week: [[[450, 700]], []] })).toEqual([{ path: ["week"], here: [[[450, 690]], []], centre: [[[450, 700]], []] }]);
  expect(differences({ x: [{ id: "a" }, { id: "a" }] }, { x: [] })).toEqual([{ path: ["x"], here: [{ id: "a" }, { id: "a" }], centre: [] }]);
});

test("no more are told than a screen can hold", () => {
  const many = (value: number) => Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`f${i}`, value]));
  expect(differences(many(1), many(2))).toHaveLength(MOST_DIFFERENCES);
});
