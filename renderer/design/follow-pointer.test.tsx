import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { followPointer } from "./follow-pointer.ts";

let heard: string[] = [];
let root: Root;
let box: HTMLElement;
beforeEach(() => {
  heard = [];
  const place = document.body.appendChild(document.createElement("div"));
  root = createRoot(place);
  act(() => root.render(<button type="button" onPointerDown={(event) => followPointer(event, { from: 5, move: (at) => void heard.push(`move ${at.clientX}`), end: (at) => void heard.push(at === undefined ? "given up" : `let go ${at.clientX}`) })}>ô</button>));
  box = place.querySelector("button")!;
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
});
const press = (button = 0): void => void box.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button, clientX: 10, clientY: 10 }));
const point = (kind: "pointermove" | "pointerup" | "pointercancel", x = 10): void => void dispatchEvent(new PointerEvent(kind, { clientX: x, clientY: 10 }));
function strike(key: string): KeyboardEvent {
  const stroke = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  document.body.dispatchEvent(stroke);
  return stroke;
}

test("a press that hardly moves is none of a drag", () => {
  press();
  point("pointermove", 13);
  point("pointerup", 13);
  expect(heard).toEqual(["given up"]);
});
test("a drag is told from its first five pixels on, back near its beginning too, to where it is let go", () => {
  press();
  for (const x of [12, 15, 40, 11]) point("pointermove", x);
  point("pointerup", 60);
  expect(heard).toEqual(["move 15", "move 40", "move 11", "let go 60"]);
});
test("Escape gives a drag up and is nobody else's; other keys change nothing", () => {
  const others: string[] = [];
  const other = (stroke: KeyboardEvent): void => void others.push(stroke.key);
  document.body.addEventListener("keydown", other);
  press();
  point("pointermove", 40);
  strike("a");
  const stroke = strike("Escape");
  point("pointermove", 80);
  point("pointerup", 80);
  document.body.removeEventListener("keydown", other);
  expect(heard).toEqual(["move 40", "given up"]);
  expect([stroke.defaultPrevented, others]).toEqual([true, ["a"]]);
});
test("before it is a drag, Escape stays everybody's", () => {
  press();
  expect(strike("Escape").defaultPrevented).toBe(false);
  expect(heard).toEqual(["given up"]);
});
test.each([1, 2])("a press of button %i is none", (button) => {
  press(button);
  point("pointermove", 40);
  point("pointerup", 40);
  expect(heard).toEqual([]);
});
test("a pointer that is lost gives the drag up", () => {
  press();
  point("pointermove", 40);
  point("pointercancel");
  point("pointermove", 80);
  expect(heard).toEqual(["move 40", "given up"]);
});
test("once it is over nothing is heard any more", () => {
  press();
  point("pointermove", 40);
  point("pointerup", 40);
  heard = [];
  for (const kind of ["pointermove", "pointerup", "pointercancel"] as const) point(kind, 90);
  strike("Escape");
  expect(heard).toEqual([]);
});
