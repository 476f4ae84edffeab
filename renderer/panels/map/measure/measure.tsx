import { useState } from "react";
import { useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { areaOf, bearing, distance, lengthOf, type Point } from "../../../geo/measure.ts";
import type { MapHandle } from "../map-handle.ts";
import { MapOverlay, pathOf } from "../map-overlay.tsx";
import { mapTexts } from "../map-texts.ts";
import { ToolBox } from "../tool-box.tsx";
import css from "../tools.module.css";
import { areaWords, bearingWords, lengthWords } from "../units.ts";
import { useMapPointer } from "../use-map-pointer.ts";
import { useToolKeys } from "../use-tool-keys.ts";

/** Points of one measurement at most. */
const MOST = 500;

/** Measures along clicks: a line's length with its last leg and bearing, or an area with its perimeter. */
export function Measure({ handle, kind, onEnd }: { handle: MapHandle; kind: "distance" | "area"; onEnd: () => void }) {
  const say = usePanelText(mapTexts);
  const language = useLanguage();
  const [points, setPoints] = useState<readonly Point[]>([]);
  const [pointer, setPointer] = useState<Point>();
  useMapPointer(handle.place, {
    click: (x, y) => {
      const at = handle.scene.pointAt(x, y);
      if (at !== undefined) setPoints((was) => (was.length < MOST ? [...was, at] : was));
    },
    move: (x, y) => setPointer(handle.scene.pointAt(x, y)),
  });
  useToolKeys({ end: onEnd, back: () => setPoints((was) => was.slice(0, -1)) });
  const isArea = kind === "area";
  const [from, to] = points.slice(-2);
  const metres = lengthOf(isArea && points.length > 2 ? [...points, ...points.slice(0, 1)] : points);
  const squareMetres = areaOf(points);
  return (
    <>
      <MapOverlay handle={handle}>
        {(project) => (
          <g data-measure={kind}>
            {isArea && points.length > 2 && <path className={css.face} d={pathOf(points, project, true)} />}
            <path className={css.line} d={pathOf(points, project, isArea && points.length > 2)} />
            {pointer !== undefined && points.length > 0 && points.length < MOST && <path className={css.ahead} d={pathOf([...points.slice(-1), pointer, ...(isArea && points.length > 1 ? points.slice(0, 1) : [])], project)} />}
            {points.map((point, i) => {
              const at = project(point);
              return at === undefined ? null : <circle key={i} className={css.dot} cx={at[0]} cy={at[1]} r="4" />;
            })}
          </g>
        )}
      </MapOverlay>
      <ToolBox title={say(kind)} onClose={onEnd}>
        {isArea && points.length > 2 && <p className={css.figure} data-square-metres={squareMetres}>{say("areaIs")} <b>{areaWords(squareMetres, language)}</b></p>}
        {points.length > 1 && <p className={css.figure} data-metres={metres}>{say(isArea && points.length > 2 ? "around" : "total")} <b>{lengthWords(metres, language)}</b></p>}
        {from !== undefined && to !== undefined && <p>{say("leg")} {lengthWords(distance(from, to), language)}, {say("bearing")} {bearingWords(bearing(from, to))}</p>}
        <p className={css.hint}>{points.length < MOST ? say("measureHint") : say("tooMany", { n: MOST })}</p>
      </ToolBox>
    </>
  );
}
