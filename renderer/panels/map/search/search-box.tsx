import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { formatNumber } from "../../../design/format.ts";
import { useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { distance, type Point } from "../../../geo/measure.ts";
import { parsePlace } from "../../../geo/vn2000.ts";
import { useRecords } from "../../../live/hooks.ts";
import type { MapHandle } from "../map-handle.ts";
import { mapTexts } from "../map-texts.ts";
import { meridianOf } from "../meridian.ts";
import { placeWords } from "../place-words.ts";
import css from "../tools.module.css";
import { usePlaces } from "../use-pack-file.ts";
import { entriesOf, find, type Target } from "./find.ts";

const NONE: never[] = [];
/** A typed place is looked at from so near. */
const TYPED_ZOOM = 16;

/** Round a map without a pack, degrees: there is no more to see further away. */
const REACH = 1;

/** There is a map there: nobody is flown into the dark. */
function isOnMap([lon, lat]: Point, { city, centre }: Pick<MapHandle, "city" | "centre">): boolean {
  const [west, south, east, north] = city?.bounds ?? [centre[0] - REACH, centre[1] - REACH, centre[0] + REACH, centre[1] + REACH];
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** Looks for a place by name, with marks or without, or by its coordinates as people write them; Enter goes to the one in focus. */
export function SearchBox({ handle, onGo, onClose }: { handle: MapHandle; onGo: (target: Target) => void; onClose: () => void }) {
  const say = usePanelText(mapTexts);
  const language = useLanguage();
  const places = usePlaces(handle.city, true);
  const things = useRecords("things");
  const areas = useRecords("areas");
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const entries = useMemo(() => entriesOf(places ?? NONE, areas.values(), things.values(), language), [places, areas, things, language]);
  const typed = useMemo(() => {
    const at = parsePlace(query, { meridian: meridianOf(handle), near: handle.centre });
    return at === undefined ? undefined : { at, inside: isOnMap(at, handle) };
  }, [query, handle]);
  const found = useMemo(() => {
    if (typed === undefined) return find(entries, query);
    return typed.inside ? ([{ name: placeWords(typed.at, language), kind: say("coordinates"), at: typed.at, zoom: TYPED_ZOOM }] satisfies Target[]) : [];
  }, [entries, query, typed, language, say]);
  const chosen = found[Math.min(active, found.length - 1)];

  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && chosen !== undefined) onGo(chosen);
    else if (event.key === "ArrowDown") setActive((was) => Math.min(was + 1, found.length - 1));
    else if (event.key === "ArrowUp") setActive((was) => Math.max(0, was - 1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={css.box} data-map-tool="search">
      <input ref={field} className={css.query} type="text" role="combobox" aria-expanded={found.length > 0} aria-controls="map-found" aria-label={say("search")} aria-activedescendant={chosen === undefined ? undefined : `map-found-${found.indexOf(chosen)}`}
        placeholder={say("searchHint")} value={query} autoComplete="off" spellCheck={false} onKeyDown={press}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }} />
      <div id="map-found" role="listbox" aria-label={say("found")} className={css.found}>
        {found.map((target, i) => (
          <button type="button" tabIndex={-1} key={`${target.thingId ?? ""}${target.name}${target.at.join()}${i}`} id={`map-found-${i}`} role="option" aria-selected={target === chosen} onPointerDown={(event) => event.preventDefault()} onClick={() => onGo(target)}>
            <b>{target.name}</b> <span>{target.ward === undefined ? target.kind : `${target.kind} · ${target.ward}`}</span>
          </button>
        ))}
      </div>
      {query.trim() !== "" && found.length === 0 && <p role="status" data-not-found={typed === undefined ? "name" : "outside"}>{typed === undefined ? say("notFound") : say("outside", { place: placeWords(typed.at, language), km: formatNumber(distance(typed.at, [handle.centre[0], handle.centre[1]]) / 1000, 0, language) })}</p>}
    </div>
  );
}
