import { useEffect, useMemo, useState } from "react";
import type { IncidentId } from "#contract/incident";
import { Button } from "../../design/controls.tsx";
import { formatNumber } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { PlainMapPicture, type PlainMark } from "../../design/plain-map.tsx";
import { useRecords, useRequest, useSite } from "../../live/hooks.ts";
import { mapDesk } from "../../live/map-desk.ts";
import { mirror } from "../../live/socket.ts";
import { useMay } from "../../live/session.ts";
import type { BaseMap } from "../../scene/base-map.ts";
import { plainBase, plainMap } from "../../scene/plain-map.ts";
import { BestCameras } from "../best-cameras.ts";
import { Cameras } from "./cameras.tsx";
import css from "./case.module.css";
import { casePageTexts } from "./texts.ts";
import type { WholeCase } from "./use-case.ts";

const ZOOM = 14;
const BOX = { width: 640, height: 300 };

/** Where the case is: a still of the city around it with its alarms' stations and the nearest cameras, and the way to the window's own map. */
export function CasePlace({ whole, onMap }: { whole: WholeCase; onMap: (() => void) | undefined }) {
  const say = usePanelText(casePageTexts);
  const language = useLanguage();
  const things = useRecords("things");
  const base = useBase();
  const cameras = useCameras(whole.incident.id);
  const { incident } = whole;
  const mayLook = useMay("camera:list");
  const { position } = incident;
  const marks = useMemo(() => {
    const found: PlainMark[] = [];
    const stations = new Set<string>();
    for (const id of incident.alarmIds) {
      const alarm = mirror.alarms.get(id);
      const thing = things.get(alarm?.thingId ?? "");
      if (thing === undefined || stations.has(thing.id)) continue;
      stations.add(thing.id);
      found.push({ id: thing.id, kind: "station", name: local(language, thing.name, thing.nameEn), at: [thing.position[0], thing.position[1]], priority: alarm?.priority });
    }
    for (const { thingId, name } of cameras ?? []) {
      const at = things.get(thingId)?.position;
      if (at !== undefined) found.push({ id: thingId, kind: "camera", name, at: [at[0], at[1]] });
    }
    if (position !== undefined) found.push({ id: incident.id, kind: "case", name: incident.title, at: [position[0], position[1]] });
    return found;
  }, [incident, things, cameras, position, language]);
  const [lon, lat] = position ?? [];
  const map = useMemo(() => (lon === undefined || lat === undefined ? undefined : plainMap(base, { centre: [lon, lat], zoom: ZOOM, ...BOX })), [base, lon, lat]);
  if (map === undefined || lon === undefined || lat === undefined) return null;
  const known = cameras === undefined ? null : <Cameras cameras={cameras} />;
  const show = (): void => {
    onMap?.();
    // The map is shown again first: hidden, it has no size to fly in.
    requestAnimationFrame(() => mapDesk.now()?.show({ centre: [lon, lat], zoom: 16 }, incident.title));
  };
  return (
    <section className={css.place} aria-label={say("place")}>
      <h3>{say("place")}</h3>
      <PlainMapPicture label={say("placeOf", { what: incident.title })} map={map} marks={marks} />
      <p className={css.deeds}>
        <span className={css.coordinates}>{formatNumber(lat, 5, language)}, {formatNumber(lon, 5, language)}</span>
        {onMap !== undefined && <Button onPress={show}>{say("toMap")}</Button>}
      </p>
      {mayLook && position !== undefined && incident.closedAt === undefined ? <BestCameras subject={{ incidentId: incident.id, place: position }} otherwise={known} /> : known}
    </section>
  );

}

function useBase(): BaseMap | undefined {
  const site = useSite()?.id;
  const [base, setBase] = useState<BaseMap>();
  useEffect(() => {
    let wanted = true;
    void plainBase(site).then((read) => wanted && setBase(read));
    return () => {
      wanted = false;
    };
  }, [site]);
  return base;
}

/** Nearest cameras of who may plan; others are not told. */
function useCameras(incidentId: IncidentId): readonly { thingId: string; name: string; metres: number }[] | undefined {
  const may = useMay("incident:plan");
  const { result } = useRequest("incident:plan", may ? { incidentId } : undefined);
  return result?.ok === true ? result.value.cameras : undefined;
}
