import type { mapTexts } from "../map-texts.ts";
import type { PanelSay } from "../../../design/panel-text.ts";
import { isNone, type Filter } from "./keep.ts";

type Key = keyof (typeof mapTexts)["vi"];

/** What a printed legend says of the stations left out; empty: none are. */
export function linesOf(filter: Filter, shown: { n: number; of: number }, say: PanelSay<Key>): string[] {
  return isNone(filter) ? [] : [say("filtered", shown)];
}
