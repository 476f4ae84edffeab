import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach } from "vitest";

Reflect.set(globalThis, "IS_REACT_ACT_ENVIRONMENT", true);
const open: { root: Root; box: HTMLElement }[] = [];

afterEach(() => {
  for (const { root, box } of open.splice(0)) {
    act(() => root.unmount());
    box.remove();
  }
});

/** Puts elements into a document of their own corner; taken away after the test. */
export function render(what: ReactNode): HTMLElement {
  const box = document.createElement("div");
  document.body.append(box);
  const root = createRoot(box);
  open.push({ root, box });
  act(() => root.render(what));
  return box;
}

/** Lets signals reach the components: they speak at most once per frame. */
export async function nextFrame(): Promise<void> {
  await act(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
}

/** Types into a field as a person would. */
export function type(field: Element | null, text: string): void {
  if (!(field instanceof HTMLInputElement)) throw new Error("no such field");
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  act(() => {
    set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
