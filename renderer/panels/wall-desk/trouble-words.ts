import type { Fault } from "#contract/fault";
import { explain } from "../../design/explain.ts";
import { factTexts } from "../../design/facts/texts.ts";
import type { Language, Say } from "../../design/i18n.ts";
import type { PanelSay } from "../../design/panel-text.ts";
import type { Trouble } from "./deeds.ts";
import type { deskTexts } from "./texts.ts";

type Key = keyof (typeof deskTexts)["vi"];

/** Who was quicker, as a conflict's detail names it: "…; changed by lan: put", "…: removed by lan: divide". */
export function whoChanged(detail: string): { who: string; deed: string; removed: boolean } | undefined {
  const parts = /\b(changed|removed) by (.+?)(?:: ([a-z]+))?$/.exec(detail);
  return parts?.[2] === undefined ? undefined : { who: parts[2], deed: parts[3] ?? "", removed: parts[1] === "removed" };
}

/** A refused change in words: who changed what before, where it was that. */
export function troubleWords({ fault, what }: Trouble, say: PanelSay<Key>, t: Say, language: Language): string {
  if (fault.code === "gone") return say("gone");
  if (fault.code === "conflict") {
    if (fault.detail.startsWith("nothing to ")) return say(what === "redo" ? "nothingToRedo" : "nothingToUndo");
    const other = whoChanged(fault.detail);
    if (other !== undefined) {
      const { who, deed, removed } = other;
      return say(removed ? "removedBy" : "changedBy", { who: who === "the backend" || who === "an earlier edit" ? say("machine") : who, deed: deedWord(deed, language) });
    }
  }
  return say("refused", { why: reasonOf(fault, t) });
}

function reasonOf(fault: Fault, t: Say): string {
  return explain(fault, t);
}

function deedWord(deed: string, language: Language): string {
  const words: Readonly<Record<string, string>> = factTexts[language];
  return words[`deed.${deed}`] ?? deed;
}
