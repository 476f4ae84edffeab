import { pauseOf, type Clock } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { Language } from "../i18n.ts";
import { fill } from "../panel-text.ts";
import { clockState, lateBy } from "./clocks.ts";
import { countdown } from "./span-words.ts";
import { caseTexts } from "./texts.ts";

/** How a clock stands, in words: "còn 4:07", "QUÁ HẠN 12 phút", "đúng hạn". */
export function clockWords(clock: Clock, now: Instant, language: Language): string {
  const words = stateWords(clock, now, language);
  return clock.paper === undefined ? words : `${words} ${caseTexts[language].fromPaper}`;
}

function stateWords(clock: Clock, now: Instant, language: Language): string {
  const texts = caseTexts[language];
  const span = (ms: number): { span: string } => ({ span: countdown(ms, language) });
  const late = lateBy(clock, now) ?? 0;
  switch (clockState(clock, now)) {
    case "late": return fill(texts.late, span(late));
    case "missed": return fill(clock.took?.at === undefined ? texts.late : texts.lateDone, span(late));
    case "met": return texts.met;
    case "void": return texts.void;
    case "paused": return fill(texts.paused, span(pauseOf(clock)?.left ?? 0));
    case "soon":
    case "ok": return fill(texts.left, span(clock.due - now));
  }
}
