import { useCallback } from "react";
import type { WallPanel } from "#contract/wall";
import { numberedCells, type WallShown } from "#contract/wall-view";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { useRecords } from "../../live/hooks.ts";
import { mirror } from "../../live/socket.ts";
import { wallPanelOf } from "../wall.ts";

/** What of the wall names are made of. */
export type Named = Pick<WallShown, "monitors" | "cells">;

/** A cell as people call it: "2.3" is the third of monitor 2; undefined: not there. */
export function cellName(wall: Named, cellId: string): string | undefined {
  const cell = wall.cells.get(cellId);
  const monitor = wall.monitors.get(cell?.monitorId ?? "");
  if (cell === undefined || monitor === undefined) return undefined;
  return `${monitor.number}.${numberedCells(wall, monitor.id).findIndex((one) => one.id === cellId) + 1}`;
}

/** The cell that "2.3" names; a monitor's number alone names its only cell. */
export function cellOfName(wall: Named, typed: string): string | undefined {
  const parts = /^\s*(\d{1,3})(?:\s*[.,\s/-]\s*(\d{1,4}))?\s*$/.exec(typed);
  if (parts === null) return undefined;
  const monitor = [...wall.monitors.values()].find((one) => one.number === Number(parts[1]));
  if (monitor === undefined) return undefined;
  const cells = numberedCells(wall, monitor.id);
  if (parts[2] === undefined) return cells.length === 1 ? cells[0]?.id : undefined;
  return cells[Number(parts[2]) - 1]?.id;
}

/** What a panel is called: its own title, else its kind and what it is about. */
export function usePanelName(): (panel: WallPanel) => string {
  const t = useText();
  const language = useLanguage();
  const things = useRecords("things");
  const datastreams = useRecords("datastreams");
  return useCallback((panel) => {
    if (panel.title !== undefined && panel.title !== "") return panel.title;
    const entry = wallPanelOf(panel.kind);
    const kind = entry === undefined ? panel.kind : t(entry.title);
    const { thingId, datastreamIds, alarmId, text } = panel.settings;
    const thing = typeof thingId === "string" ? things.get(thingId) : undefined;
    const stream = Array.isArray(datastreamIds) && typeof datastreamIds[0] === "string" ? datastreams.get(datastreamIds[0]) : undefined;
    const alarm = typeof alarmId === "string" ? mirror.alarms.get(alarmId) : undefined;
    const about = thing !== undefined ? local(language, thing.name, thing.nameEn)
      : stream !== undefined ? local(language, stream.name, stream.nameEn)
      : alarm !== undefined ? local(language, alarm.message, alarm.messageEn)
      : typeof text === "string" ? text.slice(0, 40) : undefined;
    return about === undefined ? kind : `${kind} · ${about}`;
  }, [t, language, things, datastreams]);
}
