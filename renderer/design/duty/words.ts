import type { OnDuty, Staffing } from "#contract/duty";
import type { Instant } from "#contract/ids";
import { spanWords } from "../case/span-words.ts";
import { caseTexts } from "../case/texts.ts";
import { formatTime } from "../format.ts";
import type { Language } from "../i18n.ts";
import { fill } from "../panel-text.ts";
import { dutyTexts } from "./texts.ts";

/** Who is on duty, by name and until when; undefined: nobody. */
export function onDutyWords(on: readonly OnDuty[], language: Language): string | undefined {
  const texts = dutyTexts[language];
  if (on.length === 0) return undefined;
  return fill(texts.on, { who: on.map(({ name, until }) => fill(texts.until, { name, at: formatTime(until, "short", language) })).join(", ") });
}

/** What is to be put right, and how it stands with its time. */
export function staffingWords(task: Staffing, now: Instant, language: Language): { what: string; state: string; late: boolean } {
  const texts = dutyTexts[language];
  const { cause, lacks, text = "", due, doneAt, clause } = task;
  const what = cause === "reported" ? fill(texts.reported, { text }) : fill(texts.lacks, { what: lacks.map((one) => (one === "leader" ? texts.leader : texts.officerLack)).join(texts.and) });
  const over = (doneAt ?? now) - due;
  const late = over > 0;
  const span = late ? spanWords(over, language) : "";
  const owner = fill(texts.owner, { who: caseTexts[language][`party.${task.owner}`] });
  const at = formatTime(doneAt ?? due, "short", language);
  const state = doneAt !== undefined ? `${fill(texts.done, { at })}${late ? `, ${fill(texts.doneLate, { span })} (${owner})` : ""}` : late ? `${fill(texts.late, { span })} (${owner})` : fill(texts.due, { at });
  return { what, state: `${state} · ${clause}`, late: late && doneAt === undefined };
}
