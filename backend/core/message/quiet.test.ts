import fc from "fast-check";
import { expect, test } from "vitest";
import { sendableFrom, type QuietHours } from "./quiet.ts";

const order = { is: "order" } as const;
const NIGHT: QuietHours = { from: 22 * 60, to: 5 * 60 + 30, offset: 420 };
/** Local time of the 23rd of November 2026. */
const local = (hours: number, minutes = 0): number => Date.UTC(2026, 10, 23, hours - 7, minutes);

test.each<[string, number, number]>([
  ["in the evening, before", local(21, 59), local(21, 59)],
  ["at their beginning", local(22), local(29, 30)],
  ["after midnight", local(2), local(5, 30)],
  ["at their end", local(5, 30), local(5, 30)],
  ["by day", local(12), local(12)],
])("what can wait, %s, is sent when the quiet hours are over", (_when, at, from) => {
  expect(sendableFrom({ urgency: "routine", content: order }, at, NIGHT)).toBe(from);
});

test("quiet hours never silence an emergency, nor a test somebody waits for (H-11.3)", () => {
  expect(sendableFrom({ urgency: "emergency", content: order }, local(2), NIGHT)).toBe(local(2));
  expect(sendableFrom({ urgency: "routine", content: { is: "test" } }, local(2), NIGHT)).toBe(local(2));
});

test("property: whatever the hours, nothing waits a whole day, and where it waits it is outside them afterwards", () =>
  fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 10 ** 12 }), (from, to, at) => {
    const quiet = { from, to, offset: 420 };
    const sent = sendableFrom({ urgency: "routine", content: order }, at, quiet);
    expect(sent - at).toBeLessThanOrEqual(86_400_000);
    expect(sendableFrom({ urgency: "routine", content: order }, sent, quiet)).toBe(sent);
  })));
