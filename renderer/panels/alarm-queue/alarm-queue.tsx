import { useCallback, useMemo, useRef, useState } from "react";
import type { Alarm } from "#contract/alarm";
import { alarmActionTexts } from "../../design/alarm/texts.ts";
import { ShelveDialog } from "../../design/alarm/shelve-dialog.tsx";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { useCut, usePhase } from "../../live/hooks.ts";
import { seen } from "../../live/seen.ts";
import { useMay } from "../../live/session.ts";
import { useCases } from "../../live/use-cases.ts";
import css from "./alarm-queue.module.css";
import { useDeeds, type Deed } from "./deeds.ts";
import { CaseOpener } from "../case-opener.ts";
import { Banner } from "./banner.tsx";
import { Help, type WindowKey } from "./help.tsx";
import type { Command } from "./keys.ts";
import { EVERYTHING, type Query, type SortKey } from "./query.ts";
import { QueueBar } from "./queue-bar.tsx";
import { QueueGrid, type GridHandle } from "./queue-grid.tsx";
import { alarmsOf } from "./rows.ts";
import { all, NONE, toggled } from "./selection.ts";
import { queueTexts } from "./texts.ts";
import { Toolbar } from "./toolbar.tsx";
import { useCommands } from "./use-commands.ts";
import { clicked, useCursor } from "./use-cursor.ts";
import { useFollowing } from "./use-following.ts";
import { useRows } from "./use-rows.ts";
import { useSound } from "./use-sound.ts";

interface Props {
  /** Alarm whose card is open. */
  openId?: string | undefined;
  onOpen: (alarmId: Alarm["id"]) => void;
  /** The cursor went to another alarm while a card is open: the card and what a key acts on are one alarm. */
  onFollow?: (alarmId: Alarm["id"]) => void;
  /** Shows the page of a case. */
  onCase?: (caseId: string) => void;
  /** Keys of the window around the queue, for the table of keys. */
  windowKeys?: readonly WindowKey[];
}

const NO_KEYS: readonly WindowKey[] = [];
const EMPTY = { active: "emptyActive", shelved: "emptyShelved", suppressed: "emptySuppressed", "out-of-service": "emptyOutOfService" } as const;

