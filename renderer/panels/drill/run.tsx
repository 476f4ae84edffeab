import { useState } from "react";
import type { DrillView } from "#contract/drill-request";
import type { RequestInput } from "#contract/request";
import { Button } from "../../design/controls.tsx";
import { countdown } from "../../design/case/span-words.ts";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useNow } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import css from "./drill.module.css";
import { InjectCard } from "./inject-card.tsx";
import { Script } from "./script.tsx";
import { drillTexts } from "./texts.ts";
import { scriptTime, secondsOf } from "./use-drill.ts";

/** The exercise under way: its clock and controls for who runs it, its injects for who is trained. */
export function Run({ run, again, onCase, onEnded }: { run: DrillView; again: () => void; onCase: (id: string) => void; onEnded: () => void }) {
  const t = useText();
  const say = usePanelText(drillTexts);
  const language = useLanguage();
  const now = useNow();
  const maySteer = useMay("drill:control");
  const [ending, setEnding] = useState(false);
  const control = async (does: RequestInput<"drill:control">["does"]): Promise<void> => {
    const answer = await request("drill:control", { runId: run.id, does });
    if (!answer.ok) notify(answer.fault.code === "conflict" && answer.fault.detail.includes("duty") ? say("onDuty") : explain(answer.fault, t), "bad");
    again();
    if (answer.ok && does === "stop") onEnded();
  };
  const seconds = secondsOf(run, now);
  const next = run.script?.[run.injects.length];
  const left = next === undefined ? undefined : Math.max(0, next.at - seconds);
  const newestFirst = run.injects.toReversed().toSorted((a, b) => Number(a.given.verdict !== undefined) - Number(b.given.verdict !== undefined));
  return (
    <>
      <header className={css.head} data-drill-run={run.id}>
        <h3 className={css.grow}>{local(language, run.name, run.nameEn)}</h3>
        <b className={css.clock} aria-label={say("clock")}>{scriptTime(seconds)}</b>
        {run.pausedAt !== undefined && <b className={css.strong}>{say("paused")}</b>}
      </header>
      <p className={css.faint}>{say("given", { n: run.injects.length, of: run.total })}{run.script !== undefined && ` · ${left === undefined ? say("nothingNext") : say("next", { left: countdown(left * 1000, language) })}`} · {say("until", { at: formatTime(run.until, "minute", language) })}</p>
      {maySteer && (
        <div className={css.line} role="group" aria-label={say("clock")}>
          {run.pausedAt === undefined ? <Button onPress={() => void control("pause")}>{say("pause")}</Button> : <Button look="main" onPress={() => void control("resume")}>{say("resume")}</Button>}
          <Button isDisabled={next === undefined || run.pausedAt !== undefined} onPress={() => void control("skip")}>{say("skip")}</Button>
          <Button onPress={() => setEnding(true)}>{say("stop")}…</Button>
          <span className={css.faint}>{say("pauseHint")}</span>
        </div>
      )}
      <details className={css.fold}><summary>{say("situation")}</summary>
        <p className={css.text}>{local(language, run.situation, run.situationEn)}</p>
        {run.participants.length > 0 && <p className={css.faint}>{say("participants")}: {run.participants.join(", ")}</p>}
      </details>
      <h3>{say("injects")}</h3>
      {run.injects.length === 0 && <p className={css.faint}>{say("noInjects")}</p>}
      <ul className={css.list}>{newestFirst.map((inject) => <InjectCard key={inject.id} runId={run.id} inject={inject} onCase={onCase} onDone={again} />)}</ul>
      {run.script !== undefined && <Script run={run} script={run.script} />}
      {ending && (
        <Dialog title={say("stopSure")} open onClose={() => setEnding(false)} actions={<><Button onPress={() => setEnding(false)}>{say("cancel")}</Button><Button look="main" onPress={() => { setEnding(false); void control("stop"); }}>{say("stop")}</Button></>}>
          <p>{say("stopHint")}</p>
        </Dialog>
      )}
    </>
  );
}
