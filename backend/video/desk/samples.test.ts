import { expect, test } from "vitest";
import { Camera, type StreamState } from "#contract/camera";
import { videoSamples } from "./samples.ts";

const camera = (id: string, enabled = true) => Camera.parse({ id, name: id, position: [107.5, 16.4], streams: { main: { url: "rtsp://10.0.0.9/main" } }, enabled, version: 1, secured: false });
const counts = { sources: 2, windows: 3, bytes: 5, kept: 7, died: 1 };
const lines = (...streams: { camera: Camera; state: StreamState; up?: number }[]) =>
  videoSamples({ counts, streams: streams.map(({ camera: of, state, up }) => ({ camera: of, stream: "main" as const, state, health: { watched: up === undefined ? 0 : 1000, outages: 2, ...(up !== undefined && { up }) } })) })
    .map(({ name, value, labels }) => `${name}${labels === undefined ? "" : ` ${labels["camera"]} ${labels["stream"]}`} ${value}`);

test("the gateway's figures, and of each stream what is known of it", () => {
  expect(lines({ camera: camera("a"), state: { is: "live", since: 1, fps: 25, bitrate: 500_000, clockOff: -1500, drift: 180, picture: "still" }, up: 0.75 })).toEqual([
    "video_sources 2", "video_windows 3", "video_ring_bytes 5", "video_reel_bytes 7", "video_gateway_deaths_total 1",
    "camera_live a main 1", "camera_suspect a main 1", "camera_fps a main 25", "camera_bits_per_second a main 500000", "camera_clock_off_seconds a main -1.5", "camera_clock_drift_seconds_per_hour a main 0.18", "camera_up_ratio a main 0.75", "camera_outages a main 2",
  ]);
});
test("a lost stream sends nothing now, whatever was told last; nobody looked, or switched off: no line", () => {
  expect(lines({ camera: camera("a"), state: { is: "lost", since: 1, reason: "closed", fps: 25 } }).slice(5)).toEqual(["camera_live a main 0", "camera_suspect a main 0", "camera_fps a main 0"]);
  expect(lines({ camera: camera("a"), state: { is: "idle", since: 1 } }, { camera: camera("b", false), state: { is: "lost", since: 1, reason: "off" }, up: 1 })).toHaveLength(5);
});
