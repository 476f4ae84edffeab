import { useEffect, useMemo, useState } from "react";
import type { OptionId, StudyOption } from "#contract/study";
import { Button, Checkbox, Field } from "../../design/controls.tsx";
import { explain } from "../../design/explain.ts";
import { formatNumber } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { useRealNow, useRequest } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";
import { Compare } from "./compare.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { desk, edited, isChanged, keptOf, redone, undone, type Desk } from "./desk.ts";
import { drawing } from "./drawing.ts";
import { simulationFaultWords, span } from "../../design/study/fault-words.ts";
import { MapSide } from "./map-side.tsx";
import { OptionsForm } from "./options-form.tsx";
import { playTexts } from "./play-texts.ts";
import { playing } from "./playing.ts";
import { RunBar } from "./run-bar.tsx";
import { StartForm } from "./start-form.tsx";
import css from "./study.module.css";
import { studyTexts } from "./texts.ts";
import { TimeSlider } from "./time-slider.tsx";
import { isUnderWay, useComparison, useIndices, useRuns } from "./use-runs.ts";
import { useSaving } from "./use-saving.ts";
import { useStudyKeys } from "./use-study-keys.ts";

const VIEWS = ["edit", "compare", "play"] as const;
type View = (typeof VIEWS)[number];

