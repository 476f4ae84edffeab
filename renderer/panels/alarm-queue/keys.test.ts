import { expect, test } from "vitest";
import { BINDINGS, commandOf, type Command } from "./keys.ts";

const stroke = (key: string, over: Partial<KeyboardEvent> = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...over });

test.each<[string, Partial<KeyboardEvent>, Command | undefined]>([
  ["a", {}, "acknowledge"],
  ["A", { shiftKey: true }, "acknowledge-page"],
  ["a", { ctrlKey: true }, "select-all"],
  ["A", { ctrlKey: true, shiftKey: true }, undefined],
  ["a", { altKey: true }, undefined],
  ["r", { ctrlKey: true }, undefined],
  ["r", {}, "reset"],
  ["ArrowDown", { shiftKey: true }, "extend-next"],
  ["?", { shiftKey: true }, "help"],
  ["/", {}, "search"],
  ["Enter", {}, "open"],
  ["x", {}, undefined],
])("%s %o is %s (F-14: the loop by keyboard)", (key, over, command) => expect(commandOf(stroke(key, over))).toBe(command));

test("a capital letter without Shift (Caps Lock) is the plain command", () => expect(commandOf(stroke("A"))).toBe("acknowledge"));

test("every key in the help table does what the table says", () => {
  const sent: Record<string, string> = { "↓": "ArrowDown", "↑": "ArrowUp", "→": "ArrowRight", "←": "ArrowLeft", Space: " ", Esc: "Escape" };
  for (const { command, keys } of BINDINGS) for (const shown of keys) {
    const parts = shown.split("+");
    const name = parts.at(-1) ?? "";
    const got = commandOf(stroke(sent[name] ?? name, { shiftKey: parts.includes("Shift"), ctrlKey: parts.includes("Ctrl") }));
    expect(got, shown).toBe(command);
  }
});
