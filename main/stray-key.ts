/** A key as Electron tells it before the page gets it (`before-input-event`). */
export interface KeyPress {
  key: string;
  control: boolean;
  alt: boolean;
  meta: boolean;
  shift: boolean;
}

/** Editing of a field, all that Control is for on a wall: its door takes a ticket. */
const EDITING = /^[acvxz]$/i;
/** Named keys by which a field is filled in and a page is walked through. */
const WALKING = new Set(["Enter", "Tab", "Backspace", "Delete", "Home", "End", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Shift"]);

/**
 * Keys that would take a wall's window out of its place or its page away: reload, zoom, full screen, developer tools, history,
 * closing, the menus. A wall lets through what fills in its door, and nothing else.
 *
 * @returns true when the page must not get it
 */
export function isStray({ key, control, alt, meta }: KeyPress): boolean {
  if (meta || alt) return true;
  if (control) return !EDITING.test(key);
  // A letter, with its marks, is one code point or a few; a named key is a word of plain letters.
  return /^[A-Za-z][A-Za-z0-9]+$/.test(key) && !WALKING.has(key);
}

/** On a console only what would lose the page: reloading, and leaving it by history. Zoom stays: it is how some people read. */
export function losesPage({ key, control, alt, meta }: KeyPress): boolean {
  if (key === "F5" || key === "BrowserBack" || key === "BrowserForward" || key === "BrowserRefresh") return true;
  if (control || meta) return /^r$/i.test(key) && !alt;
  return alt && (key === "ArrowLeft" || key === "ArrowRight");
}
