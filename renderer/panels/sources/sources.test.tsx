import { afterEach, expect, test } from "vitest";
import { Rejection } from "#contract/observation";
import { Source, SourceCounters } from "#contract/source";
import { fail, ok } from "#contract/result";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { Sources } from "./sources.tsx";

const source = Source.parse({ id: "gw", name: "Trạm thượng nguồn", owner: "Đài KTTV", rate: 60 });
const counters = (over: object = {}) => SourceCounters.parse({ sourceId: "gw", received: 10, stored: 7, rejected: 2, superseded: 1, byReason: { "unknown-unit": 2 }, lastAt: Date.now(), ...over });
let room: WindowRoom;
let shown: Shown;
async function begin(wish: Parameters<typeof openWindowRoom>[0] = {}): Promise<void> {
  room = await openWindowRoom({ snapshot: { sources: [source] }, roles: ["technician"], ...wish });
  shown = show(<Sources />);
  await shown.says("Trạm thượng nguồn");
}
afterEach(async () => {
  shown.close();
  await room.stop();
});

test("counts that add up are ticked, counts that do not are shouted (invariant 8)", async () => {
  await begin();
  room.pulse({ sources: [counters()] });
  await shown.says("nhận");
  expect(shown.text()).not.toContain("LỆCH");
  room.pulse({ sources: [counters({ received: 13 })] });
  await shown.says("LỆCH 3");
});

test("silence and a source never heard are words, not colours", async () => {
  await begin();
  await shown.says("chưa từng gửi");
  room.pulse({ sources: [counters({ lastAt: Date.now() - 200_000 })] });
  await shown.says("im lặng");
  expect(shown.text()).toContain("im lặng");
});

test("rejections show reason, detail and what was sent; a failure can be tried again", async () => {
  await begin({ answers: { "source:rejections": () => fail({ code: "unavailable", detail: "telemetry" }) } });
  await shown.press("Trạm thượng nguồn");
  await shown.says("Máy chủ chưa đáp ứng được: telemetry");
  room.answers["source:rejections"] = () => ok({ rejections: [Rejection.parse({ sourceId: "gw", at: 5, reason: "unknown-unit", datastreamId: "a.level", detail: "feet?", sample: "{\"result\":3}" })] });
  await shown.press("Thử lại");
  await shown.says("feet?");
  await shown.says("{\"result\":3}");
  expect(shown.text()).toContain("{\"result\":3}");
});

test("a new secret is asked for after a warning, and shown once with commands", async () => {
  await begin({ answers: { "source:save": () => ok({ source, secret: "bi-mat-moi" }) } });
  await shown.press("Đổi mật khẩu nguồn: Trạm");
  await shown.says("mất hiệu lực ngay");
  expect(room.asked.some((each) => each.name === "source:save")).toBe(false);
  [...document.querySelectorAll<HTMLElement>("[role=dialog] button")].find((button) => button.textContent === "Đổi mật khẩu nguồn")?.click();
  await shown.says("mosquitto_pub");
  await shown.says("curl -u 'gw:bi-mat-moi'");
  expect(room.asked.find((each) => each.name === "source:save")?.input).toMatchObject({ renew: true });
  await shown.press("Đã chép xong, đóng");
  await until(() => !shown.text().includes("bi-mat-moi"));
});

test("a source without an id is not sent, and says what is missing", async () => {
  await begin();
  await shown.press("Thêm nguồn");
  await shown.press("Lưu");
  await shown.says("Cần có tên");
  expect(room.asked.some((each) => each.name === "source:save")).toBe(false);
});

test("a technician makes a simulated gauge fail and mends it; nobody else is offered that, and no field source is", async () => {
  const demo = Source.parse({ id: "feed", name: "Ngày mô phỏng", nature: "demo" });
  const feed = { day: "flood" as const, at: 0, speed: 60, vehicles: 0, faults: [] };
  await begin({ snapshot: { sources: [source, demo] }, answers: { "source:rejections": () => ok({ rejections: [] }), "feed:fault": () => ok({ faults: [] }) } });
  room.pulse({ feed });
  await shown.press("Trạm thượng nguồn");
  expect(shown.text()).not.toContain("Gây lỗi thử");
  await shown.press("Ngày mô phỏng");
  await shown.says("Gây lỗi thử");
  await shown.press("Gây lỗi");
  await until(() => room.asked.some((each) => each.name === "feed:fault"));
  expect(room.asked.find((each) => each.name === "feed:fault")?.input).toEqual({ fault: { kind: "stuck", target: "feed" }, on: true });
  room.pulse({ feed: { ...feed, faults: [{ kind: "stuck", target: "feed" }] } });
  await shown.says("Kẹt ở một giá trị: Cả nguồn: Ngày mô phỏng");
  await shown.press("Hết lỗi: Kẹt");
  await until(() => room.asked.filter((each) => each.name === "feed:fault").length === 2);
  expect(room.asked.findLast((each) => each.name === "feed:fault")?.input).toMatchObject({ on: false });
});

test("an operator is not offered to make the simulated source fail", async () => {
  await begin({ roles: ["operator"], snapshot: { sources: [source, Source.parse({ id: "feed", name: "Ngày mô phỏng", nature: "demo" })] }, answers: { "source:rejections": () => ok({ rejections: [] }) } });
  room.pulse({ feed: { day: "flood", at: 0, speed: 60, vehicles: 0, faults: [] } });
  await shown.press("Ngày mô phỏng");
  await shown.says("Chưa có số đo nào bị từ chối");
  expect(shown.text()).not.toContain("Gây lỗi thử");
});

test("an operator sees sources and changes none", async () => {
  await begin({ roles: ["operator"] });
  expect(shown.find("button", "Thêm nguồn")).toBeUndefined();
  expect(shown.find("button", "Sửa")).toBeUndefined();
});

test("every column has its head; refusals take room only once a source is chosen, and are told in words", async () => {
  await begin({ answers: { "source:rejections": () => ok({ rejections: [Rejection.parse({ sourceId: "gw", at: 5, reason: "incompatible-unit", detail: "Cel to deg", sample: "{}" })] }) } });
  await until(() => document.querySelectorAll("th").length > 0);
  for (const head of document.querySelectorAll("th")) expect(head.textContent).not.toBe("");
  expect(document.querySelectorAll("section section")).toHaveLength(0);
  await shown.press("Trạm thượng nguồn");
  await shown.says("đổi Cel (°C) sang deg (°) không được");
});
