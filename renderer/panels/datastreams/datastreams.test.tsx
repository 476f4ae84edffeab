import { afterEach, expect, test } from "vitest";
import { ObservedProperty, Datastream, Thing } from "#contract/things";
import { fail, ok } from "#contract/result";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { Datastreams } from "./datastreams.tsx";

const thing = (id: string, name: string) => Thing.parse({ id, name, position: [107.5, 16.4], area: "w", kind: "river-gauge" });
const stream = (id: string, thingId: string, series: number) => Datastream.parse({ id, series, thingId, observedPropertyId: "level", sensorId: "s", name: `Mực nước ${thingId}`, unit: "m", period: 60, staleAfter: 300, levels: [{ name: "BĐ I", value: 1.5, authority: "QĐ 05" }] });
let room: WindowRoom;
let shown: Shown;
async function begin(wish: Parameters<typeof openWindowRoom>[0] = {}): Promise<void> {
  room = await openWindowRoom({
    snapshot: { things: [thing("kl", "Kim Long"), thing("po", "Phú Ốc")], observedProperties: [ObservedProperty.parse({ id: "level", name: "Mực nước" })], datastreams: [stream("kl.level", "kl", 0), stream("po.level", "po", 1)] },
    roles: ["technician"], ...wish,
    answers: { "history:get": () => ok({ t: [Date.now() - 5000], v: [0], q: [0], thinned: true }), "datastream:save": ({ datastream }) => ok(Datastream.parse({ ...datastream, series: 9 })), ...wish.answers },
  });
  shown = show(<Datastreams />);
  await shown.says("2 / 2 chuỗi");
}
const options = () => [...document.querySelectorAll("[role=option][aria-posinset]")];
afterEach(async () => {
  shown.close();
  await room.stop();
});

test("finds without marks; a value that never came is said to be missing", async () => {
  await begin();
  await shown.type("Tìm", "phu oc");
  await until(() => options().length === 1);
  expect(options()[0]?.textContent).toContain("chưa có số liệu");
});

test("one datastream over time with its levels, and other spans on request", async () => {
  await begin();
  (options()[0] as HTMLElement).click();
  for (const words of ["0,00 m", "BĐ I", "QĐ 05", "Đã rút gọn"]) {
    await shown.says(words);
    expect(shown.text()).toContain(words);
  }
  await shown.press("7 ngày");
  await until(() => room.asked.some((each) => each.name === "history:get" && spanOf(each.input) === 7 * 86_400_000));
});

test("a history that cannot be had says why", async () => {
  await begin({ answers: { "history:get": () => fail({ code: "unavailable", detail: "telemetry" }) } });
  (options()[0] as HTMLElement).click();
  await shown.says("Máy chủ chưa đáp ứng được: telemetry");
  expect(shown.text()).toContain("Máy chủ chưa đáp ứng được: telemetry");
});

test("a new datastream without a station is not sent; edited ones keep what was not touched", async () => {
  await begin();
  await shown.press("Thêm chuỗi");
  await shown.press("Lưu");
  await shown.says("Chưa hợp lệ");
  expect(room.asked.some((each) => each.name === "datastream:save")).toBe(false);
  await shown.press("Hủy");
  (options()[0] as HTMLElement).click();
  await shown.press("Sửa chuỗi");
  await shown.type("Chu kỳ, giây", "30");
  await until(() => [...document.querySelectorAll("input")].some((field) => field.value === "30"));
  await shown.press("Lưu");
  await until(() => room.asked.some((each) => each.name === "datastream:save"));
  expect(room.asked.find((each) => each.name === "datastream:save")?.input).toMatchObject({ datastream: { id: "kl.level", period: 30, staleAfter: 300, levels: [{ name: "BĐ I", value: 1.5 }] } });
});

function spanOf(input: unknown): number {
  return typeof input === "object" && input !== null && "from" in input && "to" in input ? Number(input.to) - Number(input.from) : 0;
}
