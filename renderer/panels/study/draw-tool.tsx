import { useRef, useState } from "react";
import type { Measure, StudyPlace } from "#contract/study";
import { Button } from "../../design/controls.tsx";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { MapOverlay, pathOf, useMapPointer, useToolKeys, type MapHandle } from "../study-map.ts";
import { desk, edited, optionOf, withMeasure, withMeasureAt } from "./desk.ts";
import { drawing, type Drawn } from "./drawing.ts";
import { drawTexts } from "./draw-texts.ts";
import { kindName } from "./measure-words.ts";
import { LEAST, MOST, newMeasure, placed } from "./shapes.ts";
import css from "./study.module.css";
import mapCss from "./drawn.module.css";

/** A press this near to the last point ends the shape, px. */
const AGAIN_PX = 8;

/** Points pressed on the map become a measure's place, or the study's area. */
export function DrawTool({ handle, what, rivers }: { handle: MapHandle; what: Drawn; rivers: readonly string[] }) {
  const say = usePanelText(drawTexts);
  const language = useLanguage();
  const [points, show] = useState<readonly StudyPlace[]>([]);
  // Presses may come faster than they are painted.
  const newest = useRef(points);
  const setPoints = (next: readonly StudyPlace[]): void => {
    newest.current = next;
    show(next);
  };
  const [pointer, setPointer] = useState<StudyPlace>();
  const shape = what.is === "area" ? "corners" : what.shape;
  const least = what.is === "area" ? 2 : LEAST[what.shape];
  const most = what.is === "area" ? 2 : MOST[what.shape];
  const place = (x: number, y: number): StudyPlace | undefined => {
    const at = handle.scene.pointAt(x, y);
    return at === undefined ? undefined : [round(at[0]), round(at[1])];
  };
  const finish = (pressed: readonly StudyPlace[]): void => {
    if (what.is === "area") takeArea(pressed);
    else takeMeasure(what, pressed, kindName(what.kind, language));
    drawing.end();
  };
  useMapPointer(handle.place, {
    click(x, y) {
      const pressed = newest.current;
      const last = pressed.at(-1);
      const drawn = last === undefined ? undefined : handle.scene.project(last[0], last[1]);
      if (drawn !== undefined && pressed.length >= least && Math.hypot(drawn[0] - x, drawn[1] - y) <= AGAIN_PX) return finish(pressed);
      const at = place(x, y);
      if (at === undefined) return;
      const next = [...pressed, at];
      if (next.length >= most) finish(next);
      else setPoints(next);
    },
    move: (x, y) => setPointer(place(x, y)),
  });
  useToolKeys({ end: drawing.end, back: () => setPoints(newest.current.slice(0, -1)) });
  const ahead = pointer === undefined ? points : [...points, pointer];
  const box = what.is === "area" && ahead.length > 1 ? cornersOf(ahead) : undefined;
  const river = rivers[0];
  return (
    <>
      <MapOverlay handle={handle}>
        {(project) => (
          <g data-drawing="">
            <path className={mapCss.ahead} d={pathOf(box ?? ahead, project, box !== undefined || (shape === "area" && ahead.length > 2))} />
            {points.map((point, i) => {
              const at = project(point);
              return at === undefined ? null : <circle key={i} className={mapCss.dot} cx={at[0]} cy={at[1]} r="5" />;
            })}
          </g>
        )}
      </MapOverlay>
      <section className={css.tool} aria-label={say("title", { what: what.is === "area" ? say("area") : kindName(what.kind, language) })} data-draw-tool="">
        <b>{say("title", { what: what.is === "area" ? say("area") : kindName(what.kind, language) })}</b>
        <p>{say(shape === "area" ? "shape" : shape)}</p>
        <p className={css.faint}>{points.length > 0 && points.length < least ? `${say("tooFew", { n: least - points.length })} · ` : ""}{say("keys")}</p>
        <div className={css.line}>
          {most > 1 && what.is !== "area" && <Button isDisabled={points.length < least} onPress={() => finish(points)}>{say("done")}</Button>}
          {what.is === "measure" && what.kind === "rain" && points.length === 0 && <Button onPress={() => finish([])}>{say("noShape")}</Button>}
          {what.is === "measure" && what.kind === "release" && what.at === undefined && river !== undefined && <Button onPress={() => { takeRelease(river, kindName("release", language)); drawing.end(); }}>{say("river", { river })}</Button>}
          <Button look="quiet" onPress={drawing.end}>{say("stop")}</Button>
        </div>
      </section>
    </>
  );
}

/** To about 0.1 m. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

function takeMeasure(what: Extract<Drawn, { is: "measure" }>, places: readonly StudyPlace[], name: string): void {
  desk.change((was) => {
    const option = optionOf(was);
    const present = what.at === undefined ? undefined : option?.measures[what.at];
    if (present !== undefined && what.at !== undefined) return withMeasureAt(was, what.at, placed(present, places));
    const made = newMeasure(what.kind, named(name, what.kind, option?.measures ?? []), places);
    return made === undefined ? was : withMeasure(was, made);
  });
}

function takeRelease(river: string, name: string): void {
  desk.change((was) => withMeasure(was, { is: "release", name: named(name, "release", optionOf(was)?.measures ?? []), at: { river }, discharge: [[0, 0], [3600, 100]] }));
}

/** "Máy bơm 2": the second of its kind in the option. */
function named(name: string, kind: Measure["is"], measures: readonly Measure[]): string {
  return `${name} ${measures.filter(({ is }) => is === kind).length + 1}`;
}

function takeArea(corners: readonly StudyPlace[]): void {
  const [a, , b] = cornersOf(corners);
  if (a === undefined || b === undefined || a[0] === b[0] || a[1] === b[1]) return;
  desk.change((was) => edited(was, { ...was.draft, area: [a[0], a[1], b[0], b[1]] }));
}

/** South-west, south-east, north-east, north-west of the box that two corners span. */
function cornersOf(points: readonly StudyPlace[]): readonly StudyPlace[] {
  const [lngs, lats] = [points.map(([lng]) => lng), points.map(([, lat]) => lat)];
  const [west, east, south, north] = [Math.min(...lngs), Math.max(...lngs), Math.min(...lats), Math.max(...lats)];
  return [[west, south], [east, south], [east, north], [west, north]];
}
