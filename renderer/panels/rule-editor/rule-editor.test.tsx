import { afterEach, expect, test } from "vitest";
import { Rule, RuleKindInfo } from "#contract/rule";
import { Datastream } from "#contract/things";
import { fail, ok } from "#contract/result";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { ruleKinds } from "../../../backend/core/rules/index.ts";
import { RuleEditor } from "./rule-editor.tsx";

const datastream = Datastream.parse({ id: "a.level", series: 0, thingId: "a", observedPropertyId: "level", sensorId: "s", name: "Mực nước A", unit: "m", period: 60, staleAfter: 300, levels: [{ name: "BĐ I", value: 1 }] });
const rule = Rule.parse({ id: "flood", name: "Vượt báo động", kind: "threshold", params: { on: { datastreamId: "a.level" }, side: "above", setpoint: 2 }, priority: "high", message: "Ngập {thing}", version: 3 });
// The forms of the real kinds: a kind the form cannot draw fails here.
const kinds = ruleKinds().map((info) => RuleKindInfo.parse(info));
let room: WindowRoom;
let shown: Shown;
async function begin(wish: Parameters<typeof openWindowRoom>[0] = {}): Promise<void> {
  room = await openWindowRoom({ snapshot: { rules: [rule], datastreams: [datastream] }, alarms: [alarmOf({ id: "x", rule: "flood" })], roles: ["technician"], ...wish, answers: { "rule:kinds": () => ok({ kinds }), ...wish.answers } });
  shown = show(<RuleEditor />);
}
afterEach(async () => {
  shown.close();
  await room.stop();
});
const saves = () => room.asked.filter((each) => each.name === "rule:save").map((each) => each.input);

test("the list says version and alarms now; the form has the kind's fields in the datastream's unit", async () => {
  await begin();
  await shown.says("phiên bản 3");
  await shown.says("1 cảnh báo");
  await shown.press("Vượt báo động");
  for (const words of ["Áp dụng cho", "Một chuỗi đo", "Ngưỡng (m)", "Vùng chết (m)", "Trễ khi báo (giây)"]) await shown.says(words);
  expect(shown.text()).toContain("1 cảnh báo");
});

test("saves what was typed, with a comma, on the version it is based on", async () => {
  await begin({ answers: { "rule:save": ({ rule: draft }) => ok(Rule.parse({ ...draft, version: 4 })) } });
  await shown.press("Vượt báo động");
  await shown.type("Ngưỡng (m)", "2,75");
  await shown.says("Có thay đổi chưa lưu");
  await shown.press("Lưu");
  await until(() => saves().length === 1);
  expect(saves()[0]).toMatchObject({ version: 3, rule: { params: { setpoint: 2.75, on: { datastreamId: "a.level" } } } });
});

test("letters for a number are refused beside the field and not sent", async () => {
  await begin();
  await shown.press("Vượt báo động");
  await shown.type("Ngưỡng (m)", "hai");
  await shown.says("Có thay đổi chưa lưu");
  await shown.press("Lưu");
  await shown.says("Phải là số");
  expect(saves()).toEqual([]);
});

test("the backend's refusal stands beside the field it names", async () => {
  await begin({ answers: { "rule:save": () => fail({ code: "malformed", path: "params.setpoint", detail: "ngoài dải của cảm biến" }) } });
  await shown.press("Vượt báo động");
  await shown.type("Ngưỡng (m)", "900");
  await shown.says("Có thay đổi chưa lưu");
  await shown.press("Lưu");
  await shown.says("ngoài dải của cảm biến");
  expect(shown.text()).toContain("ngoài dải của cảm biến");
});

test("someone else's version is announced, and can be taken or overwritten", async () => {
  await begin({ answers: { "rule:save": ({ rule: draft }) => ok(Rule.parse({ ...draft, version: 5 })) } });
  await shown.press("Vượt báo động");
  await shown.type("Ngưỡng (m)", "2,5");
  await shown.says("Có thay đổi chưa lưu");
  room.happen({ kind: "rule:saved", rule: { ...rule, version: 4 } });
  await shown.says("Người khác đã lưu phiên bản 4");
  await shown.press("Vẫn lưu bản này thay phiên bản 4");
  await until(() => saves().length === 1);
  expect(saves()[0]).toMatchObject({ version: 4 });
});

test("removing warns how many alarms end", async () => {
  await begin({ answers: { "rule:remove": () => ok({}) } });
  await shown.press("Vượt báo động");
  await shown.press("Xóa…");
  await shown.says("(1 đang mở)");
  expect(room.asked.some((each) => each.name === "rule:remove")).toBe(false);
  [...document.querySelectorAll<HTMLElement>("[role=dialog] button")].find((button) => button.textContent === "Xóa")?.click();
  await until(() => room.asked.some((each) => each.name === "rule:remove"));
});

test("a combination is drawn: a condition becomes the first member of a group, and groups nest", async () => {
  const both = Rule.parse({ ...rule, kind: "combination", params: { condition: { when: { kind: "threshold", datastreamId: "a.level", side: "above", setpoint: 2 } } } });
  await begin({ snapshot: { rules: [both], datastreams: [datastream] }, answers: { "rule:save": ({ rule: draft }) => ok(Rule.parse({ ...draft, version: 4 })) } });
  await shown.press("Vượt báo động");
  await shown.says("Ngưỡng (m)");
  await shown.press("Bất kỳ");
  await shown.says("Có thay đổi chưa lưu");
  await shown.press("Lưu");
  await until(() => saves().length === 1);
  expect(saves()[0]).toMatchObject({ rule: { params: { condition: { any: [{ when: { kind: "threshold", datastreamId: "a.level", setpoint: 2 } }] } } } });
});

test("who may not change rules sees them switched off", async () => {
  await begin({ roles: ["operator"] });
  await shown.press("Vượt báo động");
  await shown.says("Chỉ xem");
  expect(shown.find("button", "Lưu")).toBeUndefined();
  expect([...document.querySelectorAll("form input")].every((field) => field.hasAttribute("disabled"))).toBe(true);
});

test("without the kinds there is a reason and another try", async () => {
  await begin({ answers: { "rule:kinds": () => fail({ code: "unavailable", detail: "x" }) } });
  await shown.says("Thử lại");
  room.answers["rule:kinds"] = () => ok({ kinds });
  await shown.press("Thử lại");
  await shown.says("phiên bản 3");
  expect(shown.text()).toContain("phiên bản 3");
});
