import { useMemo } from "react";
import type { Datastream } from "#contract/things";
import type { Choice } from "../../design/controls.tsx";
import { local, useLanguage } from "../../design/i18n.ts";
import { useRecords } from "../../live/hooks.ts";

/** What id fields choose from, in the present language. */
export interface Catalogues {
  datastream: readonly Choice[];
  "observed-property": readonly Choice[];
  area: readonly Choice[];
  thing: readonly Choice[];
  rule: readonly Choice[];
  /** For units and levels. */
  datastreams: ReadonlyMap<string, Datastream>;
}

export function useCatalogues(): Catalogues {
  const language = useLanguage();
  const datastreams = useRecords("datastreams");
  const properties = useRecords("observedProperties");
  const areas = useRecords("areas");
  const things = useRecords("things");
  const rules = useRecords("rules");
  return useMemo(() => {
    const named = (map: ReadonlyMap<string, { name: string; nameEn?: string | undefined }>): Choice[] => [...map].map(([value, each]) => ({ value, text: local(language, each.name, each.nameEn) }));
    return {
      datastreams,
      datastream: [...datastreams.values()].map((datastream) => {
        const thing = things.get(datastream.thingId);
        return { value: datastream.id, text: `${thing === undefined ? datastream.thingId : local(language, thing.name, thing.nameEn)} · ${local(language, datastream.name, datastream.nameEn)}` };
      }),
      "observed-property": named(properties), area: named(areas), thing: named(things), rule: named(rules),
    };
  }, [language, datastreams, properties, areas, things, rules]);
}
