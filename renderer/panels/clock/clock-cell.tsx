import { useEffect, useMemo } from "react";
import { useEms } from "../../design/ems.ts";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { priorityText } from "../../design/priority.tsx";
import { formatSpan } from "../../design/format.ts";
import { useAlarmView, useCut, useNow, usePhase, useWall } from "../../live/hooks.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import css from "./clock-cell.module.css";
import { deadlines, DUE_SPEC, type Deadline } from "./deadlines.ts";
import { formatLeft } from "./left.ts";
import { fittingRows } from "./rows.ts";
import { clockTexts } from "./texts.ts";

/** Deadlines looked at: more do not fit on any monitor. */
const AT_MOST = 40;
/** ems: what the clock itself needs, a heading, the line that counts the rest, and the least of a row. */
const CLOCK = 4;
const HEAD = 1.6;
const MORE = 1.5;
const ROW = 3;
/** From this width on, em, what is left stands beside the name; below, under it. */
const WIDE = 26;
/** What stands beside a name, and beside the cell's own edge, em. */
const BESIDE = { wide: 16, narrow: 0 };
const EDGE = 1;

/** The room's time as large as its cell, and below it what comes due by itself, the first first, with what is left of its time. */
export function ClockCell({ settings, onFresh }: WallPanelProps<"clock">) {
  const language = useLanguage();
  const now = useNow();
  const cut = useCut();
  const [ref, box] = useEms<HTMLDivElement>();
  useEffect(() => onFresh({ asOf: undefined, stale: false }), [onFresh]);
  const room = box.high - CLOCK - HEAD;
  return (
    <div ref={ref} className={css.cell} data-cut={cut || undefined} data-list={(settings.deadlines && room >= ROW) || undefined}>
      <div className={css.clock}>
        <time className={css.time} dateTime={new Date(now).toISOString()}>{formatTime(now, "time", language)}</time>
        <span className={css.date}>{formatTime(now, "date", language)}</span>
      </div>
      {settings.deadlines && room >= ROW && <Deadlines now={now} room={room} wide={box.wide} />}
    </div>
  );
}

function Deadlines({ now, room, wide }: { now: number; room: number; wide: number }) {
  const say = usePanelText(clockTexts);
  const wall = useWall();
  const wordsOf = useWords();
  const ready = usePhase().is === "ready";
  const { list: alarms } = useAlarmView(DUE_SPEC);
  const all = useMemo(() => deadlines(alarms, wall, now, AT_MOST), [alarms, wall, now]);
  if (!ready) return null;
  const narrow = wide < WIDE;
  const names = all.map(wordsOf);
  const shown = fittingRows(names, { wide: wide - EDGE - BESIDE[narrow ? "narrow" : "wide"], high: room, besides: narrow ? 1.3 : 0, more: MORE });
  return (
    <section className={css.due} aria-label={say("deadlines")}>
      <h3 className={css.heading}>{say("deadlines")}</h3>
      {all.length === 0 && <p className={css.none}>{say("none")}</p>}
      <ul>{all.slice(0, shown.length).map((each, at) => <Row key={each.key} deadline={each} name={shown[at] ?? ""} whole={names[at] ?? ""} now={now} narrow={narrow} />)}</ul>
      {all.length > shown.length && <p className={css.none}>{say("more", { n: all.length - shown.length })}</p>}
    </section>
  );
}

function Row({ deadline, name, whole, now, narrow }: { deadline: Deadline; name: string; whole: string; now: number; narrow: boolean }) {
  const say = usePanelText(clockTexts);
  const language = useLanguage();
  const left = deadline.due - now;
  return (
    <li className={css.row} data-kind={deadline.kind} data-narrow={narrow || undefined}>
      <span className={css.what} title={whole}>{name}</span>
      <span className={css.when}>
        <time className={css.left} dateTime={new Date(deadline.due).toISOString()}>{left < 0 ? say("late", { span: formatSpan(-left, language) }) : formatLeft(left, language)}</time>
        <span className={css.at}>{formatTime(deadline.due, left < 86_400_000 ? "minute" : "short", language)}</span>
      </span>
    </li>
  );
}

/** What will happen, in words. */
function useWords(): (deadline: Deadline) => string {
  const t = useText();
  const say = usePanelText(clockTexts);
  const language = useLanguage();
  const { scenes } = useWall();
  const scene = (id: string): string => scenes.get(id)?.name ?? say("goneScene");
  return (deadline) => {
    switch (deadline.kind) {
      case "shelf":
      case "re-alarm": return say(deadline.kind, { what: local(language, deadline.alarm.message, deadline.alarm.messageEn) });
      case "escalate": return say("escalate", { priority: priorityText(deadline.priority, t).toLowerCase(), what: local(language, deadline.alarm.message, deadline.alarm.messageEn) });
      case "tell":
      case "ask": return say(deadline.kind, { what: scene(deadline.sceneId) });
      case "schedule": return say("schedule", { name: deadline.name, what: scene(deadline.sceneId) });
      case "back": return say("back");
    }
  };
}
