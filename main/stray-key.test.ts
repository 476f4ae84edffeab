import { expect, test } from "vitest";
import { isStray, losesPage, type KeyPress } from "./stray-key.ts";

/** "Control+Shift+I" → what Electron tells. */
function press(text: string): KeyPress {
  const parts = text.split("+");
  const has = (name: string) => parts.slice(0, -1).includes(name);
  return { key: parts.at(-1) ?? "", control: has("Control"), alt: has("Alt"), meta: has("Meta"), shift: has("Shift") };
}

test.each([
  "F1", "F5", "F11", "F12", "Escape", "Control+r", "Control+Shift+R", "Control+Shift+I", "Control+=", "Control+-", "Control+0", "Control+w", "Control+q", "Control+p", "Control+n",
  "Alt+F4", "Alt+ArrowLeft", "Alt+Tab", "Alt+ ", "Meta+q", "Meta+a", "ContextMenu", "BrowserBack", "PrintScreen", "ContextMenu", "MediaPlayPause", "PageDown", "Control+Alt+Delete",
])("a wall swallows %s", (text) => expect(isStray(press(text))).toBe(true));

test.each(["a", "Z", "5", "-", "Ư", "Enter", "Tab", "Shift+Tab", "Shift+A", "Backspace", "Delete", "ArrowLeft", "Control+v", "Control+a"])("a wall's door gets %s", (text) => expect(isStray(press(text))).toBe(false));

test.each(["F5", "Control+r", "Control+Shift+R", "Meta+r", "Alt+ArrowLeft", "BrowserBack"])("a console is not lost by %s", (text) => expect(losesPage(press(text))).toBe(true));

test.each(["F1", "F2", "Escape", "Control+=", "Control+k", "Alt+1", "Alt+9", "ArrowLeft", "r", "Enter"])("a console's page gets %s", (text) => expect(losesPage(press(text))).toBe(false));
