import type { Message } from "#contract/message";

/** A time of the night in which nobody is woken for what can wait, minutes of the local day; may go over midnight. */
export interface QuietHours {
  from: number;
  to: number;
  /** Local time less UTC, minutes. */
  offset: number;
}

const DAY = 1440;

/** @returns when it may be sent at the earliest: `at`, or the end of the quiet hours. An emergency is never held, nor a test: somebody waits for it. */
export function sendableFrom({ urgency, content }: { urgency: Message["urgency"]; content: Pick<Message["content"], "is"> }, at: number, quiet: QuietHours | undefined): number {
  if (urgency === "emergency" || content.is === "test" || quiet === undefined || quiet.from === quiet.to) return at;
  const local = at / 60_000 + quiet.offset;
  const minute = ((local % DAY) + DAY) % DAY;
  const inside = quiet.from < quiet.to ? minute >= quiet.from && minute < quiet.to : minute >= quiet.from || minute < quiet.to;
  return inside ? at + Math.ceil((((quiet.to - minute + DAY) % DAY) || DAY) * 60_000) : at;
}
