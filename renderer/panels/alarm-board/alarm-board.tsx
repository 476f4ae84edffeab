import { useMemo } from "react";
import type { Alarm } from "#contract/alarm";
import { formatAge, formatTime } from "../../design/format.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { PriorityMark } from "../../design/priority.tsx";
import { ErrorState, EmptyState, LoadingState } from "../../design/states.tsx";
import { useAlarmView, useNow, usePhase, useRecords } from "../../live/hooks.ts";
import { byUrgency, isAnnunciated, isUnacknowledged } from "../../live/alarm-order.ts";
import css from "./alarm-board.module.css";
import { useFit } from "./use-fit.ts";

const SPEC = { accept: (alarm: Alarm) => isAnnunciated(alarm.state), compare: byUrgency };

/** Least height of a row: a message on two lines (its end says how bad it is), its place, and air, in em. */
const ROW_EM = 3.9;

/** The most urgent alarms, as many as fit, for a whole room to read. Nothing to press. */
export function AlarmBoard() {
  const t = useText();
  const phase = usePhase();
  const { list } = useAlarmView(SPEC);
  const [box, fits] = useFit(ROW_EM);
  const shown = useMemo(() => list.slice(0, fits), [list, fits]);
  if (phase.is === "loading") return <LoadingState />;
  if (phase.is === "failed") return <ErrorState fault={phase.fault} />;
  return (
    <section className={css.board} aria-label={t("alarms.title")}>
      {list.length === 0 ? <EmptyState text={t("shell.boardEmpty")} /> : (
        <ul className={css.list} ref={box}>
          {shown.map((alarm) => <BoardRow key={alarm.id} alarm={alarm} />)}
        </ul>
      )}
      {list.length > shown.length && <p className={css.more}>{t("shell.more", { n: list.length - shown.length })}</p>}
    </section>
  );
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
  return (
    <li className={css.row} data-owed={owed || undefined} data-priority={alarm.priority} data-in-alarm={alarm.inAlarm || undefined}>
      <PriorityMark priority={alarm.priority} flash={alarm.state === "unack" && alarm.priority === "emergency"} size="1.5em" />
      <span className={css.text}>
        <span className={css.message}>{message}</span>
        <span className={css.place}>
          {[
            ...(alarm.inAlarm ? [] : [t("shell.gone")]),
            ...(name === undefined || message.includes(name) ? [] : [name]),
            area?.name ?? alarm.area,
            formatTime(alarm.raisedAt, "minute", language),
            formatAge(alarm.raisedAt, now, language),
          ].join(" · ")}
        </span>
      </span>
    </li>
  );
}