/** One study at work: written and drawn, run, compared, looked at over the city. */
export function StudyDesk({ of, rivers, mayEdit, onList }: { of: Desk; rivers: readonly string[]; mayEdit: boolean; onList: () => void }) {
  const t = useText();
  const say = usePanelText(studyTexts);
  const sayPlay = usePanelText(playTexts);
  const now = useRealNow(60_000);
  const [view, setView] = useState<View>("edit");
  const saving = useSaving();
  const { draft } = of;
  const kept = keptOf(of);
  const { result: runsResult, again } = useRuns(kept?.id);
  const runs = useMemo(() => (runsResult?.ok === true ? runsResult.value.runs : []), [runsResult]);
  const { result: compared, again: compareAgain } = useComparison(kept?.id, runs);
  const indices = useIndices(runs.flatMap((run) => (run.state === "done" ? [run.runId] : [])));
  const goesOn = runs.some(isUnderWay);
  const changed = isChanged(of);
  const start = draft.start.from === "past" ? draft.start.at : now;
  useStudyKeys(() => mayEdit && changed && void saving.save());
  useEffect(() => drawing.end, []);

  const run = async (option?: StudyOption): Promise<void> => {
    const ready = changed || kept === undefined ? await saving.save() : kept;
    const revision = desk.get()?.revision;
    if (ready === undefined || revision === undefined) return;
    const answer = await request("study:run", { id: ready.id, revision, ...(option !== undefined && { optionIds: [option.id] }) });
    if (!answer.ok) notify(explain(answer.fault, t), "bad");
    again();
  };
  const stop = async (option?: StudyOption): Promise<void> => {
    if (kept === undefined) return;
    const answer = await request("study:cancel", { id: kept.id, ...(option !== undefined && { optionIds: [option.id] }) });
    if (!answer.ok) notify(explain(answer.fault, t), "bad");
    again();
  };

  const options = kept?.options ?? [];
  const indexOf = (id: OptionId | undefined) => ((found) => (found?.state === "done" ? indices.get(found.runId) : undefined))(runs.find(({ optionId }) => optionId === id));
  const done = options.filter(({ id }) => runs.some((each) => each.optionId === id && each.state === "done"));
  const onMap = done.find(({ id }) => id === of.optionId) ?? done[0];
  const base = done[0];
  const shown = view === "play" && onMap !== undefined && base !== undefined ? { index: indexOf(onMap.id), base: indexOf(base.id), name: onMap.name, baseName: base.name } : undefined;
  const played = view === "compare" ? done.flatMap(({ id }) => indexOf(id) ?? []) : shown?.index === undefined ? [] : [shown.index];
  const look = (id: OptionId): void => {
    desk.change((was) => ({ ...was, optionId: id, measure: undefined }));
    setView("play");
  };
  return (
    <section className={css.study} aria-label={say("label")} data-study-desk={kept?.id ?? ""}>
      <header className={css.line}>
        <Button look="quiet" onPress={onList}>← {say("back")}</Button>
        <span className={css.sign} title={say("signHint")}>{say("sign")}</span>
        <div className={css.grow}><Field bare label={say("name")} value={draft.name} disabled={!mayEdit} onChange={(name) => desk.change((was) => edited(was, { ...was.draft, name }, "study name"))} /></div>
        {mayEdit && <Checkbox label={say("share")} checked={draft.shared} onChange={(shared) => desk.change((was) => edited(was, { ...was.draft, shared }))} />}
        {mayEdit && <><Button look="quiet" aria-label={say("undo")} isDisabled={of.undo.length === 0} onPress={() => desk.change(undone)}>↶</Button><Button look="quiet" aria-label={say("redo")} isDisabled={of.redo.length === 0} onPress={() => desk.change(redone)}>↷</Button></>}
        {mayEdit && <Button isDisabled={!changed} keyHint="Ctrl+S" onPress={() => void saving.save()}>{say("save")}{changed ? ` · ${say("unsaved")}` : ""}</Button>}
        {mayEdit && (goesOn ? <Button onPress={() => void stop()}>{say("stopAll")}</Button> : <Button look="main" onPress={() => void run()}>{say(changed ? "saveFirst" : "run")}</Button>)}
      </header>
      <div className={css.tabs} role="tablist" aria-label={say("label")}>
        {VIEWS.map((each) => <button key={each} type="button" role="tab" aria-selected={each === view} className={css.tab} onClick={() => { if (each !== "edit") drawing.end(); if (each === "edit") playing.set({ t: 0, on: false }); setView(each); }}>{say(each)}</button>)}
      </div>
      {view !== "edit" && done.length > 0 && <TimeSlider indices={played} baseName={base?.name ?? ""} />}
      <div className={css.desk} data-view={view}>
        <div className={css.form}>
          {(view === "edit" || goesOn) && kept !== undefined && <RunBar options={options} runs={runs} mayRun={mayEdit} onRun={(option) => void run(option)} onStop={(option) => void stop(option)} />}
          {view === "edit" && <><Estimate of={of} /><OptionsForm of={of} start={start} rivers={rivers} disabled={!mayEdit} /><StartForm key={of.begun} draft={draft} start={start} now={now} disabled={!mayEdit} /></>}
          {view === "compare" && kept !== undefined && (compared === undefined ? <LoadingState /> : compared.ok ? <Compare study={kept} comparison={compared.value} runs={runs} indices={indices} mayEdit={mayEdit} onLarge={look} /> : <ErrorState fault={compared.fault} onRetry={compareAgain} />)}
          {view !== "edit" && done.length === 0 && <p className={css.faint}>{sayPlay("none")}</p>}
          {view === "play" && done.length > 0 && <OptionsForm of={of} start={start} rivers={rivers} disabled />}
        </div>
        <MapSide of={of} rivers={rivers} shown={shown} />
      </div>
      <ConflictDialog of={of} saving={saving} />
    </section>
  );
}

/** What running it would take, before it starts; or why it will not. */
function Estimate({ of }: { of: Desk }) {
  const say = usePanelText(studyTexts);
  const language = useLanguage();
  // Names and measures cost no time: it is not asked again with every letter.
  const draft = { ...of.draft, name: "?", options: of.draft.options.map((option) => ({ ...option, name: "?", measures: [] })) };
  const { result } = useRequest("study:estimate", { draft });
  if (result?.ok !== true) return null;
  const { cells, allSeconds, refused } = result.value;
  if (refused !== undefined) return <p role="alert" className={css.refused}>✕ {say("tooMany", { why: simulationFaultWords(refused, language) })}</p>;
  return <p className={css.faint}>{say("estimateFor")}: {say("estimate", { cells: formatNumber(cells, 0, language), seconds: span(allSeconds, language === "vi") })}</p>;
}
