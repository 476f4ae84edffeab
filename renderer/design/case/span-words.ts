import type { Language } from "../i18n.ts";

const UNITS = {
  vi: { day: "ngày", hour: "giờ", minute: "phút", second: "giây" },
  en: { day: "d", hour: "h", minute: "min", second: "s" },
} as const;

/**
 * A span as a countdown needs it: "4:07" below an hour, "3 giờ 12 phút" below a day, "4 ngày 2 giờ" above. Whole seconds,
 * rounded up, so that 0:00 means over.
 * @param ms 0 or more; less counts as 0
 */
export function countdown(ms: number, language: Language): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const unit = UNITS[language];
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} ${unit.hour} ${minutes % 60} ${unit.minute}`;
  return `${Math.floor(minutes / 1440)} ${unit.day} ${Math.floor((minutes % 1440) / 60)} ${unit.hour}`;
}

/** A span as a statement needs it, read without guessing whether "1:43" means minutes or hours: "1 phút 43 giây" below an hour, then as a countdown. */
export function spanWords(ms: number, language: Language): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds >= 3600) return countdown(ms, language);
  const unit = UNITS[language];
  return [seconds >= 60 ? `${Math.floor(seconds / 60)} ${unit.minute}` : "", seconds % 60 > 0 || seconds === 0 ? `${seconds % 60} ${unit.second}` : ""].filter((part) => part !== "").join(" ");
}
