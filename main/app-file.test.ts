import fc from "fast-check";
import { sep } from "node:path";
import { describe, expect, test } from "vitest";
import { fileOf, rangeOf } from "./app-file.ts";

const FOLDER = "/srv/pages";
const named = (path: string) => fileOf(new URL(`app://shell${path}`), FOLDER)?.path;

describe("a file of the shell's origin", () => {
  test("is one below the folder, of a known kind", () => {
    expect(fileOf(new URL("app://shell/waiting.html?x=1#y"), FOLDER)).toEqual({ path: `${FOLDER}/waiting.html`, type: "text/html; charset=utf-8" });
    expect(named("/a/b-1.css")).toBe(`${FOLDER}/a/b-1.css`);
  });

  test.each([
    "/", "/..", "/../x.html", "/%2e%2e/x.html", "/..%2fx.html", "/a/%2e%2e/%2e%2e/x.html", "/%2e%2e%5cx.html", "/..\\x.html", "//etc/x.html", "/a//x.html",
    "/x.html%00.css", "/%zz.html", "/C:/x.html", "/x.js", "/x", "/.../x.html", "/x.html/", "/~/x.html",
  ])("is not at %s", (path) => {
    const found = named(path);
    // What the URL parser itself resolves stays inside; everything else is refused.
    expect(found === undefined || found === `${FOLDER}/x.html`).toBe(true);
  });

  test("never lies outside, whatever the address", () => {
    const piece = fc.constantFrom("..", ".", "%2e", "%2E%2e", "/", "%2f", "\\", "%5c", "a", "x.html", "%00", "~", ":", "?", "#", "é");
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const found = fileOf(new URL(`app://shell/${pieces.join("")}`), FOLDER);
      expect(found === undefined || found.path.startsWith(FOLDER + sep)).toBe(true);
    }));
  });
});

describe("a range of a file of 10 bytes", () => {
  test.each([
    [null, "all"], ["", "all"], ["bytes=0-9", { first: 0, last: 9 }], ["bytes=0-", { first: 0, last: 9 }], ["bytes=2-3", { first: 2, last: 3 }],
    ["bytes=-4", { first: 6, last: 9 }], ["bytes=-99", { first: 0, last: 9 }], ["bytes=5-99", { first: 5, last: 9 }],
    ["bytes=10-", "none"], ["bytes=99-100", "none"], ["bytes=-0", "none"],
    ["bytes=3-2", "all"], ["bytes=0-1,3-4", "all"], ["items=0-1", "all"], ["bytes=-", "all"], ["bytes=a-b", "all"], [`bytes=${"9".repeat(16)}-`, "all"],
  ] as const)("%s → %j", (header, range) => expect(rangeOf(header, 10)).toEqual(range));

  test("of an empty file is none", () => expect([rangeOf("bytes=0-", 0), rangeOf("bytes=-1", 0), rangeOf(null, 0)]).toEqual(["none", "none", "all"]));

  test("always lies inside", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }), (size, a, b) => {
      for (const header of [`bytes=${a}-${b}`, `bytes=${a}-`, `bytes=-${b}`]) {
        const range = rangeOf(header, size);
        if (typeof range === "object") expect(range.first >= 0 && range.first <= range.last && range.last < size).toBe(true);
      }
    }));
  });
});
