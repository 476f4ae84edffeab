import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { expect, test } from "vitest";
import { useDrawn, type Drawn } from "./use-drawn.ts";

function open() {
  let seen: ReturnType<typeof useDrawn> | undefined;
  const now = (): number => 5000;
  function Probe() {
    seen = useDrawn(now);
    return null;
  }
  const root = createRoot(document.createElement("div"));
  flushSync(() => root.render(createElement(Probe)));
  const drawn = (): Drawn => seen!.drawn;
  return { drawn, mode: (mode: "starting" | "gl" | "flat") => flushSync(() => seen!.onMode(mode)), painted: (at: number) => flushSync(() => seen!.onPainted(at)), close: () => flushSync(() => root.unmount()) };
}

test("a map is drawn with its first frame that has marks, not when its drawing is begun", () => {
  const map = open();
  map.mode("starting");
  map.mode("gl");
  expect(map.drawn()).toEqual({ is: false, lostAt: undefined });
  map.painted(0);
  expect(map.drawn().is).toBe(false);
  map.painted(4000);
  expect(map.drawn()).toEqual({ is: true });
  map.close();
});

test("made anew after a loss it says since when it shows nothing true, until it is painted again", () => {
  const map = open();
  map.mode("gl");
  map.painted(4000);
  map.mode("gl");
  expect(map.drawn()).toEqual({ is: false, lostAt: 5000 });
  map.mode("gl");
  expect(map.drawn()).toEqual({ is: false, lostAt: 5000 });
  map.painted(4000);
  expect(map.drawn()).toEqual({ is: true });
  map.close();
});

test("without WebGL it is drawn as soon as it is there", () => {
  const map = open();
  map.mode("flat");
  expect(map.drawn()).toEqual({ is: true });
  map.close();
});
