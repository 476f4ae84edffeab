import { useCallback, useDeferredValue, useMemo, useState } from "react";
import type { Alarm } from "#contract/alarm";
import { foldQueue } from "#contract/fold-queue";
import { useAlarmView, useFlood, useRecords } from "../../live/hooks.ts";
import { specOf, type Names, type Query } from "./query.ts";
import { foldedRows, plainRows, type Rows } from "./rows.ts";

export interface Folding {
  rows: Rows;
  /** The query the rows answer. */
  asked: Query;
  list: readonly Alarm[];
  folded: boolean;
  /** Folding follows the flood until the operator decides otherwise. */
  toggle: () => void;
  setOpen: (key: string, open: boolean) => void;
  toggleOpen: (key: string) => void;
}

/** The queue's lines for a query: every alarm, or folded by cause and area, then by cause, while alarms flood in. */
export function useRows(query: Query): Folding {
  const things = useRecords("things");
  const areas = useRecords("areas");
  const rules = useRecords("rules");
  const flood = useFlood();
  const names = useMemo((): Names => ({ things, areas, service: (id) => rules.get(id)?.service }), [things, areas, rules]);
  // Letters appear as they are typed; the list follows when there is time.
  const settled = useDeferredValue(query);
  const spec = useMemo(() => specOf(settled, names), [settled, names]);
  const view = useAlarmView(spec);
  // The operator's own wish counts for this flood only: the next one folds again.
  const [wish, setWish] = useState<{ flood: boolean; folded: boolean }>();
  const folded = wish !== undefined && wish.flood === flood.active ? wish.folded : flood.active;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => (folded ? foldedRows(foldQueue(view.list), opened) : plainRows(view.list)), [folded, view, opened]);
  const setOpen = useCallback((key: string, open: boolean) => setOpened((before) => {
    const next = new Set(before);
    if (open) next.add(key);
    else next.delete(key);
    return next;
  }), []);
  return {
    rows, asked: settled, list: view.list, folded, setOpen,
    toggle: useCallback(() => setWish({ flood: flood.active, folded: !folded }), [flood.active, folded]),
    toggleOpen: useCallback((key: string) => setOpened((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    }), []),
  };
}
