import type { Say } from "../../design/i18n.ts";
import type { PanelSay } from "../../design/panel-text.ts";
import { explainWall } from "../explain-wall.ts";
import type { Trouble } from "./deeds.ts";
import type { deskTexts } from "./texts.ts";

type Key = keyof (typeof deskTexts)["vi"];

/** A refused change in words: what was changed before by whom, or why it cannot be. */
export function troubleWords({ fault }: Trouble, say: PanelSay<Key>, t: Say): string {
  return fault.code === "gone" ? say("gone") : explainWall(fault, t);
}