/** The alarm summary (ISA-18.2): see, sort, find, hear, acknowledge, shelve and reset, by mouse or by keys alone. */
export function AlarmQueue({ openId, onOpen, onFollow, onCase, windowKeys = NO_KEYS }: Props) {
  const say = usePanelText(queueTexts);
  const sayWhy = usePanelText(alarmActionTexts);
  const root = useRef<HTMLElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<GridHandle>(null);
  const phase = usePhase();
  const cut = useCut();
  const may = { acknowledge: useMay("alarm:acknowledge"), shelve: useMay("alarm:shelve"), unshelve: useMay("alarm:unshelve"), reset: useMay("alarm:reset"), case: useMay("incident:open") };
  const [query, setQuery] = useState<Query>(EVERYTHING);
  const folding = useRows(query);
  const { rows, list } = folding;
  const cursor = useCursor(rows, folding.asked);
  const deeds = useDeeds();
  const sound = useSound();
  const [dialog, setDialog] = useState<"help" | { shelve: readonly Alarm[] } | { opens: Alarm["id"] }>();
  const { ofAlarm } = useCases();

  const { keys } = cursor.selection;
  const chosen = useMemo(() => (keys.size === 0 ? [] : list.filter((alarm) => keys.has(alarm.id))), [keys, list]);
  const current = rows.at(cursor.index);
  const targets = chosen.length > 0 ? chosen : alarmsOf(current);
  const { go, adrift } = useFollowing({ rows, cursor, openId, onFollow });

  /**
   * Alarms that came may have moved the row out of sight, or slipped under the finger: then a command first shows the row,
   * and acts on the next stroke. Nothing is acknowledged that was not looked at.
   */
  const unseen = (): boolean => {
    if (chosen.length === 0 && (cursor.justChanged() || adrift())) return true;
    const seen = grid.current?.visible();
    if (chosen.length > 0 || seen === undefined || (cursor.index >= seen.first && cursor.index <= seen.last)) return false;
    cursor.move(cursor.index);
    return true;
  };
  const carryOut = (deed: Deed, alarms: readonly Alarm[]): void => {
    if (!may[deed.do]) return notify(say("noRight"), "bad");
    deeds.send(deed, alarms);
    if (chosen.length > 0) cursor.select(NONE);
  };
  const acknowledgePage = (): void => {
    const seen = grid.current?.visible();
    if (seen === undefined) return;
    const page = Array.from({ length: seen.last - seen.first + 1 }, (_, i) => rows.at(seen.first + i));
    // A folded line shows none of its members: only what is seen is acknowledged.
    carryOut({ do: "acknowledge" }, page.flatMap((row) => (row?.kind === "alarm" ? [row.alarm] : [])));
  };
  const openShelve = (): void => {
    if (!may.shelve) return notify(say("noRight"), "bad");
    if (targets.length > 0) setDialog({ shelve: targets });
  };
  const openCase = (): void => {
    const alarm = targets[0];
    if (alarm === undefined || onCase === undefined) return;
    const known = ofAlarm.get(alarm.id);
    if (known !== undefined) onCase(known);
    else if (seen.past()) notify(sayWhy("lookingBack"), "bad");
    else if (!may.case) notify(say("noRight"), "bad");
    else setDialog({ opens: alarm.id });
  };
  const open = (): void => {
    if (current?.kind === "fold") folding.setOpen(current.key, !current.open);
    else if (current !== undefined) {
      cursor.move(cursor.index); // from now on it stays with the alarm whose card is read
      onOpen(current.alarm.id);
    }
  };
  const pageSize = (): number => {
    const seen = grid.current?.visible();
    return seen === undefined ? 10 : Math.max(1, seen.last - seen.first);
  };
  const selectHere = (): void => {
    if (current === undefined) return;
    const ids = alarmsOf(current).map((alarm) => alarm.id);
    cursor.select(ids.reduce(toggled, cursor.selection));
  };

  const act = (command: Command): void => {
    switch (command) {
      case "next": return go(cursor.index + 1);
      case "previous": return go(cursor.index - 1);
      case "page-down": return go(cursor.index + pageSize());
      case "page-up": return go(cursor.index - pageSize());
      case "first": return go(0);
      case "last": return go(rows.length - 1);
      case "extend-next": return go(cursor.index + 1, true);
      case "extend-previous": return go(cursor.index - 1, true);
      case "select": return selectHere();
      case "select-all": return cursor.select(all(list.map((alarm) => alarm.id)));
      case "clear":
        if (chosen.length === 0) {
          go(0);
          cursor.home();
        }
        return cursor.select(NONE);
      case "open": return open();
      case "acknowledge": return unseen() ? undefined : carryOut({ do: "acknowledge" }, targets);
      case "acknowledge-page": return acknowledgePage();
      case "shelve": return unseen() ? undefined : openShelve();
      case "unshelve": return unseen() ? undefined : carryOut({ do: "unshelve" }, targets);
      case "reset": return unseen() ? undefined : carryOut({ do: "reset" }, targets);
      case "case": return unseen() ? undefined : openCase();
      case "mute": return sound.toggle();
      case "fold": return folding.toggle();
      case "expand": if (current?.kind === "fold") folding.setOpen(current.key, true); return;
      case "collapse": if (current?.kind === "fold") folding.setOpen(current.key, false); return;
      case "search": return search.current?.focus();
      case "help": return setDialog("help");
    }
  };
  useCommands(root, act);

  const focusGrid = useCallback(() => grid.current?.focus(), []);
  const sortBy = (sort: SortKey): void => setQuery({ ...query, sort, reversed: query.sort === sort && !query.reversed });
  const narrowed = query.text !== "" || query.priorities.size > 0 || query.states.size > 0 || query.area !== undefined || query.cause !== undefined || query.service !== undefined;

  return (
    <section ref={root} className={css.queue} aria-label={say("label")} data-cut={cut || undefined}>
      <Banner folds={rows.folds} folded={folding.folded} />
      <Toolbar query={query} onQuery={setQuery} search={search} onLeaveSearch={focusGrid} />
      {phase.is === "loading" ? <LoadingState /> : phase.is === "failed" ? <ErrorState fault={phase.fault} text={say("loadFailed")} /> : (
        <div className={css.body}>
          <QueueGrid rows={rows} cursor={cursor} query={query} openId={openId} marks={deeds.marks} handle={grid} onSort={sortBy} onToggleFold={folding.toggleOpen}
            onPick={(row, index, event) => {
              clicked(cursor, rows, index, { ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey });
              grid.current?.focus();
              if (row.kind !== "alarm") return;
              if (!event.ctrlKey && !event.metaKey && !event.shiftKey) onOpen(row.alarm.id);
              else if (openId !== undefined) onFollow?.(row.alarm.id);
            }} />
          {rows.length === 0 && <div className={css.overlay}><EmptyState text={say(narrowed ? "emptyFiltered" : EMPTY[query.view])} /></div>}
        </div>
      )}
      <QueueBar chosen={chosen.length} shown={list.length} targets={targets} may={may} inCase={ofAlarm.has(targets[0]?.id ?? "")} folded={folding.folded} sound={sound} onCommand={act} />
      {dialog === "help" && <Help windowKeys={windowKeys} onClose={() => setDialog(undefined)} />}
      {typeof dialog === "object" && "opens" in dialog && <CaseOpener alarmId={dialog.opens} onClose={() => setDialog(undefined)} onCase={onCase ?? (() => undefined)} />}
      {typeof dialog === "object" && "shelve" in dialog && (
        <ShelveDialog alarms={dialog.shelve} onClose={() => setDialog(undefined)} onShelve={(wish) => {
          carryOut({ do: "shelve", ...wish }, dialog.shelve);
          setDialog(undefined);
        }} />
      )}
    </section>
  );
}
