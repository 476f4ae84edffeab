import { useState } from "react";
import type { Explanation } from "#contract/violation";
import { Button, Field } from "../../design/button-field.tsx";
import { explain } from "../../design/explain.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { askAgency } from "../../live/agency-link.ts";
import { useDraft } from "../../live/phone/use-draft.ts";
import css from "./agency.module.css";
import { agencyTexts } from "./texts.ts";

/** What the agency has to explain (H-V.§4), with the form to do it. */
export function Explanations({ explanations, onDone }: { explanations: readonly Explanation[]; onDone: () => void }) {
  const say = usePanelText(agencyTexts);
  const owed = explanations.filter(({ state }) => state === "open");
  if (owed.length === 0) return null;
  return <section className={css.case} data-late=""><h2>{say("explanations")}</h2>{owed.map((one) => <Owed key={one.id} one={one} onDone={onDone} />)}</section>;
}

function Owed({ one, onDone }: { one: Explanation; onDone: () => void }) {
  const t = useText();
  const say = usePanelText(agencyTexts);
  const language = useLanguage();
  const draft = useDraft(`explanation ${one.id}`);
  const [typed, setTyped] = useState<string>();
  const text = typed ?? draft.first?.["text"] ?? "";
  const setText = (next: string): void => {
    setTyped(next);
    draft.keep({ text: next });
  };
  const [refused, setRefused] = useState<string>();
  const give = async (): Promise<void> => {
    if (text.trim().length < 10) return setRefused(say("tooShort"));
    const answer = await askAgency("explanation:give", { explanationId: one.id, text: text.trim() });
    if (!answer.ok) return setRefused(explain(answer.fault, t));
    notify(say("given"));
    draft.drop();
    onDone();
  };
  return (
    <div className={css.form}>
      <p>{say("explain", { n: one.keys.length, month: one.month, at: formatTime(one.due, "short", language), clause: one.clause })}</p>
      <Field label={say("explanation")} rows={3} value={text} onChange={setText} onConfirm={() => void give()} error={refused} />
      <Button look="main" onPress={() => void give()}>{say("give")}</Button>
    </div>
  );
}
