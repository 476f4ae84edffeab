import { expect, test } from "vitest";
import { frameMayGo, frameOrigins } from "./frames.ts";

const OURS = "http://127.0.0.1:7373";

test("the origins of frame-src, and of nothing else, are the list", () => {
  const policy = "default-src 'self'; frame-src 'self' https://hue.gov.vn https://cam.example:8443/live blob: data: https: *; img-src https://evil.example";
  expect(frameOrigins(policy)).toEqual(["https://hue.gov.vn", "https://cam.example:8443"]);
  expect([frameOrigins(""), frameOrigins("default-src 'self'"), frameOrigins("frame-src 'none'")]).toEqual([[], [], []]);
  expect(frameOrigins(`frame-src ${"https://a.example ".repeat(5000)}`).length).toBeLessThanOrEqual(200);
});

test.each([
  [`${OURS}/api/wall/file/1`, true],
  ["https://hue.gov.vn/any/page?x", true],
  ["about:blank", true],
  ["about:srcdoc", true],
  [`blob:${OURS}/0-0`, true],
  ["https://hue.gov.vn.evil.example/", false],
  ["http://hue.gov.vn/", false],
  ["https://user:secret@evil.example/", false],
  ["blob:https://evil.example/0", false],
  ["javascript:alert(1)", false],
  ["data:text/html,x", false],
  ["file:///etc/passwd", false],
  ["app://shell/waiting.html", false],
  ["chrome://crash", false],
  ["not an address", false],
])("a frame may go to %s: %s", (url, may) => expect(frameMayGo(url, OURS, ["https://hue.gov.vn"])).toBe(may));
