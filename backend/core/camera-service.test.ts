import { describe, expect, test } from "vitest";
import { Camera, CameraId } from "#contract/camera";
import type { Fact, NewFact } from "#contract/fact";
import { AccountId, SiteId } from "#contract/ids";
import { cameraService } from "./camera-service.ts";

const MIN = 60_000;
const id = CameraId.parse("cau");
const started = (at: number, more: { clean?: boolean; aliveAt?: number } = {}): NewFact => ({ kind: "backend:started", version: "1", site: SiteId.parse("hue"), clean: true, at: at * MIN, ...more });
const saved = (at: number, enabled = true, of = id): NewFact => ({ kind: "camera:saved", at: at * MIN, loginChanged: false, camera: Camera.parse({ id: of, name: of, position: [107.5, 16.4], streams: { main: { url: "rtsp://10.0.0.9/x" } }, enabled, secured: false, version: 1 }) });
const watched = (at: number, since = at, stream: "main" | "sub" = "main"): NewFact => ({ kind: "camera:watched", at: at * MIN, streams: [{ cameraId: id, stream, since: since * MIN }] });
const unwatched = (at: number, since: number, stream: "main" | "sub" = "main"): NewFact => ({ kind: "camera:unwatched", at: at * MIN, streams: [{ cameraId: id, stream, since: since * MIN }] });
const lost = (at: number, since = at, stream: "main" | "sub" = "main"): NewFact => ({ kind: "camera:lost", at: at * MIN, cameraId: id, stream, reason: "closed", since: since * MIN });
const back = (at: number, lostFor: number, stream: "main" | "sub" = "main"): NewFact => ({ kind: "camera:back", at: at * MIN, cameraId: id, stream, lostFor: lostFor * MIN });
const at = (kind: "backend:stopped", minute: number): NewFact => ({ kind, at: minute * MIN });
const gateway = (minute: number, awayFor?: number): NewFact => (awayFor === undefined ? { kind: "video:gateway-died", at: minute * MIN, detail: "SIGKILL" } : { kind: "video:gateway-back", at: minute * MIN, awayFor: awayFor * MIN });

/** Of the hour from minute 100 to 160, in minutes. */
function hour(...facts: NewFact[]): unknown {
  const told = cameraService(facts.map((fact, seq): Fact => ({ ...fact, seq })), { from: 100 * MIN, to: 160 * MIN }).get(id);
  return told && Object.fromEntries(Object.entries(told).map(([key, value]) => [key, key === "losses" ? value : value / MIN]).filter(([, value]) => value !== 0));
}

describe("H-13.1 a camera's up-time is counted from the journal", () => {
  test.each<[string, NewFact[], object]>([
    ["watched the whole hour, since before it", [started(0), saved(1), watched(50)], { up: 60 }],
    ["lost and back, by when it was and not when it was told", [started(0), saved(1), watched(50), lost(115, 110), back(131, 20)], { up: 40, fault: 20, losses: 1 }],
    ["an outage that began before the hour and goes on", [started(0), saved(1), watched(50), lost(90)], { fault: 60 }],
    ["one stream of two without pictures", [started(0), saved(1), watched(50), watched(50, 50, "sub"), lost(120, 120, "sub"), back(130, 10, "sub")], { up: 50, fault: 10, losses: 1 }],
    ["taken out of service by a person, though it stood without pictures", [started(0), saved(1), watched(50), lost(110), saved(120, false), saved(140)], { up: 10, fault: 30, off: 20, losses: 1 }],
    ["nobody looked for a while", [started(0), saved(1), watched(50), unwatched(135, 130), watched(150)], { up: 40, unwatched: 20 }],
    ["an outage nobody looked at any more is known of no longer", [started(0), saved(1), watched(50), lost(110), unwatched(135, 130)], { up: 10, fault: 20, unwatched: 30, losses: 1 }],
    ["the gateway died: nobody could know", [started(0), saved(1), watched(50), gateway(120), gateway(125, 5)], { up: 55, centre: 5 }],
    ["the centre stopped and began again, and what was known is known anew", [started(0), saved(1), watched(50), lost(105), at("backend:stopped", 120), started(130), watched(140)], { up: 25, fault: 15, centre: 10, unwatched: 10, losses: 1 }],
    ["the centre was killed: it ended when it last did anything", [started(0), saved(1), watched(50), started(130, { clean: false, aliveAt: 110 * MIN }), watched(130)], { up: 40, centre: 20 }],
    ["a camera that came in the middle has no time before", [started(0), saved(120), watched(120)], { up: 40 }],
    ["and one that was removed none after", [started(0), saved(1), watched(50), { kind: "camera:removed", at: 130 * MIN, cameraId: id, by: AccountId.parse("k") }], { up: 30 }],
    ["removed while it had no picture and added again it begins anew", [started(0), saved(1), watched(50), lost(110), { kind: "camera:removed", at: 120 * MIN, cameraId: id, by: AccountId.parse("k") }, saved(130), watched(140)], { up: 30, fault: 10, unwatched: 10, losses: 1 }],
  ])("%s", (_name, facts, expected) => expect(hour(...facts)).toEqual(expected));
  test("before the journal began there is no time of it; a camera of another period is not told", () => {
    expect(hour(started(200), saved(200), watched(200))).toBeUndefined();
  });
});
