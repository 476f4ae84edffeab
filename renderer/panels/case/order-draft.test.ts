// @vitest-environment node
import { expect, test } from "vitest";
import { draftOf, orderOf, type OrderField } from "./order-draft.ts";

const NOW = Date.UTC(2026, 10, 23, 1, 0);
const full = draftOf({ happened: "Nước ngập 45 cm", where: "Đập Đá", required: "Chặn đường", lead: "cong-an", support: ["y-te", "cong-an"], due: NOW + 7_200_000 }, NOW);

test("a full draft is an order; its deadline is the city's wall clock, and the lead does not support itself", () => {
  expect(full.due).toBe("10:00 23/11/2026");
  expect(orderOf(full, { needsDue: true, now: NOW })).toEqual({ order: { happened: "Nước ngập 45 cm", where: "Đập Đá", required: "Chặn đường", lead: "cong-an", support: ["y-te"], due: NOW + 7_200_000 } });
});

test.each<[OrderField, string]>([["happened", " "], ["where", ""], ["required", ""], ["lead", ""], ["due", ""], ["due", "07:59 23/11/2026"]])("H-11.3 an order with %s as %o is not sent, and says which is missing", (field, value) => {
  expect(orderOf({ ...full, [field]: value }, { needsDue: true, now: NOW })).toEqual({ wrong: [field] });
});

test("a process whose order needs no deadline takes one without", () => {
  expect(orderOf({ ...full, due: "" }, { needsDue: false, now: NOW })).toMatchObject({ order: { lead: "cong-an" } });
});
