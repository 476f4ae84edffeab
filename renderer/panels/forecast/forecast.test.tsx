import { afterEach, expect, test } from "vitest";
import { ForecastState } from "#contract/forecast";
import { Datastream, Thing } from "#contract/things";
import { fail, ok } from "#contract/result";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { Forecast } from "./forecast.tsx";

const NOW = Date.now();
const MINUTE = 60_000;
const clock = (at: number): string => new Intl.DateTimeFormat("vi-VN", { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
const gauge = (id: string, series: number) => Datastream.parse({ id: `${id}.water-level`, series, thingId: id, observedPropertyId: "water-level", sensorId: "s", name: "Mực nước", unit: "m", period: 300, staleAfter: 1800, decimals: 2, levels: [{ name: "BĐ I", value: 1 }, { name: "BĐ II", value: 2 }, { name: "BĐ III", value: 3.5 }], forecast: { drivers: [], step: 900, hours: 6 } });
const thing = (id: string, name: string) => Thing.parse({ id, name, kind: "river-gauge", area: "phu-xuan", position: [107.57, 16.46, 0] });
const scores = (lead: number, meanError: number) => ({ lead, cases: 120, meanError, nse: 0.9, persistence: 0.5, coverage: 0.9, right: 40, judged: 50 });
const kimLong = ForecastState.parse({
  datastreamId: "kim-long.water-level", training: false, trained: { at: NOW - 3_600_000, past: "telemetry", steps: 9000, seconds: 4 },
  forecast: {
    forecast: true, madeAt: NOW, from: 1.4, by: "drivers",
    points: [1, 3, 6].map((hours) => ({ lead: hours * 3600, at: NOW + hours * 60 * MINUTE, low: 1.4 + hours * 0.1, mid: 1.5 + hours * 0.2, high: 1.6 + hours * 0.3 })),
    passings: [{ level: "BĐ II", value: 2, chance: 0.72, earliest: NOW + 140 * MINUTE, likely: NOW + 165 * MINUTE, latest: NOW + 190 * MINUTE }],
  },
  heldBack: [scores(3600, 0.04), scores(10_800, 0.11), scores(21_600, 0.23)], kept: [],
});
const phuOc = ForecastState.parse({ datastreamId: "phu-oc.water-level", training: false, lack: { code: "too-little-history", steps: 12, needed: 288 }, heldBack: [], kept: [] });
const history = { t: [NOW - 10 * MINUTE, NOW - 5 * MINUTE], v: [1.3, 1.4], q: Uint8Array.of(0, 0), thinned: false } as never;

let room: WindowRoom;
let shown: Shown;
afterEach(async () => {
  shown.close();
  await room.stop();
});
async function begin(thingId: string | undefined, gauges: ForecastState[] = [kimLong, phuOc]): Promise<void> {
  room = await openWindowRoom({
    snapshot: { things: [thing("kim-long", "Sông Hương tại Kim Long"), thing("phu-oc", "Sông Bồ tại Phú Ốc")], datastreams: [gauge("kim-long", 0), gauge("phu-oc", 1)] },
    answers: {
      "forecast:list": () => ok({ gauges, pace: 1, accuracy: { right: 76, judged: 100, since: NOW - 3_600_000 } }),
      "forecast:get": ({ datastreamId }) => ok({ gauge: gauges.find((each) => each.datastreamId === datastreamId), pace: 1 } as never),
      "history:get": () => ok(history),
    },
  });
  shown = show(<Forecast thingId={thingId} />);
}

test("H-3.5 past errors stand before the forecast; band, local times and levels I to III are said in words", async () => {
  await begin(undefined);
  await shown.says("Sai số đã qua (xem trước khi tin)");
  await shown.says("BĐ III: 3,50 m");
  const words = shown.text();
  // The row: error, then the value, then what will be, with its band.
  for (const part of ["± 0,04 · 0,11 · 0,23 m", "1,70[1,50–1,90]", "BĐ I: 1,00 m", "BĐ II: 2,00 m", "Dự báo, khoảng 90 %", "76 % (76/100)", "chưa đạt"]) expect(words).toContain(part);
  expect(words).toContain(`BĐ II lúc ${clock(NOW + 165 * MINUTE)} (${clock(NOW + 140 * MINUTE)}–${clock(NOW + 190 * MINUTE)}) · 72 %`);
  const errors = shown.page.querySelector("[data-lead]");
  const figure = shown.page.querySelector("figure");
  expect(errors !== null && figure !== null && (errors.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0).toBe(true);
});

test("the station chosen on the map is the one that is shown, and a row pressed shows its own", async () => {
  await begin("phu-oc");
  const open = (): string | undefined => shown.page.querySelector<HTMLElement>("[data-open]")?.dataset["gauge"];
  await until(() => open() === "phu-oc.water-level");
  await shown.says("Chưa đủ lịch sử: có 12 bước, cần ít nhất 288");
  await shown.press("Sông Hương tại Kim Long");
  await until(() => open() === "kim-long.water-level");
  expect(shown.page.querySelectorAll("[data-open]")).toHaveLength(1);
});

test("a gauge without a forecast says why, never a figure; an answer that fails is said", async () => {
  await begin("phu-oc", [phuOc]);
  await shown.says("Không dự báo");
  expect(shown.page.querySelector("[data-ahead]")).toBeNull();
  shown.close();
  room.answers["forecast:list"] = () => fail({ code: "unavailable", detail: "the disk is full" });
  shown = show(<Forecast thingId={undefined} />);
  await until(() => shown.page.querySelector("[role=alert]") !== null);
  expect(shown.page.querySelector("[data-gauge]")).toBeNull();
});
