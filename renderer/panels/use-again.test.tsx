import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Held } from "../live/held.ts";
import { link } from "../live/socket.ts";
import { AGAIN_S, useAgain, useTurn } from "./use-again.ts";

let asked = 0;
const again = (): void => void (asked += 1);
function Failing({ failure }: { failure: object | undefined }) {
  useAgain(failure, again);
  return null;
}
const root = createRoot(document.createElement("div"));
const draw = (failure: object | undefined, held = false): void => act(() => root.render(<Held value={held}><Failing failure={failure} /></Held>));
const pass = (seconds: number): void => act(() => void vi.advanceTimersByTime(seconds * 1000));
const up = link.get();
/** Signals are told with the next frame. */
function setLink(state: typeof up.state): void {
  act(() => link.set({ ...up, state }));
  pass(1);
}

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  setLink("connected");
});
afterEach(() => {
  draw(undefined);
  setLink(up.state);
  vi.useRealTimers();
});

test("each failure is asked after once its time is up, the second one like the first; what is well is left alone", () => {
  draw({});
  pass(AGAIN_S - 1);
  expect(asked).toBe(0);
  pass(1);
  expect(asked).toBe(1);
  pass(AGAIN_S * 4);
  expect(asked).toBe(1);
  draw({});
  pass(AGAIN_S);
  expect(asked).toBe(2);
  draw(undefined);
  pass(AGAIN_S * 4);
  expect(asked).toBe(2);
});

test("a frozen cell and a cut link wait; then the whole time begins anew", () => {
  const failure = {};
  draw(failure, true);
  pass(AGAIN_S * 4);
  expect(asked).toBe(0);
  draw(failure);
  setLink("connecting");
  pass(AGAIN_S * 4);
  expect(asked).toBe(0);
  setLink("connected");
  pass(AGAIN_S);
  expect(asked).toBe(1);
});

test("a turn grows by each call, and its function stays the same", () => {
  const seen: (readonly [number, () => void])[] = [];
  function Turning() {
    seen.push(useTurn());
    return null;
  }
  act(() => root.render(<Turning />));
  act(() => seen[0]?.[1]());
  expect(seen.at(-1)?.[0]).toBe(1);
  expect(seen.at(-1)?.[1]).toBe(seen[0]?.[1]);
});
