// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { coveredBy } from "./covered.ts";

/** An element with its place on the page. */
function put(parent: Element, [left, top, width, height]: [number, number, number, number]): HTMLElement {
  const made = parent.appendChild(document.createElement("div"));
  made.getBoundingClientRect = () => new DOMRect(left, top, width, height);
  return made;
}
let panel: HTMLElement;
let map: HTMLElement;
beforeEach(() => {
  document.body.replaceChildren();
  panel = put(document.body, [100, 50, 600, 400]);
  map = put(panel, [100, 50, 600, 400]);
});

test("credits and notices over the map keep their place, in the map's own pixels; the empty rest of their strip does not", () => {
  const strip = put(panel, [100, 400, 600, 50]);
  put(strip, [500, 400, 200, 50]);
  put(panel, [110, 60, 30, 200]);
  expect(coveredBy(map)).toEqual([{ left: 400, top: 350, right: 600, bottom: 400 }, { left: 10, top: 10, right: 40, bottom: 210 }]);
});

test("what lies below the map, is not shown or has no size covers nothing", () => {
  put(panel, [100, 450, 600, 40]);
  put(panel, [100, 50, 0, 0]);
  put(panel, [100, 50, 50, 50]).style.visibility = "hidden";
  expect(coveredBy(map)).toEqual([]);
});
