import { describe, expect, test } from "vitest";
import { readNotices, type Notice } from "./notices.ts";
import { MOST_SOURCES, openTogether } from "./together.ts";
import { readXml } from "./xml.ts";

type Said = [topic: string, source: string, value: string, more?: { second?: number; operation?: string }];
function read(...said: Said[]): ReturnType<typeof readNotices> {
  const messages = said.map(([topic, source, value, { second = 0, operation = "Initialized" } = {}]) => `<NotificationMessage><Topic>${topic}</Topic><Message><Message UtcTime="2026-11-23T02:00:0${second}Z" PropertyOperation="${operation}"><Source><SimpleItem Name="InputToken" Value="${source}"/></Source><Data><SimpleItem Name="State" Value="${value}"/><SimpleItem Name="LogicalState" Value="${value}"/></Data></Message></Message></NotificationMessage>`);
  const tree = readXml(`<PullMessagesResponse>${messages.join("")}</PullMessagesResponse>`);
  if (!tree.ok) throw new Error("no XML");
  return readNotices(tree.value);
}
const values = (notices: readonly Notice[]): (0 | 1 | undefined)[] => notices.map(({ value }) => value);
const [SCENE, DARK, INPUT] = ["VideoSource/GlobalSceneChange/ImagingService", "VideoSource/ImageTooDark/ImagingService", "Device/Trigger/DigitalInput"];

describe("several sources of a camera", () => {
  test("are one reading that is so while any of them says so", () => {
    const together = openTogether();
    const first = read([SCENE, "v0", "true"], [DARK, "v0", "false"], [DARK, "v1", "false"]);
    // All states are told at one instant: a covered camera is covered.
    expect(values(together.take(first.notices, first.gone))).toEqual([1]);
    const later = read([DARK, "v0", "true", { second: 1 }], [SCENE, "v0", "false", { second: 2 }], [DARK, "v0", "false", { second: 3 }]);
    expect(values(together.take(later.notices, later.gone))).toEqual([1, 1, 0]);
  });
  test("that are gone say nothing any more, nor do those of a subscription that ended", () => {
    const together = openTogether();
    together.take(read([SCENE, "v0", "true"]).notices, []);
    const gone = read([SCENE, "v0", "true", { operation: "Deleted" }], [DARK, "v0", "false"]);
    expect(values(together.take(gone.notices, gone.gone))).toEqual([0]);
    together.take(read([SCENE, "v0", "true"]).notices, []);
    together.clear();
    expect(values(together.take(read([DARK, "v0", "false"]).notices, []))).toEqual([0]);
  });
  test("are remembered within a bound", () => {
    const together = openTogether();
    together.take(read([SCENE, "v", "true"]).notices, []);
    for (let n = 0; n < MOST_SOURCES; n++) together.take(read([DARK, `v${n}`, "false"]).notices, []);
    expect(values(together.take(read([DARK, "v0", "false"]).notices, []))).toEqual([0]);
  });
  test("one source that goes to and fro within a second is heard each time", () => {
    expect(values(openTogether().take(read([SCENE, "v0", "true"], [SCENE, "v0", "false"]).notices, []))).toEqual([1, 0]);
  });
});

test.each<[string, string, string]>([
  ["whose names begin alike", "DIGITAL_INPUT_OF_THE_GATE_0", "DIGITAL_INPUT_OF_THE_GATE_1"],
  ["whose names differ in their accents", "Cửa 1", "Của 1"],
])("two inputs %s stay two", (_, one, other) => {
  const inputs = read([INPUT, one, "1"], [INPUT, other, "0"]).notices.map(({ input }) => input);
  expect(new Set(inputs).size).toBe(2);
  for (const input of inputs) expect(input).toMatch(/^[\w-]{1,24}$/);
  expect(values(openTogether().take(read([INPUT, one, "1"], [INPUT, other, "0"]).notices, []))).toEqual([1, 0]);
});
