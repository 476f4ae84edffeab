import { useCallback } from "react";
import type { WallPanel } from "#contract/wall";
import { local, useLanguage, useText } from "../design/i18n.ts";
import { useRecords } from "../live/hooks.ts";
import { mirror } from "../live/socket.ts";
import { panelTitle } from "./panel-titles.ts";

/** What a panel is called: its own title, else its kind and what it is about. */
export function usePanelName(): (panel: WallPanel) => string {
  const t = useText();
  const language = useLanguage();
  const things = useRecords("things");
  const datastreams = useRecords("datastreams");
  return useCallback((panel) => {
    if (panel.title !== undefined && panel.title !== "") return panel.title;
    const title = panelTitle(panel.kind);
    const kind = title === undefined ? panel.kind : t(title);
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
