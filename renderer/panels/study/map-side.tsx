import { useCallback, useEffect, useRef, useState } from "react";
import type { StudyRunIndex } from "#contract/study-result";
import { usePanelText } from "../../design/panel-text.ts";
import { useLanguage } from "../../design/i18n.ts";
import { formatTime } from "../../design/format.ts";
import { MapPanel, Readout, viewOf, type MapHandle } from "../study-map.ts";
import type { Desk } from "./desk.ts";
import { optionOf } from "./desk.ts";
import { DrawTool } from "./draw-tool.tsx";
import { useDrawing } from "./drawing.ts";
import { DrawnMeasures } from "./drawn-measures.tsx";
import { SimulatedLegend } from "./legend.tsx";
import { writeOffset } from "./clock.ts";
import { playTexts } from "./play-texts.ts";
import { usePlaying } from "./playing.ts";
import css from "./study.module.css";
import playCss from "./play.module.css";
import { useFlow, useGrid, usePainted } from "./use-simulated.ts";

/** What the map shows of a run; undefined: the city as it is, to be drawn upon. */
export interface Shown {
  index: StudyRunIndex | undefined;
  base: StudyRunIndex | undefined;
  name: string;
  baseName: string;
}

interface Props {
  of: Desk;
  rivers: readonly string[];
  shown: Shown | undefined;
}

/** The city's map, with the study's area and measures; and what is simulated laid over its ground. */
export function MapSide({ of, rivers, shown }: Props) {
  const say = usePanelText(playTexts);
  const play = usePlaying();
  const grid = useGrid(shown?.index, shown?.base, play);
  const isSimulated = shown !== undefined && play.t >= 0;
  const flow = useFlow(shown?.index, play);
  const tools = useCallback((handle: MapHandle) => <Tools handle={handle} of={of} rivers={rivers} shown={shown} grid={isSimulated ? grid : undefined} flow={isSimulated ? flow : undefined} />, [of, rivers, shown, grid, flow, isSimulated]);
  const readout = useCallback((handle: MapHandle) => <Readout handle={handle} />, []);
  return (
    <div className={css.mapSide}>
      <div className={css.map} data-simulated={isSimulated ? (grid === undefined ? "waits" : "shown") : undefined} data-arrows={isSimulated && flow !== undefined ? "" : undefined}>
        <MapPanel tools={tools} readout={readout} />
      </div>
      {isSimulated && <SimulatedLegend telling={play.telling} arrows={flow !== undefined} />}
      {shown !== undefined && !isSimulated && <p className={css.faint}>{say("real")}</p>}
    </div>
  );
}

function Tools({ handle, of, rivers, shown, grid, flow }: Props & { handle: MapHandle; grid: ReturnType<typeof useGrid>; flow: ReturnType<typeof useFlow> }) {
  const say = usePanelText(playTexts);
  const language = useLanguage();
  const play = usePlaying();
  const what = useDrawing();
  const { scene, place } = handle;
  const key = of.begun;
  const area = useRef(of.draft.area);
  useEffect(() => {
    area.current = of.draft.area;
  });
  // Another study: its area. Drawn anew it stays where the planner looks.
  useEffect(() => {
    if (key !== "") scene.flyTo(viewOf(area.current, place.clientWidth, place.clientHeight, 16));
  }, [scene, place, key]);
  const bounds = shown?.index?.grid.bounds;
  const [canvas, setCanvas] = useState<{ canvas: HTMLCanvasElement } | undefined>();
  usePainted(grid, play.telling, useCallback((painted) => setCanvas(painted === undefined ? undefined : { canvas: painted }), []), flow);
  useEffect(() => {
    if (canvas === undefined || bounds === undefined) return scene.simulated(undefined);
    scene.simulated({ canvas: canvas.canvas, corners: [[bounds[0], bounds[3]], [bounds[2], bounds[3]], [bounds[2], bounds[1]], [bounds[0], bounds[1]]] });
    return undefined;
  }, [scene, canvas, bounds]);
  useEffect(() => () => scene.simulated(undefined), [scene]);
  const startsAt = shown?.index?.startsAt;
  return (
    <>
      <DrawnMeasures handle={handle} area={of.draft.area} measures={optionOf(of)?.measures ?? []} chosen={of.measure} />
      <div className={css.over}>
        {what !== undefined && <DrawTool key={JSON.stringify(what)} handle={handle} what={what} rivers={rivers} />}
        {what === undefined && shown !== undefined && play.t >= 0 && (
          <p className={playCss.banner} role="status" data-banner="">
            <span className={playCss.signSmall}>{say("sign")}</span><b>{shown.name}</b><span>{say(`telling.${play.telling}`, { base: shown.baseName })}</span>
            {(play.telling === "depth" || play.telling === "difference") && <span>{startsAt === undefined ? writeOffset(play.t) : say("at", { clock: formatTime(startsAt + play.t * 1000, "short", language), offset: writeOffset(play.t) })}</span>}
            {grid === undefined && <span>{say("loading")}</span>}
          </p>
        )}
      </div>
    </>
  );
}
