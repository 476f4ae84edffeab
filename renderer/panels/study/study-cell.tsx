import { useCallback, useEffect, useMemo, useState } from "react";
import type { StudyRunIndex } from "#contract/study-result";
import type { Study, StudyOption } from "#contract/study";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { explain } from "../../design/explain.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { LoadingState } from "../../design/states.tsx";
import { useRequest } from "../../live/hooks.ts";
import { MapPanel, viewOf, type MapHandle } from "../study-map.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import { writeOffset } from "./clock.ts";
import { compareTexts } from "./compare-texts.ts";
import { SimulatedLegend } from "./legend.tsx";
import { figureWords } from "../../design/study/figures.ts";
import { figureOf } from "./numbers.ts";
import { playTexts } from "./play-texts.ts";
import { nextTime, timesOf, type Playing, type Telling } from "./playing.ts";
import { SmallMaps } from "./small-maps.tsx";
import css from "./study-cell.module.css";
import { useComparison, useIndices, useRuns } from "./use-runs.ts";
import { useFlow, useGrid, usePainted } from "./use-simulated.ts";
import { winnerWords } from "./winner.ts";

/** Asked on a wall: what is shown there changes when somebody runs it anew. ms */
const EVERY_MS = 5000;
/** One picture of what is played on a wall, ms. */
const STEP_MS = 1500;
const SHOWN = ["people-deep", "people", "hospitals", "schools", "buildings", "area", "cost"] as const;

/** A study's option over the city, or all of them compared, in a cell of the wall; simulated, and it says so in large letters. */
export function StudyCell({ settings: { studyId, optionId, telling }, title, onFresh }: WallPanelProps<"study">) {
  const t = useText();
  const say = usePanelText(compareTexts);
  const sayPlay = usePanelText(playTexts);
  const language = useLanguage();
  const { result } = useRequest("study:get", { id: studyId });
  const { result: runsResult } = useRuns(studyId, EVERY_MS);
  const runs = useMemo(() => (runsResult?.ok === true ? runsResult.value.runs : []), [runsResult]);
  const { result: compared } = useComparison(studyId, runs);
  const indices = useIndices(runs.flatMap((run) => (run.state === "done" ? [run.runId] : [])));
  // No age: it tells of no moment that passes.
  useEffect(() => onFresh({ asOf: undefined, stale: false }), [onFresh]);
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <p className={css.gone} role="alert" title={explain(result.fault, t)}>{say("gone")}</p>;
  const study: Study = result.value;
  const comparison = compared?.ok === true ? compared.value : undefined;
  const runOf = (id: string): StudyRunIndex | undefined => ((run) => (run?.state === "done" ? indices.get(run.runId) : undefined))(runs.find((each) => each.optionId === id));
  const at = study.options.findIndex(({ id }) => id === optionId);
  const option: StudyOption | undefined = study.options[at];
  const best = comparison?.winner?.optionId;
  const words = comparison === undefined ? [] : winnerWords(comparison, study.options, language);
  const results = comparison?.results ?? [];
  const own = results.find((one) => one.optionId === optionId);
  const base = results.find((one) => one.optionId === study.options[0]?.id);
  return (
    <div className={css.cell} data-study-cell={studyId} data-option={option?.id}>
      <p className={css.head}><b className={css.sign}>{say("sign")}</b>{title === undefined && <b>{study.name}</b>}{option !== undefined && <span>{String.fromCharCode(65 + at)} · {option.name}{option.id === best ? ` ★ ${say("winnerMark")}` : ""}</span>}</p>
      {option !== undefined && <OptionMap index={runOf(option.id)} telling={telling} />}
      {option === undefined && <div className={css.maps}><SmallMaps onLarge={undefined} of={study.options.flatMap(({ id, name }, i) => (runOf(id) === undefined ? [] : [{ id, name, letter: String.fromCharCode(65 + i), index: runOf(id), best: id === best }]))} /></div>}
      {option !== undefined && own === undefined && <p className={css.words}>{sayPlay("none")}</p>}
      {own !== undefined && (
        <dl className={css.figures}>
          {SHOWN.map((criterion) => {
            const value = figureOf(own, criterion);
            const less = base === undefined ? 0 : value - figureOf(base, criterion);
            return <div key={criterion}><dt>{say(criterion)}</dt><dd>{figureWords(criterion, value, language)}{less !== 0 && <small> {less > 0 ? "+" : "−"}{figureWords(criterion, Math.abs(less), language)}</small>}</dd></div>;
          })}
        </dl>
      )}
      {words.slice(0, 2).map((sentence) => <p key={sentence} className={css.words}>{sentence}</p>)}
    </div>
  );
}

/** One option over the city: its greatest depth, or its course again and again. */
function OptionMap({ index, telling }: { index: StudyRunIndex | undefined; telling: Telling }) {
  const say = usePanelText(playTexts);
  const language = useLanguage();
  const [t, setT] = useState(0);
  const play: Playing = { t, on: telling === "depth", telling };
  const grid = useGrid(index, undefined, play);
  const flow = useFlow(index, play);
  useEffect(() => {
    if (telling !== "depth" || index === undefined || grid === undefined) return undefined;
    const timer = setTimeout(() => setT((was) => nextTime(timesOf(index), was) ?? 0), STEP_MS);
    return () => clearTimeout(timer);
  }, [telling, index, grid, t]);
  const tools = useCallback((handle: MapHandle) => <Laid handle={handle} index={index} grid={grid} flow={flow} telling={telling} />, [index, grid, flow, telling]);
  const clock = index?.startsAt === undefined ? writeOffset(t) : say("at", { clock: formatTime(index.startsAt + t * 1000, "short", language), offset: writeOffset(t) });
  return (
    <div className={css.map} data-simulated={grid === undefined ? "waits" : "shown"}>
      <MapPanel quiet tools={tools} />
      <p className={css.over}>{say(`telling.${telling}`, { base: "" })}{telling === "depth" && ` · ${clock}`}{grid === undefined && ` · ${say("loading")}`}</p>
      <div className={css.legend}><SimulatedLegend telling={telling} arrows={flow !== undefined} /></div>
    </div>
  );
}

/** What of the city lies under a simulated picture on the wall. */
const GROUND: ReadonlySet<string> = new Set(["buildings", "wards", "names", "shade", "models"]);

function Laid({ handle: { scene, place }, index, grid, flow, telling }: { handle: MapHandle; index: StudyRunIndex | undefined; grid: ReturnType<typeof useGrid>; flow: ReturnType<typeof useFlow>; telling: Telling }) {
  const bounds = index?.grid.bounds;
  const [canvas, setCanvas] = useState<{ canvas: HTMLCanvasElement }>();
  usePainted(grid, telling, useCallback((painted) => setCanvas(painted === undefined ? undefined : { canvas: painted }), []), flow);
  // Simulated water alone: neither gauged water nor stations among it.
  useEffect(() => scene.layers(GROUND), [scene]);
  useEffect(() => {
    if (bounds !== undefined) scene.look(viewOf(bounds, place.clientWidth, place.clientHeight, 16));
  }, [scene, place, bounds]);
  useEffect(() => {
    if (canvas !== undefined && bounds !== undefined) scene.simulated({ canvas: canvas.canvas, corners: [[bounds[0], bounds[3]], [bounds[2], bounds[3]], [bounds[2], bounds[1]], [bounds[0], bounds[1]]] });
  }, [scene, canvas, bounds]);
  useEffect(() => () => scene.simulated(undefined), [scene]);
  return null;
}
