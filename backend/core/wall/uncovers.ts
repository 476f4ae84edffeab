import type { Cell, WallChange, WallPanel } from "#contract/wall";
import { isPanelKind, PANEL_SETTINGS } from "#contract/wall-panels";
import type { WallDocument } from "./draft.ts";

/**
 * Whether changes show what a mark of the wall hides: more panels that are not marked sensitive, of the kind and with the
 * settings of one that is. Marked ones may move, be swapped, be taken out; what was to be seen before may move as well.
 * Other settings are another content: that one was never marked.
 */
export function uncovers({ cells }: Pick<WallDocument, "cells">, changes: readonly WallChange[]): boolean {
  /** Contents that are hidden somewhere, and how many more of each the changes would show. */
  const shown = new Map<string, number>();
  for (const cell of cells.values()) for (const panel of panelsOf(cell)) if (panel.sensitive) shown.set(contentOf(panel), 0);
  if (shown.size === 0) return false;
  const count = (cell: Cell | undefined, by: 1 | -1): void => {
    if (cell === undefined) return;
    for (const panel of panelsOf(cell)) {
      const content = contentOf(panel), so = shown.get(content);
      if (!panel.sensitive && so !== undefined) shown.set(content, so + by);
    }
  };
  for (const change of changes) {
    if (change.part !== "cell") continue;
    count(change.before, -1);
    count(change.after, 1);
  }
  return [...shown.values()].some((more) => more > 0);
}

/** What a cell shows, and what it goes back to when its guests leave. */
const panelsOf = ({ panels, guest }: Cell): readonly WallPanel[] => [...panels, ...(guest?.was?.panels ?? [])];

/** Kind and settings in a word; with their defaults, for left out or written down they are the same content. */
function contentOf({ kind, settings }: WallPanel): string {
  const parsed = isPanelKind(kind) ? PANEL_SETTINGS[kind].safeParse(settings) : undefined;
  return `${kind} ${JSON.stringify(parsed?.success === true ? parsed.data : settings)}`;
}
