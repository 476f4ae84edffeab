import { useState } from "react";
import type { IncidentId } from "#contract/incident";
import { Button, Field } from "../../design/controls.tsx";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { explainCase } from "../../design/case/explain-case.ts";
import css from "./case.module.css";
import { casePageTexts } from "./texts.ts";

/** A note for the room, or a message that the case's agencies read too (H-11.3: quick online consultation). */
export function Writer({ incidentId, onSent }: { incidentId: IncidentId; onSent: () => void }) {
  const t = useText();
  const say = usePanelText(casePageTexts);
  const language = useLanguage();
  const may = useMay("incident:note");
  const [text, setText] = useState("");
  const [refused, setRefused] = useState<string>();
  const send = async (kind: "note" | "message"): Promise<void> => {
    if (text.trim() === "") return setRefused(say("empty"));
    const answer = await request("incident:note", { incidentId, text: text.trim(), kind });
    if (!answer.ok) return setRefused(explainCase(answer.fault, t, language));
    setRefused(undefined);
    setText("");
    onSent();
  };
  if (!may) return null;
  return (
    <div className={css.writer}>
      <Field label={say("write")} bare rows={2} placeholder={say("write")} value={text} onChange={setText} onConfirm={() => void send("message")} error={refused} />
      <p className={css.deeds}><Button onPress={() => void send("note")}>{say("sendNote")}</Button><Button keyHint="Ctrl+Enter" onPress={() => void send("message")}>{say("sendMessage")}</Button></p>
    </div>
  );
}
