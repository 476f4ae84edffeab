import { expect, test } from "vitest";
import { Camera, CameraId, type StreamState } from "#contract/camera";
import type { Fact, NewFact } from "#contract/fact";
import { ok } from "#contract/result";
import { handClock } from "../../test/kit/hand-clock.ts";
import { openHandWorld, START } from "../../test/kit/hand-world.ts";
import { quietLog } from "../../test/kit/quiet-log.ts";
import { QUALITIES } from "#contract/observation";
import { openCameraHealth } from "./camera-health.ts";
import { CAMERA_RULES } from "./camera-rules.ts";

const LIVE: StreamState = { is: "live", since: 1, fps: 25 };
const GONE: StreamState = { is: "lost", since: 1, reason: "unreachable" };
const idOf = (n: number) => CameraId.parse(`cam-${n}`);

/** A room of sixteen cameras, its clock in the test's hand. */
function room() {
  const hand = openHandWorld();
  const saved = (n: number, enabled = true): NewFact => ({ kind: "camera:saved", at: START, loginChanged: false, camera: Camera.parse({ id: idOf(n), name: `Camera ${n}`, position: [107.6, 16.46], streams: { main: { url: "rtsp://10.0.0.9/x" } }, enabled, secured: false, version: 1 }) });
  hand.apply(...Array.from({ length: 16 }, (_, n) => saved(n)));
  const clock = handClock(START);
  const now = { states: new Map<CameraId, StreamState>(), away: undefined as number | undefined };
  let series = hand.state.datastreams.size;
  const open = () => openCameraHealth({
    state: hand.state, clock, log: quietLog(), nextSeries: () => series++,
    video: () => ({ states: (id) => ({ main: now.away === undefined ? (now.states.get(id) ?? LIVE) : { ...GONE, reason: "gateway" } }), awaySince: () => now.away }),
    ledger: { commit: async (facts) => ok(hand.apply(...facts).map((fact, seq): Fact => ({ ...fact, seq }))) },
    intake: { deliver: ({ readings }) => {
      for (const { datastreamId, result, quality } of readings) hand.observe(datastreamId, result, { q: QUALITIES.indexOf(quality ?? "good") });
      return true;
    } },
  });
  let health = open();
  /** As a kill does: what it knew of cameras is gone. */
  const restart = (): void => {
    health.close();
    health = open();
  };
  async function pass(minutes: number): Promise<void> {
    for (let s = 0; s < minutes * 60; s += 5) {
      clock.pass(5000);
      for (let i = 0; i < 100; i++) await Promise.resolve();
      hand.pass(5000);
    }
  }
  const alarms = () => [...hand.state.alarms.values()].filter(({ inAlarm }) => inAlarm);
  return { hand, now, pass, alarms, saved, restart };
}

test("healthy cameras open nothing: no datastream, no rule, no source", async () => {
  const { hand, pass } = room();
  const before = hand.state.datastreams.size;
  await pass(10);
  expect([hand.state.datastreams.size, hand.state.rules.has(CAMERA_RULES[0]!.id), hand.state.sources.size]).toEqual([before, false, 0]);
});
test("H-12.2 a camera lost for longer than its rule says is an ordinary alarm of the technician's priority, with H-IV's two hours as its deadline; back for five minutes it is over", async () => {
  const { hand, now, pass, alarms } = room();
  now.states.set(idOf(3), GONE);
  await pass(2.9);
  expect(alarms()).toEqual([]);
  await pass(0.5);
  expect(alarms()).toMatchObject([{ priority: "routine", state: "unack", message: "Camera 3: camera mất hình quá 3 phút", thingId: "camera.cam-3" }]);
  expect(alarms()[0]!.escalateAt).toMatchObject({ priority: "medium", due: alarms()[0]!.raisedAt + 7_200_000 });
  await pass(10);
  expect(alarms()).toHaveLength(1);
  now.states.delete(idOf(3));
  await pass(4);
  expect(alarms()).toHaveLength(1);
  await pass(2);
  expect(alarms()).toEqual([]);
  expect(hand.state.datastreams.has("cam-3.health-lost" as never)).toBe(true);
});
test("the gateway's end is one alarm, not sixteen; so are sixteen cameras behind one switch", async () => {
  const { now, pass, alarms } = room();
  now.away = START;
  await pass(5);
  expect(alarms().map(({ ruleId, priority }) => [ruleId, priority])).toEqual([["camera-health-away", "medium"]]);
  now.away = undefined;
  await pass(2);
  expect(alarms()).toEqual([]);
  for (let n = 0; n < 16; n++) now.states.set(idOf(n), GONE);
  await pass(6);
  expect(alarms().map(({ ruleId, message }) => [ruleId, message])).toEqual([["camera-health-together", "16 camera cùng mất hình: có thể do một nguyên nhân chung"]]);
  now.states.clear();
  await pass(3);
  expect(alarms()).toEqual([]);
});
test("a picture that stands still, a covered one and a clock that is off each have an alarm of their own", async () => {
  const { now, pass, alarms } = room();
  now.states.set(idOf(0), { ...LIVE, picture: "still" });
  now.states.set(idOf(1), { ...LIVE, picture: "plain" });
  now.states.set(idOf(2), { ...LIVE, clockOff: -42_000, drift: 9000 });
  await pass(4);
  expect(alarms()).toEqual([]);
  await pass(8);
  expect(alarms().map(({ message }) => message).toSorted()).toEqual(["Camera 0: hình camera không đổi", "Camera 1: hình camera tối hoặc bị che", "Camera 2: đồng hồ camera lệch 42 giây", "Camera 2: đồng hồ camera lệch thêm 9 giây mỗi giờ"].toSorted());
});
test("taken out of service by plan a camera has no alarm; a rule that was removed does not come back", async () => {
  const { hand, now, pass, alarms, saved } = room();
  now.states.set(idOf(3), GONE);
  await pass(4);
  expect(alarms()).toHaveLength(1);
  hand.apply(saved(3, false));
  now.states.set(idOf(3), { is: "lost", since: 1, reason: "off" });
  await pass(6);
  expect(alarms()).toEqual([]);
  hand.apply({ kind: "rule:removed", at: START, ruleId: CAMERA_RULES[0]!.id, by: "op" as never });
  now.states.set(idOf(5), GONE);
  await pass(10);
  expect(alarms()).toEqual([]);
  expect(hand.state.rules.has(CAMERA_RULES[0]!.id)).toBe(false);
});
test("a camera removed just before the centre was killed leaves no alarm behind", async () => {
  const { hand, now, pass, alarms, restart } = room();
  for (const n of [3, 5]) now.states.set(idOf(n), GONE);
  await pass(4);
  expect(alarms()).toHaveLength(2);
  hand.apply({ kind: "camera:removed", at: START, cameraId: idOf(3), by: "op" as never });
  restart();
  await pass(6);
  expect(alarms().map(({ message }) => message)).toEqual(["Camera 5: camera mất hình quá 3 phút"]);
});
