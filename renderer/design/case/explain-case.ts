import type { Fault } from "#contract/fault";
import { caseFaultTexts } from "./fault-texts.ts";
import { explain } from "../explain.ts";
import type { Language, Say } from "../i18n.ts";
import { fill } from "../panel-text.ts";

/** Why a request about a case was refused, in the words of the process; others as everywhere. */
export function explainCase(fault: Fault, t: Say, language: Language): string {
  const texts = caseFaultTexts[language];
  if (fault.code === "conflict") {
    const related = relatedWords(fault.detail, texts);
    if (related !== undefined) return related;
    if (/version|changed/.test(fault.detail)) return texts.changed;
    const step = /^(\S+) is not possible at step (\S+)$/.exec(fault.detail);
    if (step !== null) return fill(texts.notNow, { step: step[2] ?? "" });
    if (/was recorded before/.test(fault.detail)) return texts.twice;
    if (/waits to be checked/.test(fault.detail)) return texts.unchecked;
    if (/is in this case already/.test(fault.detail)) return texts.already;
    if (/request for more time waits/.test(fault.detail)) return texts.waiting;
    if (/no open part/.test(fault.detail)) return texts.noPart;
    if (/can be extended/.test(fault.detail)) return texts.notExtendable;
  }
  if (fault.code === "malformed") {
    if (/other agencies were decided/.test(fault.detail)) return texts.why;
    if (/order's deadline is past/.test(fault.detail)) return texts.orderPast;
    if (/lies in the past/.test(fault.detail)) return texts.past;
    if (/after the present limit/.test(fault.detail)) return texts.earlier;
    if (/named twice/.test(fault.detail)) return texts.twiceNamed;
    const lacks = /^(\S+) requires (\S+)$/.exec(fault.detail);
    if (lacks !== null) return fill(texts.lacks, { clause: lacks[1] ?? "", what: lackWords(lacks[2] ?? "", texts) });
  }
  return explain(fault, t);
}

/** What cases are to each other, with the one it names. */
const RELATED: readonly (readonly [RegExp, keyof (typeof caseFaultTexts)["vi"]])[] = [
  [/^case (?<id>\S+) is over$/, "over"], [/^its parent (?<id>\S+) is over$/, "parentOver"], [/^it goes on in case (?<id>\S+)$/, "goesOn"], [/^room (?<id>\S+) goes on with it$/, "goneTo"], [/into itself|its own parent/, "itself"], [/^a drill and a real case/, "apart"], [/^an emergency takes/, "graver"],
  [/^open children: (?<ids>.+)$/, "children"], [/^case (?<id>\S+) has no order/, "noOrder"], [/can be forwarded, not left out/, "leftOut"], [/^its last alarm/, "lastAlarm"], [/has a parent itself/, "hasParent"],
  [/^it has children itself/, "hasChildren"], [/is its parent already/, "isParent"], [/^it has no parent/, "noParent"], [/is not on duty/, "notOnDuty"], [/ handles case (?<id>\S+) already$/, "hasIt"],
];

function relatedWords(detail: string, texts: (typeof caseFaultTexts)["vi"]): string | undefined {
  for (const [pattern, key] of RELATED) {
    const found = pattern.exec(detail);
    if (found !== null) return fill(texts[key], found.groups ?? {});
  }
  return undefined;
}

function lackWords(what: string, texts: (typeof caseFaultTexts)["vi"]): string {
  return what === "evidence" ? texts.evidence : what === "second" ? texts.second : what === "due" ? texts.due : what;
}
