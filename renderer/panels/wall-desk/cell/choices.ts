import { useMemo } from "react";
import { StudyId } from "#contract/study";
import type { Choice } from "../../../design/controls.tsx";
import { local, useLanguage } from "../../../design/i18n.ts";
import { byUrgency } from "../../../live/alarm-order.ts";
import { useAlarmView, useRecords, useRequest } from "../../../live/hooks.ts";
import { useCameras } from "../../use-cameras.ts";

const OPEN = { accept: () => true, compare: byUrgency };
/** Alarms offered at most: the gravest. */
const MOST_ALARMS = 200;

/** Studies that a wall may show (a display reads shared ones alone), and the options of the one chosen. */
function useStudies(kind: string, chosen: unknown): Readonly<Record<"studyId" | "optionId", readonly Choice[] | undefined>> {
  const wanted = kind === "study";
  const id = StudyId.safeParse(chosen);
  const { result: list } = useRequest("study:list", wanted ? {} : undefined);
  const { result: one } = useRequest("study:get", wanted && id.success ? { id: id.data } : undefined);
  return useMemo(() => ({
    studyId: list === undefined ? (wanted ? [] : undefined) : list.ok ? list.value.studies.filter(({ shared }) => shared).map(({ id: value, name, by }) => ({ value, text: `${name} · ${by}` })) : undefined,
    optionId: one?.ok === true ? one.value.options.map(({ id: value, name }, i) => ({ value, text: `${String.fromCharCode(65 + i)} · ${name}` })) : wanted ? [] : undefined,
  }), [list, one, wanted]);
}

/** What the ids of a panel's settings choose from, by the setting's name. @param of the panel as it is being set */
export function useChoices({ kind, settings }: { kind: string; settings: Readonly<Record<string, unknown>> }): (name: string) => readonly Choice[] | undefined {
  const language = useLanguage();
  const things = useRecords("things");
  const datastreams = useRecords("datastreams");
  const areas = useRecords("areas");
  const { list: alarms } = useAlarmView(OPEN);
  const { cameras } = useCameras();
  const studies = useStudies(kind, settings["studyId"]);
  return useMemo(() => {
    const station = (id: string): string => {
      const thing = things.get(id);
      return thing === undefined ? id : local(language, thing.name, thing.nameEn);
    };
    const stations = [...things.keys()].map((value) => ({ value, text: station(value) }));
    const byName: Readonly<Record<string, readonly Choice[] | undefined>> = {
      ...studies,
      thingId: stations, thingIds: stations,
      areas: [...areas.values()].map(({ id, name }) => ({ value: id, text: name })),
      datastreamIds: [...datastreams.values()].map((one) => ({ value: one.id, text: `${station(one.thingId)} · ${local(language, one.name, one.nameEn)}` })),
      cameraIds: (cameras ?? []).map(({ camera }) => ({ value: camera.id, text: local(language, camera.name, camera.nameEn) })),
      alarmId: alarms.slice(0, MOST_ALARMS).map((one) => ({ value: one.id, text: local(language, one.message, one.messageEn) })),
    };
    return (name: string) => byName[name];
  }, [language, things, datastreams, areas, alarms, cameras, studies]);
}
