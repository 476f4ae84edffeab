import { expect, test } from "vitest";
import { Datastream } from "#contract/things";
import { checkStream, checkThing, streamFields, thingFields, typed } from "./drafts.ts";

const stream = Datastream.parse({ id: "a.level", series: 4, thingId: "a", observedPropertyId: "level", sensorId: "s", name: "Mực nước", unit: "m", period: 60, staleAfter: 300, min: -1, max: 20, levels: [{ name: "BĐ I", value: 1 }] });

test.each([["2,5", 2.5], ["2.5", 2.5], ["0", 0], [" ", undefined]])("%j typed is %s", (text, value) => expect(typed(text)).toBe(value));
test("letters are no number", () => expect(typed("hai")).toBeNaN());

test("a record goes through the form unchanged", () => {
  const { series: _, ...draft } = stream;
  expect(checkStream(streamFields(stream))).toEqual({ ok: true, value: draft });
});

test.each<[string, Partial<ReturnType<typeof streamFields>>, string]>([
  ["a period left blank", { period: "" }, "period"],
  ["a period of nothing", { period: "0" }, "period"],
  ["letters for a number", { staleAfter: "mãi" }, "staleAfter"],
  ["no station", { thingId: "" }, "thingId"],
  ["an id with spaces", { id: "a b" }, "id"],
  ["a range upside down", { min: "5", max: "5" }, "max"],
  ["a level without value", { levels: [{ name: "BĐ I", value: "1", authority: "" }, { name: "BĐ II", value: "", authority: "" }] }, "levels.1.value"],
])("refuses %s beside its field", (_, over, field) => {
  const checked = checkStream({ ...streamFields(stream), ...over });
  expect(!checked.ok && [...checked.wrong]).toContain(field);
});

test("a station's place is checked coordinate by coordinate; its height is kept", () => {
  const fields = { ...thingFields(undefined, [107.5, 16.4]), id: "t", name: "Trạm", kind: "river-gauge", area: "w" };
  expect(checkThing(fields, 3)).toMatchObject({ ok: true, value: { position: [107.5, 16.4, 3] } });
  const bad = checkThing({ ...fields, lat: "91" }, undefined);
  expect(!bad.ok && [...bad.wrong]).toEqual(["lat"]);
});
