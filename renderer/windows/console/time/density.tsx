import { memo } from "react";
import { PRIORITIES } from "#contract/alarm";
import type { PastSpan } from "#contract/past";
import { formatTime } from "../../../design/format.ts";
import { useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import css from "./time.module.css";
import { timeTexts } from "./time-texts.ts";

/** A part without alarms is empty, one with a single alarm is seen: roots instead of counts. */
const tall = (count: number, most: number): number => (count === 0 ? 0 : Math.max(0.18, Math.sqrt(count / most)));

/** Alarms raised over the bar's span, a column a part, the most urgent lowest; what the figures are says each column's title. */
export const Density = memo(function Density({ span }: { span: PastSpan }) {
  const say = usePanelText(timeTexts);
  const language = useLanguage();
  const { emergency, high, medium, routine } = span.raised;
  const parts = emergency.length;
  const totals = emergency.map((n, i) => n + (high[i] ?? 0) + (medium[i] ?? 0) + (routine[i] ?? 0));
  const most = Math.max(1, ...totals);
  const width = (span.to - span.from) / parts;
  return (
    <svg className={css.density} viewBox={`0 0 ${parts} 1`} preserveAspectRatio="none" aria-hidden="true">
      {totals.map((total, i) => {
        if (total === 0) return null;
        const height = tall(total, most);
        let base = 1;
        const counts = { emergency: emergency[i] ?? 0, high: high[i] ?? 0, medium: medium[i] ?? 0, routine: routine[i] ?? 0 };
        return (
          <g key={i}>
            <title>{say("raised", { from: formatTime(span.from + i * width, "short", language), to: formatTime(span.from + (i + 1) * width, "minute", language), ...counts })}</title>
            <rect x={i} y={0} width={1} height={1} fill="transparent" />
            {PRIORITIES.map((priority) => {
              const part = (counts[priority] / total) * height;
              base -= part;
              return part === 0 ? null : <rect key={priority} className={css.raised} data-priority={priority} x={i} y={base} width={0.86} height={part} />;
            })}
          </g>
        );
      })}
    </svg>
  );
});
