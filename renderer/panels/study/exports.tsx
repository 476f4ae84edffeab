import type { OptionRun, StudyRunIndex } from "#contract/study-result";
import { usePanelText } from "../../design/panel-text.ts";
import { useMay } from "../../live/session.ts";
import { compareTexts } from "./compare-texts.ts";
import type { Kept } from "./desk.ts";
import { wantedOf } from "./playing.ts";
import { MakePaper } from "./paper/make.tsx";
import css from "./compare.module.css";

/** Files to take along; each says that it is simulated, and by which run. Tables and rasters are the server's, pages and films this window's. */
export function Exports({ study, runs, indices }: { study: Kept; runs: readonly OptionRun[]; indices: ReadonlyMap<string, StudyRunIndex> }) {
  const say = usePanelText(compareTexts);
  const may = useMay("study:export");
  if (!may) return null;
  return (
    <details className={css.menu}><summary>{say("exports")}</summary>
      <div>
        <p className={css.faint}>{say("exportHint")}</p>
        <MakePaper study={study} done={runs.flatMap((run) => (run.state === "done" ? [run.optionId] : []))} />
        <a href={`/api/studies/${encodeURIComponent(study.id)}/numbers.csv`} download>{say("csv")}</a>
        {study.options.map(({ id, name }, i) => {
          const run = runs.find(({ optionId }) => optionId === id);
          if (run?.state !== "done") return null;
          const index = indices.get(run.runId);
          const peak = index === undefined ? undefined : wantedOf(index, { t: 0, telling: "peak" });
          const folder = `/api/study-runs/${encodeURIComponent(run.runId)}/export`;
          return (
            <p key={id}><b>{String.fromCharCode(65 + i)}</b> {name}: <a href={`${folder}/outline.geojson`} download>{say("outline")}</a>{peak !== undefined && <> · <a href={`${folder}/${peak.quantity}-${peak.index}.tif`} download>{say("tif")}</a></>}</p>
          );
        })}
      </div>
    </details>
  );
}
