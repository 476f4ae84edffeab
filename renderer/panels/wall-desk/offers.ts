import { useMemo } from "react";
import type { Alarm } from "#contract/alarm";
import type { WallPanel } from "#contract/wall";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { matcher, searchable } from "../../design/text-search.ts";
import { byUrgency } from "../../live/alarm-order.ts";
import { useAlarm, useAlarmView, useRecords } from "../../live/hooks.ts";
import { WALL_PANELS } from "../wall.ts";
import { usePanelName } from "../panel-name.ts";
import { useCameras } from "../use-cameras.ts";
import { alarmPanel, cameraPanel, chartPanel, panelsOfChosen, stationPanel } from "./selection.ts";

/** Something that can be put into a cell. */
export interface Offer {
  key: string;
  group: OfferGroup;
  text: string;
  panel: WallPanel;
  alarm?: Alarm;
}
export const OFFER_GROUPS = ["chosen", "panels", "alarms", "cameras", "stations", "streams"] as const;
export type OfferGroup = (typeof OFFER_GROUPS)[number];
/** What was found; `more`: so many of each group are not listed. */
export interface Offers {
  list: readonly Offer[];
  more: Readonly<Partial<Record<OfferGroup, number>>>;
}

/** Of each group, before anything is typed and after. */
const SHOWN = { bare: 4, found: 12 };
const OPEN = { accept: (alarm: Alarm) => alarm.inAlarm, compare: byUrgency };

/** All that the wall can show, by what was typed: what is chosen on the console stands first. */
export function useOffers(query: string, chosen: { alarmId: string | undefined; thingId: string | undefined }): Offers {
  const t = useText();
  const language = useLanguage();
  const things = useRecords("things");
  const datastreams = useRecords("datastreams");
  const panelName = usePanelName();
  const { list: alarms } = useAlarmView(OPEN);
  const { cameras } = useCameras();
  const alarm = useAlarm(chosen.alarmId);
  const thing = things.get(chosen.thingId ?? "");
  return useMemo(() => {
    const found = matcher(query);
    const most = found === undefined ? SHOWN.bare : SHOWN.found;
    const more: Partial<Record<OfferGroup, number>> = {};
    const list: Offer[] = [];
    const offer = <T>(group: OfferGroup, records: Iterable<T>, limit: number, make: (record: T) => Omit<Offer, "group">): void => {
      let n = 0, over = 0;
      for (const record of records) {
        if (found === undefined && n >= limit) break;
        const made = make(record);
        if (found !== undefined && !found(searchable(made.text, made.key))) continue;
        if (n >= limit) over++;
        else list.push({ ...made, group });
        n++;
      }
      if (over > 0) more[group] = over;
    };
    offer("chosen", panelsOfChosen({ alarmId: alarm?.id, thingId: thing?.id, datastreams: [...datastreams.values()] }), 10, (panel) => ({ key: `chosen ${panel.kind}`, text: panelName(panel), panel, ...(panel.kind === "alarm-card" && alarm !== undefined && { alarm }) }));
    offer("panels", WALL_PANELS, 40, ({ kind, title }) => ({ key: `panel ${kind}`, text: t(title), panel: { kind, settings: {}, sensitive: false } }));
    offer("alarms", alarms, most, (one) => ({ key: `alarm ${one.id}`, text: local(language, one.message, one.messageEn), panel: alarmPanel(one.id), alarm: one }));
    offer("cameras", cameras ?? [], most, ({ camera }) => ({ key: `camera ${camera.id}`, text: local(language, camera.name, camera.nameEn), panel: cameraPanel(camera) }));
    offer("stations", things.values(), most, (one) => ({ key: `thing ${one.id}`, text: local(language, one.name, one.nameEn), panel: stationPanel(one.id) }));
    offer("streams", datastreams.values(), most, (one) => {
      const home = things.get(one.thingId);
      const station = home === undefined ? one.thingId : local(language, home.name, home.nameEn);
      const name = local(language, one.name, one.nameEn);
      // Many a series is named after its station already.
      return { key: `stream ${one.id}`, text: name.includes(station) ? name : `${station} · ${name}`, panel: chartPanel([one.id]) };
    });
    return { list, more };
  }, [query, alarms, alarm, thing, things, datastreams, cameras, language, t, panelName]);
}
