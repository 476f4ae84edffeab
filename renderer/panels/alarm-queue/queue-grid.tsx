import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useImperativeHandle, useRef, type MouseEvent, type RefObject } from "react";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useNow, useRecords } from "../../live/hooks.ts";
import { useCases } from "../../live/use-cases.ts";
import css from "./alarm-queue.module.css";
import { causeParts, causeText } from "./cause.ts";
import type { DeedMark } from "./deeds.ts";
import { foldWords } from "./fold-words.ts";
import { QueueRow } from "./queue-row.tsx";
import type { Query, SortKey } from "./query.ts";
import type { Row, Rows } from "./rows.ts";
import type { Cursor } from "./use-cursor.ts";
import { queueTexts } from "./texts.ts";

/** Heights in px; the style sheet says the same. */
const ROW = 54;
const HEAD = 32;

export interface GridHandle {
  focus: () => void;
  /** Rows really in sight, first and last index. */
  visible: () => { first: number; last: number } | undefined;
}

interface Props {
  rows: Rows;
  cursor: Cursor;
  query: Query;
  openId: string | undefined;
  marks: ReadonlyMap<string, DeedMark>;
  handle: RefObject<GridHandle | null>;
  onSort: (sort: SortKey) => void;
  onPick: (row: Row, index: number, event: MouseEvent) => void;
  onToggleFold: (key: string) => void;
}

/**
 * The rows. One element holds the focus and names the active row (aria-activedescendant), so no change of the list can
 * take the focus away; only rows in sight exist in the document.
 */
export function QueueGrid({ rows, cursor, query, openId, marks, handle, onSort, onPick, onToggleFold }: Props) {
  const say = usePanelText(queueTexts);
  const language = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow();
  const things = useRecords("things");
  const areas = useRecords("areas");
  const properties = useRecords("observedProperties");
  const rules = useRecords("rules");
  const { ofAlarm } = useCases();
  // All rows are of one height: no keys, by which it would measure every row anew at each change of the list.
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 6, scrollMargin: HEAD, scrollPaddingStart: HEAD });

  const scrolled = useRef(0);
  useEffect(() => {
    // Only after a person's own move: new alarms above must not push the most urgent out of sight.
    if (cursor.moves === scrolled.current || cursor.index < 0) return;
    scrolled.current = cursor.moves;
    virtual.scrollToIndex(cursor.index, { align: "auto" });
  }, [cursor.moves, cursor.index, virtual]);

  useImperativeHandle(handle, () => ({ focus: () => scroller.current?.focus(), visible: () => inSight(virtual, scroller.current) }), [virtual]);

  const heads: readonly { key: SortKey | undefined; text: string }[] = [
    { key: "priority", text: say("priority") }, { key: undefined, text: say("message") }, { key: "state", text: say("state") },
    { key: "place", text: say("place") }, { key: "area", text: say("area") }, { key: "raisedAt", text: say("since") },
  ];
  return (
    <div ref={scroller} className={css.grid} role="grid" tabIndex={0} aria-label={say("label")} aria-rowcount={rows.length + 1} aria-colcount={heads.length} aria-multiselectable="true"
      aria-activedescendant={cursor.index >= 0 ? rowId(cursor.index) : undefined}>
      <div role="row" aria-rowindex={1} className={css.head}>
        <span className={css.sortBy} aria-hidden="true">{say("sortBy")}</span>
        {heads.map(({ key, text }) => {
          const sorted = key !== undefined && query.sort === key;
          return (
            <span key={text} role="columnheader" data-hidden={key === undefined || undefined} aria-sort={sorted ? (query.reversed ? "descending" : "ascending") : undefined}>
              {key === undefined ? text : <button type="button" className={css.sort} onClick={() => onSort(key)}>{text}{sorted ? (query.reversed ? " ▼" : " ▲") : ""}</button>}
            </span>
          );
        })}
      </div>
      <div className={css.rows} role="presentation" style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows.at(item.index);
          if (row === undefined) return null;
          const [thing, area, cause] = row.kind === "alarm" ? [row.alarm.thingId, row.alarm.area, row.alarm.cause] : [undefined, row.fold.area, row.fold.cause];
          const station = thing === undefined ? undefined : things.get(thing);
          const property = properties.get(causeParts(cause).property);
          const propertyName = property === undefined ? causeParts(cause).property : local(language, property.name, property.nameEn);
          const fold = row.kind === "fold" ? foldWords(row.fold, { rules, areas, language, cause: causeText(cause, propertyName, language) }) : undefined;
          return (
            <QueueRow key={row.key} id={rowId(item.index)} row={row} index={item.index} cursor={item.index === cursor.index} chosen={cursor.selection.keys.has(row.key)} opened={row.key === openId}
              mark={marks.get(row.key)} place={station === undefined ? (thing ?? "") : local(language, station.name, station.nameEn)} area={area === undefined ? say("areas", { n: fold?.areas ?? 0 }) : (areas.get(area)?.name ?? area)}
              fold={fold} now={now} inCase={row.kind === "alarm" && ofAlarm.has(row.alarm.id)}
              style={{ transform: `translateY(${item.start - HEAD}px)` }} onPick={(picked, event) => onPick(picked, item.index, event)} onToggleFold={onToggleFold} />
          );
        })}
      </div>
    </div>
  );
}

function rowId(index: number): string {
  return `alarm-row-${index}`;
}

/** Rows that are wholly in sight: what "acknowledge this page" may reach. */
function inSight(virtual: Virtualizer<HTMLDivElement, Element>, element: HTMLDivElement | null): { first: number; last: number } | undefined {
  if (element === null || virtual.options.count === 0) return undefined;
  const height = element.clientHeight - HEAD; // the head covers the first line
  const first = Math.ceil(element.scrollTop / ROW);
  return { first, last: Math.max(first, Math.min(virtual.options.count, Math.floor((element.scrollTop + height) / ROW)) - 1) };
}
