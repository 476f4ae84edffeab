import { expect, test } from "vitest";
import { MOST_NOTICES, readNotices } from "./notices.ts";
import { readXml } from "./xml.ts";

const item = (name: string, value: string): string => `<tt:SimpleItem Name="${name}" Value="${value}"/>`;
const message = (topic: string, data: string, { source = "", operation = "Changed", at = "2026-11-23T01:00:00.5Z" } = {}): string => `<wsnt:NotificationMessage><wsnt:Topic Dialect="d">${topic}</wsnt:Topic><wsnt:Message><tt:Message UtcTime="${at}" PropertyOperation="${operation}"><tt:Source>${source}</tt:Source><tt:Data>${data}</tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>`;
const read = (...messages: string[]) => {
  const tree = readXml(`<PullMessagesResponse>${messages.join("")}</PullMessagesResponse>`);
  if (!tree.ok) throw new Error(tree.fault.detail);
  return readNotices(tree.value);
};
const AT = Date.UTC(2026, 10, 23, 1, 0, 0, 500);

test.each<[string, string, object]>([
  ["motion in cells", message("tns1:RuleEngine/CellMotionDetector/Motion", item("IsMotion", "true")), { kind: "motion", value: 1, at: AT }],
  ["motion of the picture, over", message("tns1:VideoSource/MotionAlarm", item("State", "0")), { kind: "motion", value: 0 }],
  ["tampering", message("tns1:VideoSource/ImageTooDark/ImagingService", item("State", "1")), { kind: "tamper", value: 1 }],
  ["a line that was crossed has no end", message("tns1:RuleEngine/LineDetector/Crossed", item("ObjectId", "12")), { kind: "line", value: undefined }],
  ["a zone", message("tns1:RuleEngine/FieldDetector/ObjectsInside", item("IsInside", "false")), { kind: "field", value: 0 }],
  ["an input, by its name", message("tns1:Device/Trigger/DigitalInput", item("LogicalState", "true"), { source: item("InputToken", "DI_1") }), { kind: "input", value: 1, input: "DI_1" }],
  ["a time of another zone", message("tns1:VideoSource/MotionAlarm", item("State", "1"), { at: "2026-11-23T08:00:00.500+07:00" }), { at: AT }],
  ["a time without a zone is UTC", message("tns1:VideoSource/MotionAlarm", item("State", "1"), { at: "2026-11-23T01:00:00.5" }), { at: AT }],
])("%s", (_, text, expected) => expect(read(text)).toMatchObject({ notices: [expected], other: 0, malformed: 0, left: 0 }));

test("what we have no words for says nothing; what cannot be read is counted; what is too many is left", () => {
  expect(read(message("tns1:Media/ProfileChanged", ""), message("tns1:VideoSource/MotionAlarm", item("State", "1"), { operation: "Deleted" }))).toMatchObject({ notices: [], gone: [expect.any(String)], other: 2, malformed: 0, left: 0 });
  expect(read(message("tns1:VideoSource/MotionAlarm", item("State", "maybe")), message("tns1:VideoSource/MotionAlarm", item("State", "1"), { at: "yesterday" }), message("tns1:VideoSource/MotionAlarm", ""))).toMatchObject({ notices: [], malformed: 3 });
  expect(read(...Array.from({ length: MOST_NOTICES + 9 }, () => message("tns1:VideoSource/MotionAlarm", item("State", "1"))))).toMatchObject({ left: 9, notices: { length: MOST_NOTICES } });
});
