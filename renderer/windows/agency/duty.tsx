import { useState } from "react";
import type { Account } from "#contract/account";
import type { Instant } from "#contract/ids";
import type { RequestOutput } from "#contract/request";
import { Button, Field } from "../../design/button-field.tsx";
import { dutyTexts } from "../../design/duty/texts.ts";
import { onDutyWords, staffingWords } from "../../design/duty/words.ts";
import { explain } from "../../design/explain.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { askAgency } from "../../live/agency-link.ts";
import { useLater } from "../../design/use-later.ts";
import css from "./agency.module.css";

// The form is the leader's alone, and seldom: the page's first load does without it.
const rosterForm = () => import("../../design/duty/roster-form.tsx");

interface Props {
  cases: RequestOutput<"agency:cases">;
  account: Account | undefined;
  now: Instant;
  onDone: () => void;
}

/** Who of the agency is on duty, the roster for its leader, and what is due about its persons (K-16.2). */
export function Duty({ cases: { agency, duty, staffing = [] }, account, now, onDone }: Props) {
  const t = useText();
  const say = usePanelText(dutyTexts);
  const language = useLanguage();
  const [roster, setRoster] = useState<RequestOutput<"agency:roster">>();
  const [reporting, setReporting] = useState(false);
  const { part: form, failed, want } = useLater(rosterForm);
  const open = async (): Promise<void> => {
    want();
    const answer = await askAgency("agency:roster", { agencyId: agency.id });
    if (answer.ok) setRoster(answer.value);
    else notify(explain(answer.fault, t), "bad");
  };
  return (
    <section className={css.duty} aria-label={say("roster")}>
      <p data-nobody={duty?.length === 0 || undefined}>{duty === undefined ? say("noRoster") : (onDutyWords(duty, language) ?? `${say("nobody")} – ${say("nobodyHint")}`)}</p>
      <ul>{staffing.map((task) => {
        const { what, state, late } = staffingWords(task, now, language);
        return <li key={task.id} data-late={late || undefined}>{say("staffing")}: {what} · <b>{state}</b></li>;
      })}</ul>
      {roster === undefined && !reporting && (
        <div className={css.files}>
          {account?.leads === true && <Button onPress={() => void open()}>{say("roster")}</Button>}
          {!staffing.some(({ cause }) => cause === "reported") && <Button look="quiet" onPress={() => setReporting(true)}>{say("report")}</Button>}
        </div>
      )}
      {failed && <p role="alert">✕ {say("formUnread")}</p>}
      {roster !== undefined && form !== undefined && <form.RosterForm roster={roster.roster} officers={roster.officers} onClose={() => setRoster(undefined)} onSave={async (turns) => {
        const answer = await askAgency("agency:roster-save", { agencyId: agency.id, turns, version: roster.roster?.version ?? 0 });
        if (!answer.ok) return explain(answer.fault, t);
        notify(say("saved"));
        setRoster(undefined);
        onDone();
        return undefined;
      }} />}
      {reporting && <Report onClose={() => setReporting(false)} onDone={onDone} />}
    </section>
  );
}

function Report({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useText();
  const say = usePanelText(dutyTexts);
  const [text, setText] = useState("");
  const [refused, setRefused] = useState<string>();
  const send = async (): Promise<void> => {
    if (text.trim().length < 3) return setRefused(say("tooShort"));
    const answer = await askAgency("agency:staffing-report", { text: text.trim() });
    if (!answer.ok) return setRefused(explain(answer.fault, t));
    notify(say("sent"));
    onClose();
    onDone();
  };
  return (
    <div className={css.form}>
      <Field label={say("report")} hint={say("reportHint")} rows={2} value={text} onChange={setText} onConfirm={() => void send()} error={refused} />
      <div className={css.files}><Button onPress={onClose}>{say("cancel")}</Button><Button look="main" onPress={() => void send()}>{say("send")}</Button></div>
    </div>
  );
}
