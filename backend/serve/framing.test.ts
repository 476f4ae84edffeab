import { expect, test } from "vitest";
import { mayBeFramed } from "./framing.ts";

const ROOM = "http://10.0.0.5:7373";
const PAGE = new URL("https://thoitiet.example/hue");
const may = (headers: Record<string, string>, embedder = ROOM, page = PAGE): boolean => mayBeFramed(new Headers(headers), page, embedder);

test.each<[string, Record<string, string>, boolean]>([
  ["says nothing", {}, true],
  ["X-Frame-Options: DENY", { "x-frame-options": "DENY" }, false],
  ["X-Frame-Options: SAMEORIGIN", { "x-frame-options": "sameorigin" }, false],
  ["a word no browser knows", { "x-frame-options": "ALLOW-FROM https://a.example" }, true],
  ["frame-ancestors 'none'", { "content-security-policy": "default-src 'self'; frame-ancestors 'none'" }, false],
  ["frame-ancestors 'self'", { "content-security-policy": "frame-ancestors 'self'" }, false],
  ["frame-ancestors *", { "content-security-policy": "frame-ancestors *" }, true],
  ["frame-ancestors http:", { "content-security-policy": "frame-ancestors http:" }, true],
  ["frame-ancestors https:", { "content-security-policy": "frame-ancestors https:" }, false],
  ["the room by host and port", { "content-security-policy": "frame-ancestors http://10.0.0.5:7373" }, true],
  ["the room's host on another port", { "content-security-policy": "frame-ancestors http://10.0.0.5" }, false],
  ["the room on any port", { "content-security-policy": "frame-ancestors http://10.0.0.5:*" }, true],
  ["another host", { "content-security-policy": "frame-ancestors https://hue.gov.vn" }, false],
  ["CSP goes before X-Frame-Options", { "x-frame-options": "DENY", "content-security-policy": "frame-ancestors *" }, true],
  ["of two policies one refuses", { "content-security-policy": "frame-ancestors *, frame-ancestors 'none'" }, false],
  ["a policy without a word on frames", { "content-security-policy": "default-src 'self'" }, true],
  ["what is no source", { "content-security-policy": "frame-ancestors ///" }, false],
])("a page that %s", (_what, headers, framed) => expect(may(headers)).toBe(framed));

test("a subdomain is told from its domain", () => {
  const csp = { "content-security-policy": "frame-ancestors https://*.hue.gov.vn" };
  expect(may(csp, "https://ioc.hue.gov.vn")).toBe(true);
  expect(may(csp, "https://hue.gov.vn")).toBe(false);
  expect(may(csp, "https://evilhue.gov.vn")).toBe(false);
});
test("the page's own origin is 'self'", () => expect(may({ "x-frame-options": "SAMEORIGIN" }, PAGE.origin)).toBe(true));
