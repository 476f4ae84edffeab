import { useMemo } from "react";
import { Button, Checkbox } from "../../../design/controls.tsx";
import { local, useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { SearchSelect } from "../../../design/search-select.tsx";
import { useRecords } from "../../../live/hooks.ts";
import type { SceneLayerId } from "../../../scene/drawing.ts";
import type { LiveLayerId } from "../../../scene/live/live-host.ts";
import { liveTexts } from "../../../scene/live/live-texts.ts";
import { stationKind } from "../kind-texts.ts";
import { mapTexts } from "../map-texts.ts";
import { ToolBox } from "../tool-box.tsx";
import css from "../tools.module.css";
import { useToolKeys } from "../use-tool-keys.ts";
import { NO_FILTER, turned, type Filter } from "./keep.ts";

const SCENE_KEYS = { buildings: "buildings", "water-surface": "waterSurface", wards: "wards", names: "names", shade: "shade", terrain: "terrain", models: "models" } as const satisfies Record<SceneLayerId, string>;

/** What the person has switched and chosen. */
export interface Choice {
  layers: ReadonlySet<string>;
  filter: Filter;
  /** Of which property heat and contours are drawn. */
  field: string | undefined;
}

/** Switches of the layers there are, and which stations are shown. */
export function LayersBox({ scene, live, choice, shown, onChange, onClose }: { scene: readonly SceneLayerId[]; live: readonly LiveLayerId[]; choice: Choice; shown: { n: number; of: number }; onChange: (next: Choice) => void; onClose: () => void }) {
  const say = usePanelText(mapTexts);
  const sayLive = usePanelText(liveTexts);
  const language = useLanguage();
  const things = useRecords("things");
  const areas = useRecords("areas");
  const properties = useRecords("observedProperties");
  const { layers, filter, field } = choice;
  useToolKeys({ end: onClose });
  const kinds = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { kind } of things.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return [...counts].map(([kind, n]) => ({ kind, n, text: stationKind(kind, language) })).sort((a, b) => a.text.localeCompare(b.text, language));
  }, [things, language]);
  const wards = useMemo(() => [{ value: "", text: say("all") }, ...[...areas.values()].map(({ id, name }) => ({ value: String(id), text: name }))], [areas, say]);
  const measured = useMemo(() => [...properties.values()].map(({ id, name, nameEn }) => ({ value: String(id), text: local(language, name, nameEn) })), [properties, language]);
  const one = (set: ReadonlySet<string>): string => [...set][0] ?? "";
  const only = (value: string): ReadonlySet<string> => new Set(value === "" ? [] : [value]);
  const layer = (id: string, text: string) => <Checkbox key={id} label={text} checked={layers.has(id)} onChange={() => onChange({ ...choice, layers: turned(layers, id) })} />;
  const filtered = filter.wards.size + filter.kinds.size + filter.properties.size > 0 || filter.only !== undefined;
  return (
    <ToolBox title={say("layers")} onClose={onClose}>
      {filtered && <p role="status">{say("filtered", shown)} <Button look="quiet" onPress={() => onChange({ ...choice, filter: NO_FILTER })}>{say("reset")}</Button></p>}
      {scene.length + live.length > 0 && (
        <fieldset className={css.ticks}>
          <legend>{say("layersOf")}</legend>
          {live.map((id) => layer(id, sayLive(id)))}
          {scene.map((id) => layer(id, say(SCENE_KEYS[id])))}
        </fieldset>
      )}
      {(layers.has("heat") || layers.has("contours")) && <SearchSelect label={say("field")} value={field ?? ""} choices={[{ value: "", text: say("none") }, ...measured]} onChange={(value) => onChange({ ...choice, field: value === "" ? undefined : value })} />}
      <SearchSelect label={say("ward")} value={one(filter.wards)} choices={wards} onChange={(value) => onChange({ ...choice, filter: { ...filter, wards: only(value) } })} />
      <SearchSelect label={say("property")} value={one(filter.properties)} choices={[{ value: "", text: say("all") }, ...measured]} onChange={(value) => onChange({ ...choice, filter: { ...filter, properties: only(value) } })} />
      <fieldset className={css.ticks}>
        <legend>{say("kinds")}</legend>
        {kinds.map(({ kind, n, text }) => <Checkbox key={kind} label={`${text} (${n})`} checked={filter.kinds.size === 0 || filter.kinds.has(kind)} onChange={() => onChange({ ...choice, filter: { ...filter, kinds: kindsAfter(filter.kinds, kind, kinds.map((each) => each.kind)) } })} />)}
      </fieldset>
    </ToolBox>
  );
}

/** All ticked is no filter: the first tick taken away leaves the others, and all ticked again is none. */
function kindsAfter(kinds: ReadonlySet<string>, kind: string, all: readonly string[]): ReadonlySet<string> {
  const next = turned(kinds.size === 0 ? new Set(all) : kinds, kind);
  return next.size === all.length ? new Set() : next;
}
