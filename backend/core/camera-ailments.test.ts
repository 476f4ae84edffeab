import { expect, test } from "vitest";
import { CameraId, type StreamState } from "#contract/camera";
import { openAilments, type SeenCamera } from "./camera-ailments.ts";

const MIN = 60_000;
const LIVE: StreamState = { is: "live", since: 1 };
const GONE: StreamState = { is: "lost", since: 1, reason: "closed" };
const AWAY: StreamState = { is: "lost", since: 1, reason: "gateway" };
const seen = (id: string, state: StreamState, enabled = true): SeenCamera => ({ camera: { id: CameraId.parse(id), enabled }, states: [state] });

/** Looks every five seconds. @returns what was said, as "camera is value" */
function lived() {
  const ailments = openAilments();
  let steady = 1000;
  return (minutes: number, cameras: SeenCamera[], away = false): string[] => {
    const said: string[] = [];
    for (const end = steady + minutes * MIN; steady < end; steady += 5000) said.push(...ailments.look(cameras, away, steady).map(({ cameraId, is, value, service }) => `${cameraId ?? "all"} ${is} ${value}${service ? "" : " out"}`));
    return said;
  };
}
const sick = (said: readonly string[]): string[] => said.filter((one) => !/ 0( out)?$/.test(one));

test("H-12.2 a lost camera's minutes are told one by one, and its return at once", () => {
  const live = lived();
  expect(sick(live(2, [seen("a", LIVE), seen("b", LIVE)]))).toEqual([]);
  expect(sick(live(4.5, [seen("a", GONE), seen("b", LIVE)]))).toEqual(["a lost 1", "a lost 2", "a lost 3", "a lost 4"]);
  expect(live(0.05, [seen("a", LIVE), seen("b", LIVE)])).toEqual(["a lost 0"]);
});
test("nothing is said of what nobody knows: a camera nobody looks at stays as it was", () => {
  const live = lived();
  live(2.5, [seen("a", GONE)]);
  expect(live(20, [seen("a", { is: "idle", since: 1 })])).toEqual([]);
  expect(live(0.05, [seen("a", { is: "connecting", since: 1 })])).toEqual([]);
});
test("the gateway's end is told once, of all cameras together, and of no camera", () => {
  const live = lived();
  const many = (state: StreamState) => Array.from({ length: 16 }, (_, i) => seen(`c${i}`, state));
  live(1, many(LIVE));
  expect(live(3.2, many(AWAY), true)).toEqual(["all away 1", "all away 2", "all away 3"]);
  expect(live(3, many(LIVE))).toEqual(["all away 0"]);
});
test("many cameras lost at once have one cause, told once; those that stay lost are told after it, by their own time", () => {
  const live = lived();
  const all = (lost: number) => Array.from({ length: 16 }, (_, i) => seen(`c${String(i).padStart(2, "0")}`, i < lost ? GONE : LIVE));
  live(1, all(0));
  expect(sick(live(6, all(16))).every((one) => one === "all together 16")).toBe(true);
  // The switch is back, one camera after the other: nobody is told to see to those that follow in a moment.
  expect(sick(live(0.5, all(7)))).toEqual([]);
  expect(live(0.5, all(1))).toEqual([]);
  expect(sick(live(1.1, all(1)))).toEqual(["c00 lost 1", "c00 lost 2"]);
});
test("cameras lost one after the other have no common cause, and each is told; a real common cause beside them is still told, of those it took alone", () => {
  const live = lived();
  const all = (lost: number) => Array.from({ length: 12 }, (_, i) => seen(`c${i}`, i < lost ? GONE : LIVE));
  for (let lost = 1; lost <= 5; lost++) expect(new Set(sick(live(10, all(lost))).map((one) => one.split(" ")[0]))).toEqual(new Set(Array.from({ length: lost }, (_, i) => `c${i}`)));
  expect(sick(live(5, all(10))).filter((one) => one.startsWith("all") || one.startsWith("c9"))).toEqual(["all together 5"]);
  // One that is lost long after the others is no part of it.
  expect(new Set(sick(live(2, all(11))).map((one) => one.split(" ")[0]))).toContain("c10");
});
test("a camera nobody looked at for five minutes is lost anew when somebody looks; the gateway's absence is no such time", () => {
  const live = lived();
  live(2.5, [seen("a", GONE), seen("b", LIVE)]);
  live(20, [seen("a", { is: "idle", since: 1 }), seen("b", LIVE)]);
  expect(live(0.5, [seen("a", GONE), seen("b", LIVE)])).toEqual([]);
  expect(sick(live(1, [seen("a", GONE), seen("b", LIVE)]))).toEqual(["a lost 1"]);
  live(20, [seen("a", AWAY), seen("b", AWAY)], true);
  expect(sick(live(0.05, [seen("a", GONE), seen("b", LIVE)]))).toEqual(["a lost 21"]);
});
test("before anything is known after a start nothing is said: an alarm of many cameras that was there stays", () => {
  const live = lived();
  const many = (state: StreamState) => Array.from({ length: 8 }, (_, i) => seen(`c${i}`, state));
  expect(live(1, many({ is: "connecting", since: 1 })).filter((one) => one.includes("together"))).toEqual([]);
  expect(live(1, many(GONE)).filter((one) => one.includes("together"))).toEqual(["all together 8"]);
});
test("one that was told before the others were lost goes on being told; three of sixteen are three", () => {
  const live = lived();
  const all = (lost: number) => Array.from({ length: 16 }, (_, i) => seen(`c${i}`, i < lost ? GONE : LIVE));
  expect(sick(live(1.5, all(3)))).toEqual(["c0 lost 1", "c1 lost 1", "c2 lost 1"]);
  expect(new Set(sick(live(1, all(12))).map((one) => one.split(" ")[0]))).toEqual(new Set(["c0", "c1", "c2", "all"]));
});
test("taken out of service, or removed, it has no ailment any more, and that is said", () => {
  const live = lived();
  live(2, [seen("a", GONE), seen("b", { ...LIVE, picture: "plain" })]);
  expect(live(0.5, [seen("a", GONE, false)])).toEqual(expect.arrayContaining(["a lost 0 out", "b plain 0 out"]));
  expect(live(5, [seen("a", GONE, false)])).toEqual([]);
});
test("pictures and clocks: as they change, at most each minute, and again while something is wrong", () => {
  const live = lived();
  const at = (more: Partial<StreamState>) => [seen("a", { ...LIVE, ...more })];
  expect(live(0.1, at({ picture: "still", clockOff: -12_900, drift: 3600 }))).toEqual(expect.arrayContaining(["a still 1", "a plain 0", "a clock 12", "a drift 3"]));
  expect(sick(live(9.8, at({ picture: "still", clockOff: -12_900, drift: 3600 })))).toEqual([]);
  expect(sick(live(1, at({ picture: "still", clockOff: -12_900, drift: 3600 })))).toEqual(["a still 1", "a clock 12", "a drift 3"]);
  expect(live(0.1, at({ clockOff: 40 }))).toEqual(["a still 0", "a clock 0"]);
  expect(sick(live(5, at({ is: "late", clockOff: -11_000 })))).toEqual([]);
});
