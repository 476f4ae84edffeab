import { useEffect, useMemo, useState, type MouseEvent } from "react";
import { PlainMapPicture, type PlainMark } from "../../design/plain-map.tsx";
import type { BaseMap } from "../../scene/base-map.ts";
import { plainBase, plainMap } from "../../scene/plain-map.ts";
import css from "./agency.module.css";

const BOX = { width: 320, height: 260 };
/** Outside these a still says nothing: a whole province, or a single roof. */
const [FARTHEST, NEAREST] = [9, 16];

interface Props {
  label: string;
  centre: readonly [lon: number, lat: number];
  zoom: number;
  marks: readonly PlainMark[];
  line?: readonly (readonly [number, number])[];
  /** Where the map was pressed, and what pressing it does, in words. */
  taps?: { label: string; on: (at: [lon: number, lat: number]) => void };
}

/** A still of the city, read when it is first wanted. */
export function StillMap({ label, centre: [lon, lat], zoom, marks, line, taps }: Props) {
  const [base, setBase] = useState<BaseMap>();
  useEffect(() => {
    let wanted = true;
    void plainBase(undefined).then((read) => wanted && setBase(read));
    return () => {
      wanted = false;
    };
  }, []);
  const map = useMemo(() => plainMap(base, { centre: [lon, lat], zoom: Math.min(NEAREST, Math.max(FARTHEST, zoom)), ...BOX }), [base, lon, lat, zoom]);
  const picture = <PlainMapPicture label={label} map={map} marks={marks} line={line} />;
  if (taps === undefined) return picture;
  const tapped = (event: MouseEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    // Pressed by a key it has no place: the middle is taken.
    const byKey = event.detail === 0 || box.width === 0;
    taps.on(byKey ? [lon, lat] : map.at(((event.clientX - box.left) / box.width) * BOX.width, ((event.clientY - box.top) / box.height) * BOX.height));
  };
  return <div className={css.taps}>{picture}<button type="button" className={css.tapped} aria-label={taps.label} onClick={tapped} /></div>;
}

/** The middle of these places, and how near one may go with all of them in sight. */
export function viewOfAll(places: readonly (readonly [lon: number, lat: number])[]): { centre: [number, number]; zoom: number } {
  const [lons, lats] = [places.map(([lon]) => lon), places.map(([, lat]) => lat)];
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  const degrees = Math.max((east - west) / BOX.width, (north - south) / BOX.height / Math.cos((north * Math.PI) / 180), 1e-7);
  // A tile of 512 units is the whole round at zoom 0; some room is left at the edges.
  return { centre: [(west + east) / 2, (south + north) / 2], zoom: Math.log2((360 / 512 / degrees) * 0.8) };
}
