import { useMemo } from "react";
import type { Choice } from "../../../design/controls.tsx";
import { local, useLanguage } from "../../../design/i18n.ts";
import { byUrgency } from "../../../live/alarm-order.ts";
import { useAlarmView, useRecords } from "../../../live/hooks.ts";
import { useCameras } from "../../use-cameras.ts";

const OPEN = { accept: () => true, compare: byUrgency };
/** Alarms offered at most: the gravest. */
const MOST_ALARMS = 200;

/** What the ids of a panel's settings choose from, by the setting's name. */
export function useChoices(): (name: string) => readonly Choice[] | undefined {
  const language = useLanguage();
  const things = useRecords("things");
  const datastreams = useRecords("datastreams");
  const areas = useRecords("areas");
  const { list: alarms } = useAlarmView(OPEN);
  const { cameras } = useCameras();
  return useMemo(() => {
    const station = (id: string): string => {
      const thing = things.get(id);
      return thing === undefined ? id : local(language, thing.name, thing.nameEn);
    };
    const stations = [...things.keys()].map((value) => ({ value, text: station(value) }));
    const byName: Readonly<Record<string, readonly Choice[]>> = {
      thingId: stations, thingIds: stations,
      areas: [...areas.values()].map(({ id, name }) => ({ value: id, text: name })),
      datastreamIds: [...datastreams.values()].map((one) => ({ value: one.id, text: `${station(one.thingId)} · ${local(language, one.name, one.nameEn)}` })),
      cameraIds: (cameras ?? []).map(({ camera }) => ({ value: camera.id, text: local(language, camera.name, camera.nameEn) })),
      alarmId: alarms.slice(0, MOST_ALARMS).map((one) => ({ value: one.id, text: local(language, one.message, one.messageEn) })),
    };
    return (name: string) => byName[name];
  }, [language, things, datastreams, areas, alarms, cameras]);
}
