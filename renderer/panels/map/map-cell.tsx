import { useEffect, useMemo } from "react";
import { usePanelText } from "../../design/panel-text.ts";
import { useAlarm, useNow, useRecords, useSite } from "../../live/hooks.ts";
import { latest } from "../../live/socket.ts";
import type { View } from "../../scene/scene.ts";
import { freshTexts } from "../wall-fresh-texts.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import { countFresh } from "./count-fresh.ts";
import { MapPanel } from "./map.tsx";
import { useDrawn } from "./use-drawn.ts";

/** A station and the wards around it. */
const NEAR_ZOOM = 14;
/** Of all series, this share without a fresh value makes the whole map old: some always are, and show it at their station. */
const MOST = 0.5;

/** The city's map in a cell of the wall: where its settings say, or wherever the followed alarm is, which it marks. */
export function MapCell({ settings, followed, onFresh }: WallPanelProps<"map">) {
  const say = usePanelText(freshTexts);
  const { drawn, onMode, onPainted } = useDrawn();
  const alarm = useAlarm(settings.follow ? followed : undefined);
  const site = useSite();
  const thing = useRecords("things").get(settings.thingId ?? "");
  const datastreams = useRecords("datastreams");
  const now = useNow(2000);
  const [lon, lat] = alarm?.position ?? settings.centre ?? thing?.position ?? (settings.zoom === undefined ? [] : (site?.centre ?? []));
  const zoom = alarm === undefined ? (settings.zoom ?? NEAR_ZOOM) : Math.max(NEAR_ZOOM, settings.zoom ?? 0);
  const view = useMemo<View | undefined>(() => (lon === undefined || lat === undefined ? undefined : { centre: [lon, lat], zoom }), [lon, lat, zoom]);
  const old = useMemo(() => datastreams.size - countFresh(datastreams.values(), latest.at, now), [datastreams, now]);
  const stale = datastreams.size > 0 && old > MOST * datastreams.size;
  const why = stale ? (old === datastreams.size ? say("oldAll", { of: old }) : say("oldSome", { n: old, of: datastreams.size })) : undefined;
  useEffect(() => {
    // Blank, or without its marks: the picture of before the loss is as old as the loss.
    if (!drawn.is) onFresh({ asOf: drawn.lostAt, stale: drawn.lostAt !== undefined, drawing: true });
    else onFresh({ asOf: undefined, stale, ...(why === undefined ? {} : { why }) });
  }, [drawn, stale, why, onFresh]);
  return <MapPanel quiet selected={alarm?.thingId ?? settings.thingId} view={view} onMode={onMode} onPainted={onPainted} />;
}
