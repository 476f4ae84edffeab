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
import { clockTexts } from "./texts.ts";

/** Deadlines looked at: more do not fit on any monitor. */
const AT_MOST = 40;
/** ems: what the clock itself needs, what a heading and each row need; below the least width a row has two lines. */
const CLOCK = 4;
const HEAD = 1.6;
const ROW = { wide: 1.5, narrow: 2.7 };
const WIDE = 24;

/** The room's time as large as its cell, and below it what comes due by itself, the first first, with what is left of its time. */
export function ClockCell({ settings, onFresh }: WallPanelProps<"clock">) {
  const language = useLanguage();
  const now = useNow();
  const cut = useCut();
  const [ref, box] = useEms<HTMLDivElement>();
  useEffect(() => onFresh({ asOf: undefined, stale: false }), [onFresh]);
  const row = box.wide >= WIDE ? ROW.wide : ROW.narrow;
  const room = Math.floor((box.high - CLOCK - HEAD) / row);
  return (
    <div ref={ref} className={css.cell} data-cut={cut || undefined} data-list={(settings.deadlines && room > 0) || undefined}>
      <div className={css.clock}>
        <time className={css.time} dateTime={new Date(now).toISOString()}>{formatTime(now, "time", language)}</time>
        <span className={css.date}>{formatTime(now, "date", language)}</span>
      </div>
      {settings.deadlines && room > 0 && <Deadlines now={now} room={room} narrow={row === ROW.narrow} />}
    </div>
  );
}

function Deadlines({ now, room, narrow }: { now: number; room: number; narrow: boolean }) {
  const say = usePanelText(clockTexts);
  const wall = useWall();
  const ready = usePhase().is === "ready";
  const { list: alarms } = useAlarmView(DUE_SPEC);
  const all = useMemo(() => deadlines(alarms, wall, now, AT_MOST), [alarms, wall, now]);
  if (!ready) return null;
  const shown = all.slice(0, all.length > room ? Math.max(1, room - 1) : room);
  return (
    <section className={css.due} aria-label={say("deadlines")}>
      <h3 className={css.heading}>{say("deadlines")}</h3>
      {all.length === 0 && <p className={css.none}>{say("none")}</p>}
      <ul>{shown.map((each) => <Row key={each.key} deadline={each} now={now} narrow={narrow} />)}</ul>
      {all.length > shown.length && room > 1 && <p className={css.none}>{say("more", { n: all.length - shown.length })}</p>}
    </section>
  );
}

function Row({ deadline, now, narrow }: { deadline: Deadline; now: number; narrow: boolean }) {
  const say = usePanelText(clockTexts);
  const language = useLanguage();
  const left = deadline.due - now;
  const what = useWords(deadline);
  return (
    <li className={css.row} data-kind={deadline.kind} data-narrow={narrow || undefined}>
      <time className={css.left} dateTime={new Date(deadline.due).toISOString()}>{left < 0 ? say("late", { span: formatSpan(-left, language) }) : formatLeft(left, language)}</time>
      <span className={css.what} title={what}>{what}</span>
      {!narrow && <span className={css.at}>{formatTime(deadline.due, left < 86_400_000 ? "minute" : "short", language)}</span>}
    </li>
  );
}

function useWords(deadline: Deadline): string {
  const t = useText();
  const say = usePanelText(clockTexts);
  const language = useLanguage();
  const { scenes } = useWall();
  const scene = (id: string): string => scenes.get(id)?.name ?? id;
  switch (deadline.kind) {
    case "shelf":
    case "re-alarm": return say(deadline.kind, { what: local(language, deadline.alarm.message, deadline.alarm.messageEn) });
    case "escalate": return say("escalate", { priority: priorityText(deadline.priority, t).toLowerCase(), what: local(language, deadline.alarm.message, deadline.alarm.messageEn) });
    case "tell":
    case "ask": return say(deadline.kind, { what: scene(deadline.sceneId) });
    case "schedule": return say("schedule", { name: deadline.name, what: scene(deadline.sceneId) });
    case "back": return say("back");
  }
}
