import { memo, type CSSProperties, type MouseEvent } from "react";
import type { Alarm } from "#contract/alarm";
import { StateLabel, stateText } from "../../design/alarm/state-mark.tsx";
import { formatAge, formatTime } from "../../design/format.ts";
import { local, useLanguage, useText, type Language } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { PriorityMark, priorityText } from "../../design/priority.tsx";
import css from "./alarm-queue.module.css";
import type { DeedMark } from "./deeds.ts";
import { tallyOf } from "./fold-tally.ts";
import type { FoldWords } from "./fold-words.ts";
import type { Row } from "./rows.ts";
import { queueTexts } from "./texts.ts";

export interface RowProps {
  row: Row;
  /** DOM id, for aria-activedescendant. */
  id: string;
  /** 0 is the first alarm line. */
  index: number;
  cursor: boolean;
  chosen: boolean;
  opened: boolean;
  mark: DeedMark | undefined;
  place: string;
  area: string;
  /** What a fold line says; undefined on an alarm's. */
  fold: FoldWords | undefined;
  now: number;
  /** An open case deals with it. */
  inCase: boolean;
  style: CSSProperties;
  onPick: (row: Row, event: MouseEvent) => void;
  onToggleFold: (key: string) => void;
}

/** One line of the alarm summary. Every state differs by shape and word; only an unacknowledged emergency flashes. */
export const QueueRow = memo(function QueueRow(props: RowProps) {
  const { row, id, index, cursor, chosen, opened, style, onPick } = props;
  const common = {
    id, style, role: "row", "aria-rowindex": index + 2, "aria-selected": chosen, "data-cursor": cursor || undefined, "data-chosen": chosen || undefined,
    onClick: (event: MouseEvent) => onPick(row, event), className: css.row,
  } as const;
  return row.kind === "alarm"
    ? <div {...common} data-alarm={row.alarm.id} data-state={row.alarm.state} data-opened={opened || undefined} data-infold={row.inFold || undefined}><AlarmCells {...props} alarm={row.alarm} /></div>
    : <div {...common} data-state="fold" aria-expanded={row.open}><FoldCells {...props} row={row} /></div>;
});

function AlarmCells({ alarm, mark, place, area, now, inCase }: RowProps & { alarm: Alarm }) {
  const t = useText();
  const say = usePanelText(queueTexts);
  const language = useLanguage();
  const message = local(language, alarm.message, alarm.messageEn);
  return (
    <>
      <span role="gridcell" className={css.priority} title={priorityText(alarm.priority, t)}>
        <PriorityMark priority={alarm.priority} size="1.9em" flash={alarm.priority === "emergency" && (alarm.state === "unack" || alarm.state === "latched-unack")} />
      </span>
      <span role="gridcell" className={css.message} title={message}>{message}{alarm.occurrences > 1 && <span className={css.small}> · {say("occurrences", { n: alarm.occurrences })}</span>}</span>
      <span role="gridcell" className={css.state}><StateLabel state={alarm.state} />{inCase && <b className={css.inCase}>{say("inCase")}</b>}</span>
      <span role="gridcell" className={css.place} title={`${place}, ${area}`}>{mark === undefined ? <>{aside(alarm, language, say("until"))}{place}</> : <Deed mark={mark} />}</span>
      <span role="gridcell" className={css.area} title={area}>{area}</span>
      <span role="gridcell" className={css.time} title={formatTime(alarm.raisedAt, "full", language)}>{formatTime(alarm.raisedAt, now - alarm.raisedAt > 86_400_000 ? "short" : "time", language)}</span>
      <span className={css.age} aria-hidden="true">{formatAge(alarm.raisedAt, now, language)}</span>
    </>
  );
}

/** Why and until when it was set aside, before the place. */
function aside(alarm: Alarm, language: Language, until: string): string {
  if (alarm.shelved !== undefined) return `${until.toLowerCase()} ${formatTime(alarm.shelved.until, "minute", language)}: ${alarm.shelved.reason} · `;
  return alarm.outOfService === undefined ? "" : `${alarm.outOfService.reason} · `;
}

function Deed({ mark }: { mark: DeedMark }) {
  const say = usePanelText(queueTexts);
  return <span className={css.deed} data-deed={mark.is} role={mark.is === "failed" ? "alert" : "status"}>{mark.is === "sending" ? say("sending") : `✕ ${mark.why}`}</span>;
}

function FoldCells({ row, area, fold, now, onToggleFold }: RowProps & { row: Extract<Row, { kind: "fold" }> }) {
  const t = useText();
  const say = usePanelText(queueTexts);
  const language = useLanguage();
  const { worst, owing, newest } = tallyOf(row.fold);
  return (
    <>
      <span role="gridcell" className={css.priority} title={priorityText(worst, t)}><PriorityMark priority={worst} size="1.9em" /></span>
      <span role="gridcell" className={css.message}>
        <button type="button" tabIndex={-1} className={css.expander} aria-label={row.open ? say("closeFold") : say("openFold")} onClick={(event) => { event.stopPropagation(); onToggleFold(row.key); }}>{row.open ? "▾" : "▸"}</button>
        <b>{fold === undefined ? row.fold.cause : fold.places > 1 ? say("foldPlaces", { what: fold.name, n: fold.places }) : fold.name}</b>
      </span>
      <span role="gridcell" className={css.state}>{owing > 0 ? <b>{say("foldOwing", { n: owing })}</b> : stateText("ack", t)}</span>
      <span role="gridcell" className={css.place} title={fold?.list}>{say("folded", { n: row.fold.members.length })}</span>
      <span role="gridcell" className={css.area} title={fold?.list}>{area}</span>
      <span role="gridcell" className={css.time}>{formatTime(newest, "time", language)}</span>
      <span className={css.age} aria-hidden="true">{formatAge(newest, now, language)}</span>
    </>
  );
}
