import { afterEach, expect, test } from "vitest";
import { Rule } from "#contract/rule";
import { Source } from "#contract/source";
import { Datastream } from "#contract/things";
import { AccountId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { latest } from "../../live/socket.ts";
import { AlarmCard } from "./alarm-card.tsx";

const rule = Rule.parse({ id: "flood", name: "Vượt báo động II", kind: "threshold", params: { on: { observedPropertyId: "level" }, side: "above", setpoint: { level: "BĐ II" } }, priority: "high", message: "m", version: 4, action: "Báo phường sơ tán", consequence: "Ngập nhà dân", authority: "QĐ 05/2020/QĐ-TTg" });
const datastream = Datastream.parse({ id: "kim-long.level", series: 0, thingId: "kim-long", observedPropertyId: "level", sensorId: "s", name: "Mực nước Kim Long", unit: "m", period: 60, staleAfter: 300, levels: [{ name: "BĐ II", value: 2 }] });
const alarm = alarmOf({ id: "a1" });
let room: WindowRoom;
let shown: Shown;

async function begin(wish: Parameters<typeof openWindowRoom>[0] = {}): Promise<void> {
  room = await openWindowRoom({
    alarms: [alarm], snapshot: { rules: [rule], datastreams: [datastream] },
    ...wish, answers: { "history:get": () => ok({ t: [Date.now() - 60_000], v: [2.5], q: [0], thinned: false }), "fact:recent": () => ok({ facts: [] }), "alarm:acknowledge": () => ok({ done: 1, left: [] }), ...wish.answers },
  });
  shown = show(<AlarmCard alarmId="a1" />);
}
afterEach(async () => {
  shown.close();
  await room.stop();
});

test("says what, by which rule and version, what to do, on whose authority, which condition held, and draws the limits", async () => {
  await begin();
  for (const words of ["Mực nước sông Hương vượt báo động II", "Vượt báo động II", "phiên bản 1", "quy tắc nay đã là phiên bản 4", "Báo phường sơ tán", "Ngập nhà dân", "QĐ 05/2020", "Mực nước > 2,0 m (đúng)", "BĐ II: 2,00 m", "Ngưỡng: 2,00 m", "2,50 m"]) {
    await shown.says(words);
    expect(shown.text()).toContain(words);
  }
});

test("a level that is assumed at this station is not passed off as the decision that sets it elsewhere", async () => {
  await begin({ snapshot: { rules: [rule], datastreams: [{ ...datastream, levels: [{ name: "BĐ II", value: 2, authority: "Mức giả định" }] }] } });
  await shown.says("Mức giả định");
  expect(shown.text()).not.toContain("QĐ 05/2020");
});

test("every value says it is missing rather than showing 0", async () => {
  await begin();
  await shown.says("chưa có số liệu");
  expect(shown.text()).toContain("chưa có số liệu");
});

test("acknowledges, and follows the fact that comes back; a normal alarm stays on the card as what it was", async () => {
  await begin();
  await shown.press("Xác nhận");
  await until(() => room.asked.some((each) => each.name === "alarm:acknowledge"));
  const before = room.asked.filter((each) => each.name === "fact:recent").length;
  room.happen({ kind: "alarm:acknowledged", alarmId: alarm.id, by: AccountId.parse("truc") }, { kind: "alarm:cleared", alarmId: alarm.id, cause: "returned-to-normal" });
  await shown.says("Cảnh báo này đã về bình thường");
  await until(() => room.asked.filter((each) => each.name === "fact:recent").length > before);
  expect(shown.text()).toContain("Cảnh báo này đã về bình thường");
});

test("a refusal stands beside the buttons; a history that cannot be had can be asked for again", async () => {
  await begin({ answers: { "alarm:acknowledge": () => fail({ code: "disk-full" }), "fact:recent": () => fail({ code: "unavailable", detail: "journal" }) } });
  await shown.says("Máy chủ chưa đáp ứng được: journal");
  await shown.press("Xác nhận");
  await shown.says("Đĩa của máy chủ đã đầy");
  room.answers["fact:recent"] = () => ok({ facts: [{ kind: "alarm:acknowledged", alarmId: "a1", by: "binh", seq: 1, at: 5 }] });
  await shown.press("Thử lại");
  await shown.says("binh");
  expect(shown.text()).toContain("binh");
});

test("who may only look has no buttons", async () => {
  await begin({ roles: ["leader"] });
  await shown.says("Báo phường sơ tán");
  expect(shown.find("button", "Xác nhận")).toBeUndefined();
  expect(shown.find("button", "Tạm gác")).toBeUndefined();
});

test("a shift lead takes it out of service with a reason", async () => {
  await begin({ answers: { "alarm:out-of-service": () => ok({ done: 1, left: [] }) } });
  await shown.press("Ngừng sử dụng");
  await shown.press("Đang bảo trì thiết bị");
  await until(() => [...document.querySelectorAll("textarea")].some((field) => field.value !== ""));
  [...document.querySelectorAll<HTMLElement>("[role=dialog] button")].find((button) => button.textContent === "Ngừng sử dụng")?.click();
  await until(() => room.asked.some((each) => each.name === "alarm:out-of-service"));
  expect(room.asked.find((each) => each.name === "alarm:out-of-service")?.input).toEqual({ alarmIds: ["a1"], reason: "Đang bảo trì thiết bị" });
});

test("the history names the alarm in every sentence, and another alarm by its own name", async () => {
  const facts: Record<string, string | number>[] = [
    { kind: "alarm:cleared", alarmId: "a1", cause: "returned-to-normal", seq: 2, at: 6 },
    { kind: "alarm:suppressed", alarmId: "a1", byAlarm: "other", seq: 1, at: 5 },
  ];
  await begin({ answers: { "fact:recent": () => ok({ facts }) } });
  await shown.says("Hết điều kiện cảnh báo “Mực nước sông Hương vượt báo động II”: trở lại bình thường");
  await shown.says("vì đã có other");
  expect(shown.text()).toContain("vì đã có other");
});

test("a value says which sources may have sent it (invariant 7)", async () => {
  const sources = [Source.parse({ id: "gw", name: "Cổng trạm", grants: ["kim-long.*"] }), Source.parse({ id: "x", name: "Nguồn khác", grants: ["rain.*"] })];
  await begin({ snapshot: { rules: [rule], datastreams: [datastream], sources } });
  latest.apply({ series: Uint32Array.of(datastream.series), t: Float64Array.of(Date.now()), v: Float32Array.of(2.5), q: Uint8Array.of(0) });
  await shown.says("nguồn: Cổng trạm");
  expect(shown.text()).not.toContain("Nguồn khác");
});
