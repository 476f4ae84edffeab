import { expect, test } from "vitest";
import { openOutside } from "./outside.ts";

function outside(header: string | undefined = "https://hop.hue.gov.vn https://meet.hue.gov.vn:8443") {
  const opened: string[] = [];
  let now = 0;
  const own = openOutside({ hand: (url) => opened.push(url), now: () => now });
  own.told(header);
  return { own, opened, pass: (ms: number) => (now += ms) };
}

test.each<[string, string, boolean]>([
  ["a meeting of the city", "https://hop.hue.gov.vn/phong/1?lang=vi", true],
  ["its other port", "https://meet.hue.gov.vn:8443/a", true],
  ["a port not listed", "https://hop.hue.gov.vn:8443/a", false],
  ["without TLS", "http://hop.hue.gov.vn/a", false],
  ["another host", "https://evil.example/", false],
  ["a host that begins alike", "https://hop.hue.gov.vn.evil.example/", false],
  ["a user name that looks like the host", "https://hop.hue.gov.vn@evil.example/", false],
  ["a password in it", "https://a:b@hop.hue.gov.vn/", false],
  ["a file", "file:///etc/passwd", false],
  ["a program", "smb://hop.hue.gov.vn/x", false],
  ["no address", "hop", false],
  ["too long", `https://hop.hue.gov.vn/${"a".repeat(1000)}`, false],
])("opened outside: %s", (_, url, expected) => {
  const { own, opened } = outside();
  expect(own.open(url)).toBe(expected);
  expect(opened.length).toBe(expected ? 1 : 0);
});

test("without a list, or with one of nonsense, nothing is opened", () => {
  expect(outside("").own.open("https://hop.hue.gov.vn/")).toBe(false);
  expect(outside("http://hop.hue.gov.vn * 'self'").own.open("https://hop.hue.gov.vn/")).toBe(false);
  const { own } = outside();
  own.told(undefined);
  expect(own.open("https://hop.hue.gov.vn/")).toBe(false);
});

test("a page gone wild opens one window, not a hundred", () => {
  const { own, opened, pass } = outside();
  for (let i = 0; i < 100; i++) own.open("https://hop.hue.gov.vn/");
  expect(opened.length).toBe(1);
  pass(2000);
  expect(own.open("https://hop.hue.gov.vn/")).toBe(true);
});
