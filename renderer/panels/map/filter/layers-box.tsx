import { useMemo, type ReactNode } from "react";
import { Checkbox } from "../../../design/controls.tsx";
import { local, useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { SearchSelect } from "../../../design/search-select.tsx";
import { useRecords } from "../../../live/hooks.ts";
import { useAgencies } from "../../../live/use-cases.ts";
import type { SceneLayerId } from "../../../scene/drawing.ts";
import type { LiveLayerId } from "../../../scene/live/live-host.ts";
import { liveTexts } from "../../../scene/live/live-texts.ts";
import { serviceText, stationKind } from "../kind-texts.ts";
import { mapTexts } from "../map-texts.ts";
import { ToolBox } from "../tool-box.tsx";
import css from "../tools.module.css";
import { useToolKeys } from "../use-tool-keys.ts";
import { turned, UNSTATED, type Filter } from "./keep.ts";

const SCENE_KEYS = { buildings: "buildings", "water-surface": "waterSurface", wards: "wards", names: "names", shade: "shade", terrain: "terrain", models: "models" } as const satisfies Record<SceneLayerId, string>;

/** Of a choice among agencies and services: those that name none. No id looks so. */
const NOT_STATED = "?";

/** What the person has switched and chosen. */
export interface Choice {
  layers: ReadonlySet<string>;
  filter: Filter;
  /** Of which property heat and contours are drawn. */
  field: string | undefined;
}

/** Switches of the layers there are, and which stations and cases are shown. @param leftOut what the filter hides, in words */
export function LayersBox({ scene, live, choice, leftOut, onChange, onClose }: { scene: readonly SceneLayerId[]; live: readonly LiveLayerId[]; choice: Choice; leftOut: ReactNode; onChange: (next: Choice) => void; onClose: () => void }) {
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
  const agencies = useAgencies();
  const owners = useMemo(() => [{ value: "", text: say("all") }, ...agencies.map(({ id, name, nameEn }) => ({ value: String(id), text: local(language, name, nameEn) })), { value: NOT_STATED, text: say("unstated") }], [agencies, language, say]);
  const services = useMemo(() => {
    const found = new Set([...things.values()].map(({ service = UNSTATED }) => service));
    const named = [...found].filter((service) => service !== UNSTATED).map((service) => ({ value: service, text: serviceText(service, language) })).sort((a, b) => a.text.localeCompare(b.text, language));
    return [{ value: "", text: say("all") }, ...named, ...(found.has(UNSTATED) ? [{ value: NOT_STATED, text: say("unstated") }] : [])];
  }, [things, language, say]);
  const stated = (set: ReadonlySet<string>): string => (set.has(UNSTATED) ? NOT_STATED : one(set));
  const one = (set: ReadonlySet<string>): string => [...set][0] ?? "";
  const only = (value: string): ReadonlySet<string> => new Set(value === "" ? [] : [value]);
  const layer = (id: string, text: string) => <Checkbox key={id} label={text} checked={layers.has(id)} onChange={() => onChange({ ...choice, layers: turned(layers, id) })} />;
  return (
    <ToolBox title={say("layers")} onClose={onClose}>
      {leftOut}
      {scene.length + live.length > 0 && (
        <fieldset className={css.ticks}>
          <legend>{say("layersOf")}</legend>
          {live.map((id) => layer(id, sayLive(id)))}
          {scene.map((id) => layer(id, say(SCENE_KEYS[id])))}
        </fieldset>
      )}
      {(layers.has("heat") || layers.has("contours")) && <SearchSelect label={say("field")} value={field ?? ""} choices={[{ value: "", text: say("none") }, ...measured]} onChange={(value) => onChange({ ...choice, field: value === "" ? undefined : value })} />}
      <SearchSelect label={say("ward")} value={one(filter.wards)} choices={wards} onChange={(value) => onChange({ ...choice, filter: { ...filter, wards: only(value) } })} />
      <SearchSelect label={say("agency")} value={stated(filter.agencies)} choices={owners} onChange={(value) => onChange({ ...choice, filter: { ...filter, agencies: value === NOT_STATED ? new Set([UNSTATED]) : only(value) } })} />
      <SearchSelect label={say("service")} value={stated(filter.services)} choices={services} onChange={(value) => onChange({ ...choice, filter: { ...filter, services: value === NOT_STATED ? new Set([UNSTATED]) : only(value) } })} />
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
