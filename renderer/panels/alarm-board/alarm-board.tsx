import { useMemo } from "react";
import type { Alarm } from "#contract/alarm";
import { useEms } from "../../design/ems.ts";
import { formatAge, formatTime } from "../../design/format.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { PriorityMark } from "../../design/priority.tsx";
import { ErrorState, EmptyState, LoadingState } from "../../design/states.tsx";
import type { ViewSpec } from "../../live/alarm-view.ts";
import { useAlarmView, useNow, usePhase, useRecords } from "../../live/hooks.ts";
import { byUrgency, isAnnunciated, isCrying, isHappening, isUnacknowledged } from "../../live/alarm-order.ts";
import css from "./alarm-board.module.css";
import { useFit } from "./use-fit.ts";

const ALL: ViewSpec = { accept: (alarm: Alarm) => isAnnunciated(alarm.state), compare: byUrgency };

/**
 * Least heights of a row, in em: a message on two lines (its end says how bad it is), its place, and air; lower ones, for two
 * lines and for one, when there are more emergencies than higher rows.
 */
const HEIGHTS = [3.65, 2.5, 1.6];
/** In a narrow cell one line of a message says nothing: its end says how bad it is. */
const NARROW_HEIGHTS = [3.65, 2.5];
const NARROW = 22;
/** Rows a board has at least, where there are so many alarms. */
const FEW = 3;

/**
 * What is annunciated, in the queue's order; as many as fit, for a whole room to read. An emergency that happens
 * leaves by its end alone: when there are many of them, all rows get lower. Nothing to press.
 *
 * @param spec which alarms, in which order; a new object makes a new view
 */
export function AlarmBoard({ spec = ALL }: { spec?: ViewSpec }) {
  const t = useText();
  const phase = usePhase();
  const { list } = useAlarmView(spec);
  const emergencies = useMemo(() => leadingEmergencies(list), [list]);
  const [frame, cell] = useEms<HTMLElement>();
  // A small cell shows a few lower rows rather than one high one.
  const [box, { rows, height }] = useFit(cell.wide > 0 && cell.wide < NARROW ? NARROW_HEIGHTS : HEIGHTS, Math.max(emergencies, Math.min(FEW, list.length)));
  const shown = useMemo(() => list.slice(0, rows), [list, rows]);
  const beyond = useMemo(() => countEmergencies(list, rows), [list, rows]);
  if (phase.is === "loading") return <LoadingState />;
  if (phase.is === "failed") return <ErrorState fault={phase.fault} />;
  return (
    <section ref={frame} className={css.board} aria-label={t("alarms.title")}>
      {list.length === 0 ? <EmptyState text={t("shell.boardEmpty")} /> : (
        <ul className={css.list} ref={box} data-height={height}>
          {shown.map((alarm) => <BoardRow key={alarm.id} alarm={alarm} />)}
        </ul>
      )}
      {list.length > shown.length && <p className={css.more}>{t("shell.more", { n: list.length - shown.length })}{beyond > 0 && <b>, {t("shell.moreEmergencies", { n: beyond })}</b>}</p>}
    </section>
  );
}

/** Emergencies that happen; they stand first. */
function leadingEmergencies(list: readonly Alarm[]): number {
  const end = list.findIndex((alarm) => alarm.priority !== "emergency" || !isHappening(alarm));
  return end < 0 ? list.length : end;
}

function countEmergencies(list: readonly Alarm[], from: number): number {
  let count = 0;
  for (let at = from; at < list.length; at++) if (list[at]?.priority === "emergency") count += 1;
  return count;
}

function BoardRow({ alarm }: { alarm: Alarm }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const thing = useRecords("things").get(alarm.thingId);
  const area = useRecords("areas").get(alarm.area);
  const message = local(language, alarm.message, alarm.messageEn);
  const name = thing === undefined ? undefined : local(language, thing.name, thing.nameEn);
  const owed = isUnacknowledged(alarm.state);
  const place = [...(name === undefined || message.includes(name) ? [] : [name]), area?.name ?? alarm.area, formatTime(alarm.raisedAt, "minute", language), formatAge(alarm.raisedAt, now, language)].join(" · ");
  return (
    <li className={css.row} data-owed={owed || undefined} data-priority={alarm.priority} data-in-alarm={alarm.inAlarm || undefined}>
      <PriorityMark priority={alarm.priority} flash={isCrying(alarm)} size="1.5em" />
      <span className={css.text}>
        <span className={css.message} title={message}>{alarm.inAlarm ? "" : `${t("shell.gone")} · `}{message}</span>
        <span className={css.place} title={place}>{place}</span>
      </span>
    </li>
  );
}
