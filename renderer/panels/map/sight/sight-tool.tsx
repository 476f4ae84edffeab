import { useEffect, useMemo, useState } from "react";
import { local, useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { distance, type Point } from "../../../geo/measure.ts";
import { inView } from "../../../geo/sight.ts";
import { useRecords } from "../../../live/hooks.ts";
import type { MapHandle } from "../map-handle.ts";
import { MapOverlay, pathOf } from "../map-overlay.tsx";
import { mapTexts } from "../map-texts.ts";
import { ToolBox } from "../tool-box.tsx";
import css from "../tools.module.css";
import { lengthWords } from "../units.ts";
import { useHeights } from "../use-pack-file.ts";
import { useMapPointer } from "../use-map-pointer.ts";
import { useToolKeys } from "../use-tool-keys.ts";
import { camerasOf, lookingAt, reachOf, type Looking } from "./look.ts";

interface Asked {
  place: Point;
  looking: readonly Looking[];
  houses: number;
  working: boolean;
}

/** Which cameras see a point of the ground, over terrain and houses, and how far each of them sees. */
export function SightTool({ handle, onSelect, onEnd }: { handle: MapHandle; onSelect: (thingId: string) => void; onEnd: () => void }) {
  const say = usePanelText(mapTexts);
  const language = useLanguage();
  const things = useRecords("things");
  const heights = useHeights(handle.city, true);
  const cameras = useMemo(() => camerasOf(things.values()), [things]);
  const [place, setPlace] = useState<Point>();
  const [answered, setAsked] = useState<Asked>();
  // An answer to an earlier click is none to this one.
  const asked = answered?.place === place ? answered : undefined;
  useMapPointer(handle.place, { click: (x, y) => setPlace(handle.scene.pointAt(x, y)) });
  useToolKeys({ end: onEnd, back: () => setPlace(undefined) });
  useEffect(() => {
    if (place === undefined) return undefined;
    const towardsIt = cameras.filter(({ eye }) => inView(eye, place));
    const reach = reachOf(towardsIt.map(({ eye }) => eye));
    const houses = reach === undefined ? [] : handle.scene.buildings(reach);
    const work = lookingAt(towardsIt, place, heights, houses);
    const looking: Looking[] = [];
    let timer = 0;
    // One camera a turn: each looks along some thousand rays, and the room goes on meanwhile.
    const step = (): void => {
      const next = work.next();
      if (next.done !== true) looking.push(next.value);
      setAsked({ place, looking: [...looking], houses: houses.length, working: next.done !== true });
      if (next.done !== true) timer = window.setTimeout(step, 0);
    };
    timer = window.setTimeout(step, 0);
    return () => clearTimeout(timer);
  }, [place, cameras, heights, handle]);
  const seeing = asked?.looking.filter((each) => each.sees) ?? [];
  const hidden = (asked?.looking.length ?? 0) - seeing.length;
  return (
    <>
      <MapOverlay handle={handle}>
        {(project) => {
          const at = place === undefined ? undefined : project(place);
          return (
            <g data-sight="">
              {asked?.looking.map(({ thing, field, sees }) => <path key={thing.id} className={css.sector} data-sees={sees ? "yes" : "no"} d={pathOf(field, project, true)} />)}
              {at !== undefined && <circle className={css.pin} cx={at[0]} cy={at[1]} r="7" />}
            </g>
          );
        }}
      </MapOverlay>
      <ToolBox title={say("sight")} onClose={onEnd}>
        {cameras.length === 0 ? <p>{say("noCameras")}</p> : asked === undefined && <p className={css.hint}>{say("sightHint")}</p>}
        {asked !== undefined && (
          <>
            <p className={css.figure} role="status" data-seen-by={asked.working ? undefined : seeing.length}>{asked.working ? say("working") : seeing.length === 0 ? say("seenByNone") : say("seenBy", { n: seeing.length })}</p>
            <ul className={css.list}>
              {seeing.map(({ thing, eye }) => <li key={thing.id}><button type="button" onClick={() => onSelect(thing.id)}>{local(language, thing.name, thing.nameEn)}, {say("metres", { m: lengthWords(distance(eye.at, asked.place), language) })}</button></li>)}
            </ul>
            {hidden > 0 && !asked.working && <p>{say("hidden", { n: hidden })}</p>}
            <p className={css.hint}>{heights === undefined ? say("noHeights") : asked.houses === 0 ? say("noHouses") : say("withHouses", { n: asked.houses })}</p>
          </>
        )}
      </ToolBox>
    </>
  );
}
