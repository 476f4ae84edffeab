import { useState } from "react";
import type { Calendar } from "#contract/calendar";
import { dayNumber, dayOf } from "#contract/day";
import { Button } from "../../../design/controls.tsx";
import { localDay } from "../../../design/format.ts";
import { useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import css from "./year.module.css";
import { lawTexts } from "../texts.ts";

type Shown = Pick<Calendar, "week" | "days" | "from" | "to">;

/** How a day counts. */
function stateOf(day: string, { week, days, from, to }: Shown): "off" | "work" | "weekend" | "plain" | "unknown" {
  if (day < from || day > to) return "unknown";
  const special = days.find((one) => one.day === day)?.is;
  return special ?? (week[weekdayOf(day)]!.length === 0 ? "weekend" : "plain");
}

/** Monday is 0: 1970-01-01 was a Thursday. */
const weekdayOf = (day: string): number => (((dayNumber(day) + 3) % 7) + 7) % 7;

/** A year's twelve months; days off and days worked instead are told by word and mark, and pressed they are edited. */
export function YearView({ calendar, first, onDay }: { calendar: Shown; first: number; onDay: ((day: string) => void) | undefined }) {
  const say = usePanelText(lawTexts);
  const language = useLanguage();
  const [year, setYear] = useState(first);
  const name = new Map(calendar.days.map((one) => [one.day, one.name]));
  const words = { off: say("offDay"), work: say("workDay"), weekend: say("weekend"), plain: "", unknown: say("unknownDay") } as const;
  const months = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`);
  const head = language === "vi" ? ["T2", "T3", "T4", "T5", "T6", "T7", "CN"] : ["M", "T", "W", "T", "F", "S", "S"];
  return (
    <section className={css.year} aria-label={say("year", { year })}>
      <header>
        <Button look="quiet" aria-label={say("before")} onPress={() => setYear(year - 1)}>◀</Button>
        <h3 aria-live="polite">{say("year", { year })}</h3>
        <Button look="quiet" aria-label={say("next")} onPress={() => setYear(year + 1)}>▶</Button>
        <ul className={css.legend}>{(["off", "work", "weekend", "unknown"] as const).map((is) => <li key={is}><i data-day={is} aria-hidden="true">{MARKS[is]}</i> {words[is]}</li>)}</ul>
      </header>
      <div className={css.months}>
        {months.map((month) => {
          const start = dayNumber(`${month}-01`);
          const length = daysIn(month);
          const days = Array.from({ length }, (_, i) => dayOf(start + i));
          return (
            <div key={month} role="group" aria-label={`${month.slice(5)}/${year}`}>
              <h4>{month.slice(5)}/{year}</h4>
              <div className={css.month}>
                {head.map((letter, i) => <span key={i} aria-hidden="true">{letter}</span>)}
                {days.map((day, i) => {
                  const is = stateOf(day, calendar);
                  const title = [localDay(day), words[is], name.get(day)].filter((word) => word !== undefined && word !== "").join(" · ");
                  const style = i === 0 ? { gridColumnStart: weekdayOf(day) + 1 } : undefined;
                  return <button key={day} type="button" data-day={is} style={style} title={title} aria-label={title} disabled={onDay === undefined} tabIndex={is === "off" || is === "work" || i === 0 ? 0 : -1} onClick={() => onDay?.(day)}>{i + 1}<small aria-hidden="true">{is === "plain" ? "" : MARKS[is]}</small></button>;
                })}
              </div>
            </div>
          );
        })}
      </div>
    </section>
  );
}

const MARKS = { off: "✕", work: "●", weekend: "·", unknown: "?" } as const;

function daysIn(month: string): number {
  const [year = 1970, number = 1] = month.split("-").map(Number);
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, "0")}-01`;
  return dayNumber(next) - dayNumber(`${month}-01`);
}
