import { formatSpan } from "../../design/format.ts";
import type { Language } from "../../design/i18n.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What is left of a span: "4:32" below an hour, "2 giờ 05 phút" below a day, "1 ngày 3 giờ" above. @param ms 0 or more */
export function formatLeft(ms: number, language: Language): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  if (ms < HOUR) return `${Math.floor(ms / 60_000)}:${two(Math.floor((ms % 60_000) / 1000))}`;
  if (ms < DAY) return `${formatSpan(ms, language)} ${two(Math.floor((ms % HOUR) / 60_000))} ${language === "vi" ? "phút" : "min"}`;
  const hours = Math.floor((ms % DAY) / HOUR);
  return hours === 0 ? formatSpan(ms, language) : `${formatSpan(ms, language)} ${formatSpan(hours * HOUR, language)}`;
}
