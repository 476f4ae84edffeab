import { expect, test } from "vitest";
import type { OnvifCamera } from "#contract/onvif";
import { profileWords, streamsOf } from "./onvif.ts";

const profile = (name: string, more: Partial<OnvifCamera["profiles"][number]> = {}): OnvifCamera["profiles"][number] => ({ token: name, name, codec: "H264", url: `rtsp://10.0.0.9/${name}`, turns: false, ...more });

test("a profile is told in one line, with what the camera says of it and no more", () => {
  expect(profileWords(profile("a", { width: 1920, height: 1080, fps: 25 }), "vi")).toBe("a · H264 · 1920 × 1080 · 25 hình/s");
  expect(profileWords(profile("a", { width: 1920 }), "en")).toBe("a · H264");
});
test.each<[string, [number, number | undefined], object]>([
  ["main and sub", [0, 1], { main: "rtsp://10.0.0.9/a", sub: "rtsp://10.0.0.9/b", transport: "tcp" }],
  ["no sub-stream", [1, undefined], { main: "rtsp://10.0.0.9/b", sub: "" }],
  ["twice the same: once", [0, 0], { main: "rtsp://10.0.0.9/a", sub: "" }],
  ["an encrypted one goes with TLS", [2, undefined], { main: "rtsps://10.0.0.9/c", transport: "tls" }],
])("streams are filled in: %s", (_, [main, sub], expected) => expect(streamsOf({ profiles: [profile("a"), profile("b"), profile("c", { url: "rtsps://10.0.0.9/c" })], main: 0 }, main, sub)).toMatchObject(expected));
