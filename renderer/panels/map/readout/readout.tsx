import { useEffect, useRef, useState } from "react";
import { formatNumber } from "../../../design/format.ts";
import { useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { heightAt } from "../../../geo/heights.ts";
import { distance, type Point } from "../../../geo/measure.ts";
import { scaleBar } from "../../../scene/picture/scale-bar.ts";
import type { MapHandle } from "../map-handle.ts";
import { mapTexts } from "../map-texts.ts";
import { meridianOf } from "../meridian.ts";
import { placeWords, vn2000Words } from "../place-words.ts";
import css from "../tools.module.css";
import { useHeights } from "../use-pack-file.ts";
import { Compass } from "./compass.tsx";

/** Longest scale bar, px. */
const BAR_PX = 90;
/** Length by which the scale is taken in the middle of the map, px. */
const BASE_PX = 40;

interface Told {
  at: Point | undefined;
  pointed: boolean;
  bearing: number;
  metresPerPx: number | undefined;
}

/** Where the pointer is, in both systems of coordinates, how high the ground and how deep the water is there; scale and north. */
export function Readout({ handle }: { handle: MapHandle }) {
  const say = usePanelText(mapTexts);
  const language = useLanguage();
  const heights = useHeights(handle.city, true);
  const { at, pointed, bearing, metresPerPx } = useTold(handle);
  const ground = at === undefined || heights === undefined ? undefined : heightAt(heights, at);
  const water = at === undefined ? undefined : handle.scene.depth(...at)?.depth;
  const bar = metresPerPx === undefined ? undefined : scaleBar(metresPerPx, BAR_PX);
  return (
    <div className={css.readout}>
      <output className={css.told} aria-label={say(pointed ? "pointer" : "middle")} title={say(pointed ? "pointer" : "middle")}>
        {at !== undefined && (
          <>
            <span data-wgs84="">{placeWords(at, language)}</span> <span data-vn2000="">{vn2000Words(at, meridianOf(handle))}</span>
            {ground !== undefined && <span data-ground={ground}>{say("ground", { m: formatNumber(ground, 1, language) })}</span>}
            {water !== undefined && <span data-depth={water}>{say("water", { m: formatNumber(water, 1, language) })}</span>}
          </>
        )}
      </output>
      <span className={css.corner}>
        {bar !== undefined && metresPerPx !== undefined && <span className={css.scale} style={{ inlineSize: bar.metres / metresPerPx }}>{bar.label}</span>}
        <Compass handle={handle} bearing={bearing} />
      </span>
    </div>
  );
}

/** Follows pointer and frames; without a pointer over the map the middle is told, so that keys alone suffice. */
function useTold(handle: MapHandle): Told {
  const [told, setTold] = useState<Told>({ at: undefined, pointed: false, bearing: 0, metresPerPx: undefined });
  const pointer = useRef<readonly [number, number]>(undefined);
  useEffect(() => {
    const { scene, place } = handle;
    let frame = 0;
    const tell = (): void => {
      frame = 0;
      const [x, y] = [place.clientWidth / 2, place.clientHeight / 2];
      const pointed = pointer.current !== undefined;
      const [left, right] = [scene.pointAt(x - BASE_PX / 2, y), scene.pointAt(x + BASE_PX / 2, y)];
      const metres = left === undefined || right === undefined ? 0 : distance(left, right);
      setTold({ at: scene.pointAt(...(pointer.current ?? [x, y])), pointed, bearing: scene.view()?.bearing ?? 0, metresPerPx: metres > 0 ? metres / BASE_PX : undefined });
    };
    const soon = (): void => void (frame ||= requestAnimationFrame(tell));
    const move = (event: PointerEvent): void => {
      const { left, top } = place.getBoundingClientRect();
      pointer.current = [event.clientX - left, event.clientY - top];
      soon();
    };
    const leave = (): void => {
      pointer.current = undefined;
      soon();
    };
    place.addEventListener("pointermove", move, true);
    place.addEventListener("pointerleave", leave);
    const stop = handle.onFrame(soon);
    soon();
    return () => {
      stop();
      cancelAnimationFrame(frame);
      place.removeEventListener("pointermove", move, true);
      place.removeEventListener("pointerleave", leave);
    };
  }, [handle]);
  return told;
}
