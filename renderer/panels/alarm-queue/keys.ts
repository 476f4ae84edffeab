/** What the keyboard can do in the queue: the whole alarm loop without a mouse (competitors.md F14). */
export type Command =
  | "next" | "previous" | "page-down" | "page-up" | "first" | "last"
  | "extend-next" | "extend-previous" | "select" | "select-all" | "clear"
  | "open" | "acknowledge" | "acknowledge-page" | "shelve" | "unshelve" | "reset" | "case" | "mute" | "fold" | "expand" | "collapse" | "search" | "help";

/** The parts of a KeyboardEvent that matter. */
export interface Stroke {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** One line of the key table: `keys` as shown to people. */
export interface Binding {
  command: Command;
  keys: readonly string[];
}

/** Shown in the help overlay in this order. */
export const BINDINGS: readonly Binding[] = [
  { command: "next", keys: ["↓", "J"] },
  { command: "previous", keys: ["↑", "K"] },
  { command: "page-down", keys: ["PageDown"] },
  { command: "page-up", keys: ["PageUp"] },
  { command: "first", keys: ["Home"] },
  { command: "last", keys: ["End"] },
  { command: "open", keys: ["Enter"] },
  { command: "acknowledge", keys: ["A"] },
  { command: "acknowledge-page", keys: ["Shift+A"] },
  { command: "shelve", keys: ["S"] },
  { command: "unshelve", keys: ["U"] },
  { command: "reset", keys: ["R"] },
  { command: "case", keys: ["V"] },
  { command: "mute", keys: ["M"] },
  { command: "fold", keys: ["F"] },
  { command: "expand", keys: ["→"] },
  { command: "collapse", keys: ["←"] },
  { command: "select", keys: ["Space"] },
  { command: "extend-next", keys: ["Shift+↓"] },
  { command: "extend-previous", keys: ["Shift+↑"] },
  { command: "select-all", keys: ["Ctrl+A"] },
  { command: "clear", keys: ["Esc"] },
  { command: "search", keys: ["/"] },
  { command: "help", keys: ["?"] },
];

const PLAIN: Readonly<Record<string, Command>> = {
  arrowdown: "next", j: "next", arrowup: "previous", k: "previous", pagedown: "page-down", pageup: "page-up", home: "first", end: "last",
  arrowright: "expand", arrowleft: "collapse", enter: "open", " ": "select", a: "acknowledge", s: "shelve", u: "unshelve", r: "reset",
  v: "case", m: "mute", f: "fold", "/": "search", "?": "help", escape: "clear",
};

const SHIFTED: Readonly<Record<string, Command>> = {
  arrowdown: "extend-next", j: "extend-next", arrowup: "extend-previous", k: "extend-previous", a: "acknowledge-page",
  // "?" and on some layouts "/" are typed with Shift
  "?": "help", "/": "search",
};

/**
 * @returns undefined for a key that is not ours; the caller then leaves the event alone, so that browser shortcuts
 *   such as Ctrl+R never acknowledge or reset anything
 */
export function commandOf(stroke: Stroke): Command | undefined {
  if (stroke.altKey) return undefined;
  const key = stroke.key.toLowerCase();
  if (stroke.ctrlKey || stroke.metaKey) return key === "a" && !stroke.shiftKey ? "select-all" : undefined;
  return stroke.shiftKey ? SHIFTED[key] : PLAIN[key];
}
