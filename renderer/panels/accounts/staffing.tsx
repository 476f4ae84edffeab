import { useMemo, useState } from "react";
import type { Staffing } from "#contract/duty";
import { Button } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { RosterForm } from "../../design/duty/roster-form.tsx";
import { dutyTexts } from "../../design/duty/texts.ts";
import { staffingWords } from "../../design/duty/words.ts";
import { explain } from "../../design/explain.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { useFacts, useNow, useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { useAgencies, useAgencyName } from "../../live/use-cases.ts";
import css from "./accounts.module.css";

/** Open tasks about agencies' persons, asked for again with each fact of theirs. */
export function useStaffing(): { tasks: readonly Staffing[]; again: () => void } {
  const { result, again } = useRequest("agency:staffing", {});
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind.startsWith("agency:staffing"))) again();
  });
  const open = useMemo(() => (result?.ok === true ? result.value.tasks.filter(({ doneAt }) => doneAt === undefined) : []), [result]);
  return { tasks: open, again };
}

/** By when an agency must have the persons it lacks, and whether that is past. */
export function LackDue({ task }: { task: Staffing | undefined }) {
  const language = useLanguage();
  const now = useNow(30_000);
  if (task === undefined) return null;
  const { state, late } = staffingWords(task, now, language);
  return <b data-staffing={task.cause} data-late={late || undefined}> · {state}</b>;
}

/** Changes that agencies reported, with their clocks (K-16.2), closed here when the accounts are right. */
export function ReportedChanges({ tasks, again }: ReturnType<typeof useStaffing>) {
  const t = useText();
  const say = usePanelText(dutyTexts);
  const language = useLanguage();
  const agency = useAgencyName();
  const now = useNow(30_000);
  const mayFinish = useMay("agency:staffing-done");
  const reported = tasks.filter(({ cause }) => cause === "reported");
  if (reported.length === 0) return null;
  const finish = async (staffingId: string): Promise<void> => {
    const answer = await request("agency:staffing-done", { staffingId });
    notify(answer.ok ? say("finished") : explain(answer.fault, t), answer.ok ? "good" : "bad");
    again();
  };
  return (
    <ul className={css.lacking} aria-label={say("staffing")}>
      {reported.map((task) => {
        const { what, state, late } = staffingWords(task, now, language);
        return <li key={task.id} data-staffing={task.cause} data-late={late || undefined}><span><b>{agency(task.agencyId)}</b> {what} · <b>{state}</b></span>{mayFinish && <Button look="quiet" onPress={() => void finish(task.id)}>{say("finish")}</Button>}</li>;
      })}
    </ul>
  );
}

/** The administrator's way to each agency's roster. */
export function Rosters() {
  const say = usePanelText(dutyTexts);
  const agencies = useAgencies();
  const maySave = useMay("agency:roster-save");
  const [chosen, setChosen] = useState("");
  const [opened, setOpened] = useState<(typeof agencies)[number]>();
  if (!maySave || agencies.length === 0) return null;
  return (
    <div className={css.inline}>
      <label className={css.choose}>{say("roster")}<select value={chosen} onChange={({ target }) => setChosen(target.value)}><option value="">{say("choose")}</option>{agencies.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>
      <Button isDisabled={chosen === ""} onPress={() => setOpened(agencies.find(({ id }) => id === chosen))}>{say("roster")}…</Button>
      {opened !== undefined && <RosterDialog agency={opened} onClose={() => setOpened(undefined)} />}
    </div>
  );
}

function RosterDialog({ agency, onClose }: { agency: ReturnType<typeof useAgencies>[number]; onClose: () => void }) {
  const t = useText();
  const say = usePanelText(dutyTexts);
  const { result, again } = useRequest("agency:roster", { agencyId: agency.id });
  return (
    <Dialog title={say("rosterOf", { who: agency.name })} open onClose={onClose}>
      {result === undefined ? <LoadingState /> : !result.ok ? <ErrorState fault={result.fault} onRetry={again} /> : <RosterForm roster={result.value.roster} officers={result.value.officers} onClose={onClose} onSave={async (turns) => {
        const answer = await request("agency:roster-save", { agencyId: agency.id, turns, version: result.value.roster?.version ?? 0 });
        if (!answer.ok) return explain(answer.fault, t);
        notify(say("saved"));
        onClose();
        return undefined;
      }} />}
    </Dialog>
  );
}
