import { useState } from "react";
import type { Fault } from "#contract/fault";
import type { RankedPlan } from "#contract/plan";
import type { PlanRef } from "#contract/plan-ref";
import { Button } from "../../design/controls.tsx";
import { explainCase } from "../../design/case/explain-case.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { simulationFaultWords, span } from "../../design/study/fault-words.ts";
import { useNow } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";
import { useMay } from "../../live/session.ts";
import { useFactWords } from "../use-fact-words.ts";
import { PlanCard } from "./plan-card.tsx";
import { planTexts } from "./plan-texts.ts";
import { helps } from "./plan-words.ts";
import css from "./plans.module.css";
import { useLetter } from "./use-letter.ts";
import { usePlans } from "./use-plans.ts";
import type { WholeCase } from "./use-case.ts";

/** Ages of runs are read in minutes. */
const MINUTE = 60_000;

/** Plans of studies for this case (H-11.3), ranked by what they would change; choosing one fills the order. Absent for who may not choose, and where nobody simulates what the case is about. */
export function Plans({ whole, onOrder, onStudy }: { whole: WholeCase; onOrder: (() => void) | undefined; onStudy: ((plan: PlanRef) => void) | undefined }) {
  const say = usePanelText(planTexts);
  const t = useText();
  const language = useLanguage();
  const now = useNow(MINUTE);
  const [mayRank, mayChoose] = [useMay("plan:rank"), useMay("plan:choose")];
  const may = mayRank && mayChoose;
  const { incident, facts } = whole;
  const choices = facts.filter((fact) => fact.kind === "incident:noted" && fact.note.plan !== undefined).length;
  const { result, again, anew, stop, busy } = usePlans(incident.id, { wanted: may, changed: `${choices} ${incident.closedAt ?? ""}` });
  const { who } = useFactWords(facts);
  const [choosing, setChoosing] = useState(false);
  const [refused, setRefused] = useState<string>();
  const ranking = result?.ok === true ? result.value : undefined;
  const chosen = ranking?.chosen;

  const choose = async ({ plan }: RankedPlan): Promise<void> => {
    if (choosing) return;
    setChoosing(true);
    setRefused(undefined);
    const answer = await request("plan:choose", { incidentId: incident.id, plan, ...(chosen !== undefined && { instead: chosen.runId }) });
    setChoosing(false);
    again();
    if (!answer.ok) return setRefused(why(answer.fault));
    notify(`${say("done", { name: plan.name })}${onOrder === undefined ? `. ${say("laterToo")}` : ""}`);
    onOrder?.();
  };
  const why = (fault: Fault): string => {
    if (fault.code === "conflict" && /chosen meanwhile/.test(fault.detail)) return say("otherUnseen");
    if (fault.code === "conflict" && /case is over/.test(fault.detail)) return say("closed");
    return fault.code === "unknown-id" && fault.kind === "plan" ? say("recomputed") : explainCase(fault, t, language);
  };
  const deed = async (act: () => Promise<Fault | undefined>): Promise<void> => {
    setRefused(undefined);
    const fault = await act();
    if (fault !== undefined) setRefused(why(fault));
  };
  const open = incident.closedAt === undefined && ranking?.why !== "over";
  const first = ranking?.plans.find(({ plan }) => plan.runId !== chosen?.runId);
  useLetter("p", open && first !== undefined && first === ranking?.plans[0] && helps(first) && !choosing ? () => void choose(first) : undefined);
  // A closed case shows what was chosen for it; where nothing was, there is nothing to say.
  if (!may || ranking?.why === "other-kind" || (!open && chosen === undefined)) return null;
  const recompute = (text: "anew" | "again") => open && <Button look="quiet" isDisabled={busy} onPress={() => void deed(anew)}>{say(text)}</Button>;
  return (
    <section className={css.plans} aria-label={say("title")} data-plans={ranking?.state ?? "unknown"}>
      <header className={css.head}><h3>{say("title")}</h3><span className={css.sign} title={say("signHint")}>{say("sign")}</span></header>
      {result?.ok === false && <p role="alert" className={css.refused}>✕ {say("unheard", { why: explainCase(result.fault, t, language) })} <Button look="quiet" onPress={again}>{say("again")}</Button></p>}
      {refused !== undefined && <p role="alert" className={css.refused}>✕ {refused}</p>}
      {ranking?.state === "none" && ranking.why !== "over" && <p className={css.faint}>{say(ranking.why === "no-place" ? "noPlace" : "noStudy")}</p>}
      {!open && <p className={css.faint}>{say("over")}</p>}
      {chosen !== undefined && <p data-chosen-plan={chosen.optionId}>✓ {say("chosenBy", { name: chosen.name, who: ranking?.chosenBy === undefined ? "?" : who(ranking.chosenBy), at: ranking?.chosenAt === undefined ? "" : formatTime(ranking.chosenAt, "short", language) })} {open && incident.order?.plan?.runId !== chosen.runId && onOrder === undefined && say("laterToo")}</p>}
      {ranking?.state === "running" && (
        <p className={css.running} role="status">
          <progress value={ranking.done} max={1} aria-label={say("running", { done: Math.round(ranking.done * 100) })} />
          <span>{say("running", { done: Math.round(ranking.done * 100) })} · {ranking.secondsLeft === undefined ? say("waits") : say("left", { span: span(ranking.secondsLeft, language === "vi") })}</span>
          <Button look="quiet" isDisabled={busy} onPress={() => void deed(stop)}>{say("stop")}</Button>
        </p>
      )}
      {ranking?.state === "cancelled" && <p>{say("cancelled")} {recompute("anew")}</p>}
      {ranking?.state === "failed" && <p role="alert" className={css.refused}>✕ {say("failed", { why: ranking.fault === undefined ? "" : simulationFaultWords(ranking.fault, language) })} {recompute("again")}</p>}
      {ranking?.state === "done" && ranking.plans.length === 0 && <p>{say("nothing")} {recompute("again")}</p>}
      {ranking !== undefined && ranking.plans.length > 0 && ranking.study !== undefined && <p className={css.faint}>{say("from", { study: ranking.study.name })} {ranking.state === "done" && recompute("anew")}</p>}
      {open && ranking !== undefined && ranking.plans.length > 0 && (
        <ol className={css.list}>
          {ranking.plans.map((plan, i) => <PlanCard key={plan.plan.optionId} plan={plan} place={i + 1} nothing={ranking.nothing ?? {}} now={now} chosen={plan.plan.runId === chosen?.runId} fills={onOrder !== undefined} onChoose={choosing ? undefined : () => void choose(plan)} onStudy={onStudy} />)}
        </ol>
      )}
    </section>
  );
}
