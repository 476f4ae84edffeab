import { expect, test } from "vitest";
import { FIRST, pageAfter, type Page, type PageEvent } from "./use-page.ts";

const after = (...events: PageEvent[]): Page => events.reduce(pageAfter, FIRST);
const framed = (turn: number, at = 5): PageEvent => ({ is: "framed", turn, at });
const answered = (turn: number, at = 5): PageEvent => ({ is: "answered", turn, at });
const failed = (turn: number): PageEvent => ({ is: "failed", turn, why: "unreachable" });
const ASK: PageEvent = { is: "ask" };

test.each([["frame first", [framed(0), answered(0)]], ["answer first", [answered(0), framed(0)]]])("a page is there when its frame has loaded and its address has answered: %s", (_, events) => {
  expect(after()).toMatchObject({ shown: undefined, coming: 0 });
  expect(after(...events.slice(0, 1))).toMatchObject({ shown: undefined, coming: 0 });
  expect(after(...events)).toEqual({ shown: 0, loadedAt: 5, coming: undefined, half: undefined, failed: undefined });
});
test("a frame that loads twice (it moved on by itself) has not answered", () => {
  expect(after(framed(0), framed(0))).toMatchObject({ shown: undefined, coming: 0 });
});
test("while it is loaded again the old one stays: no empty cell", () => {
  expect(after(framed(0), answered(0), ASK)).toMatchObject({ shown: 0, coming: 1, loadedAt: 5 });
  expect(after(framed(0), answered(0), ASK, framed(1), answered(1, 9))).toMatchObject({ shown: 1, coming: undefined, loadedAt: 9 });
});
test("when that fails the old one stays with its age, and the failure is known until one succeeds", () => {
  const broken = after(framed(0), answered(0), ASK, failed(1));
  expect(broken).toEqual({ shown: 0, loadedAt: 5, coming: undefined, half: undefined, failed: "unreachable" });
  expect(pageAfter(broken, ASK)).toMatchObject({ failed: "unreachable", shown: 0 });
  expect([ASK, framed(1), answered(1, 7)].reduce(pageAfter, broken)).toMatchObject({ failed: undefined, loadedAt: 7 });
});
test("a browser's own page of a refused connection says it is loaded: it is never shown", () => {
  expect(after(framed(0), failed(0))).toMatchObject({ shown: undefined, failed: "unreachable" });
  expect(after(failed(0), framed(0))).toMatchObject({ shown: undefined, failed: "unreachable" });
  expect(after(answered(7))).toEqual(FIRST);
});
test("a page on show whose address answers no more is known to be old; it stays, and is there again when it loads again", () => {
  const there = after(framed(0), answered(0));
  const gone = pageAfter(there, { is: "checked", why: "unreachable" });
  expect(gone).toMatchObject({ shown: 0, loadedAt: 5, failed: "unreachable" });
  expect([ASK, framed(1), answered(1, 9)].reduce(pageAfter, gone)).toEqual({ shown: 1, loadedAt: 9, coming: undefined, half: undefined, failed: undefined });
  expect(pageAfter(there, { is: "checked", why: undefined })).toBe(there);
});
