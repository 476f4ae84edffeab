import { useEffect, useMemo, useRef, useState, type CSSProperties } from "react";
import type { StudyGrid, StudyRunIndex } from "#contract/study-result";
import { Button } from "../../design/controls.tsx";
import { followPointer } from "../../design/follow-pointer.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { PlainMapPicture } from "../../design/plain-map.tsx";
import { useSite } from "../../live/hooks.ts";
import type { BaseMap } from "../../scene/base-map.ts";
import { mercator } from "../../scene/bounds.ts";
import { plainBase, plainMap, type PlainMap } from "../../scene/plain-map.ts";
import { writeOffset } from "./clock.ts";
import { SimulatedLegend } from "./legend.tsx";
import { playTexts } from "./play-texts.ts";
import { usePlaying, type Playing } from "./playing.ts";
import css from "./play.module.css";
import { useGrid, usePainted } from "./use-simulated.ts";

const BOX = { width: 480, height: 360 };
const TILE = 512;

/** One option's map among others. */
export interface SmallMapOf {
  id: string;
  letter: string;
  name: string;
  index: StudyRunIndex | undefined;
  best: boolean;
}

/** A map for each option: the same part of the city, the same time, the same question; one is moved, all move. */
export function SmallMaps({ of, onLarge }: { of: readonly SmallMapOf[]; onLarge: ((id: string) => void) | undefined }) {
  const say = usePanelText(playTexts);
  const play = usePlaying();
  const base = useBase();
  const grid = of.find(({ index }) => index !== undefined)?.index?.grid;
  const [moved, setMoved] = useState<{ centre: readonly [number, number]; zoom: number }>();
  const view = moved ?? (grid === undefined ? undefined : wholeOf(grid));
  const map = useMemo(() => (view === undefined ? undefined : plainMap(base, { ...view, ...BOX })), [base, view]);
  const under = of[0]?.index;
  if (map === undefined || view === undefined) return null;
  const zoom = (by: number): void => setMoved({ ...view, zoom: Math.max(9, Math.min(17, view.zoom + by)) });
  const style: CSSProperties & Record<"--across", string> = { "--across": String(of.length <= 3 ? of.length : of.length === 4 ? 4 : Math.ceil(of.length / 2)) };
  return (
    <section aria-label={say("maps")}>
      <div className={css.line}>
        <SimulatedLegend telling={play.telling} /><span className={css.grow} />
        <Button look="quiet" aria-label={say("zoomOut")} onPress={() => zoom(-0.5)}>−</Button><Button look="quiet" aria-label={say("zoomIn")} onPress={() => zoom(0.5)}>+</Button><Button look="quiet" isDisabled={moved === undefined} onPress={() => setMoved(undefined)}>{say("whole")}</Button>
      </div>
      <ul className={css.maps} style={style}>
        {of.map((one) => <SmallMap key={one.id} of={one} base={under} map={map} play={play} onLarge={onLarge === undefined ? undefined : () => onLarge(one.id)} onMove={(centre) => setMoved({ centre, zoom: view.zoom })} />)}
      </ul>
    </section>
  );
}

interface SmallProps {
  of: SmallMapOf;
  base: StudyRunIndex | undefined;
  map: PlainMap;
  play: Playing;
  onLarge: (() => void) | undefined;
  onMove: (centre: readonly [number, number]) => void;
}

function SmallMap({ of, base, map, play, onLarge, onMove }: SmallProps) {
  const say = usePanelText(playTexts);
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<HTMLCanvasElement>();
  const grid = useGrid(of.index, base, play);
  const isReal = play.t < 0;
  usePainted(isReal ? undefined : grid, play.telling, setDrawn);
  const bounds = of.index?.grid.bounds;
  useEffect(() => {
    if (drawn === undefined || bounds === undefined || place.current === null) return undefined;
    place.current.append(drawn);
    return () => drawn.remove();
  }, [drawn, bounds]);
  useEffect(() => {
    if (drawn === undefined || bounds === undefined) return;
    const [left, top] = map.place(bounds[0], bounds[3]);
    const [right, bottom] = map.place(bounds[2], bounds[1]);
    const share = (px: number, side: number): string => `${(px / side) * 100}%`;
    Object.assign(drawn.style, { left: share(left, map.width), top: share(top, map.height), width: share(right - left, map.width), height: share(bottom - top, map.height) });
  }, [drawn, bounds, map]);
  const label = say("mapOf", { option: `${of.letter} ${of.name}`, telling: say(`telling.${play.telling}`, { base: "A" }), time: writeOffset(Math.max(0, play.t)) });
  return (
    <li className={css.small} data-best={of.best || undefined} data-small-map={of.id} data-painted={drawn === undefined ? undefined : ""}>
      <header>
        <b>{of.letter}</b><span className={css.grow} title={of.name}>{of.name}</span>
        {onLarge !== undefined && <Button look="quiet" aria-label={say("large", { option: of.name })} onPress={onLarge}>⤢</Button>}
      </header>
      <div ref={place} className={css.picture} onPointerDown={(event) => {
        const { clientX, clientY, currentTarget: { clientWidth } } = event;
        const units = map.width / Math.max(1, clientWidth);
        followPointer(event, { from: 3, move: (at) => onMove(map.at(map.width / 2 - (at.clientX - clientX) * units, map.height / 2 - (at.clientY - clientY) * units)), end: () => undefined });
      }}>
        <PlainMapPicture label={label} map={map} marks={[]} />
        <b className={css.signOver}>{say("sign")}</b>
        {isReal ? <p>{say("real")}</p> : of.index === undefined || grid === undefined ? <p role="status">{say("loading")}</p> : null}
      </div>
    </li>
  );
}

/** The part of the city that the grid covers, whole. */
function wholeOf({ bounds: [west, south, east, north] }: StudyGrid): { centre: readonly [number, number]; zoom: number } {
  const [left, top] = mercator(west, north);
  const [right, bottom] = mercator(east, south);
  return { centre: [(west + east) / 2, (south + north) / 2], zoom: Math.log2(Math.min(BOX.width / Math.max(1e-9, right - left), BOX.height / Math.max(1e-9, bottom - top)) / TILE) };
}

function useBase(): BaseMap | undefined {
  const site = useSite()?.id;
  const [base, setBase] = useState<BaseMap>();
  useEffect(() => {
    let wanted = true;
    void plainBase(site).then((read) => wanted && setBase(read));
    return () => {
      wanted = false;
    };
  }, [site]);
  return base;
}
