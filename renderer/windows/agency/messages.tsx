import { useState } from "react";
import type { AgencyCase } from "#contract/agency";
import { Button, Field } from "../../design/button-field.tsx";
import { explainCase } from "../../design/case/explain-case.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { askAgency } from "../../live/agency-link.ts";
import css from "./agency.module.css";
import { agencyTexts } from "./texts.ts";

/** The case's consultation: what the centre and the agencies write to each other. */
export function Messages({ one, onSent }: { one: AgencyCase; onSent: () => void }) {
  const t = useText();
  const say = usePanelText(agencyTexts);
  const language = useLanguage();
  const [text, setText] = useState("");
  const [refused, setRefused] = useState<string>();
  const send = async (): Promise<void> => {
    if (text.trim() === "") return setRefused(say("empty"));
    const answer = await askAgency("incident:note", { incidentId: one.id, text: text.trim(), kind: "message" });
    if (!answer.ok) return setRefused(explainCase(answer.fault, t, language));
    setRefused(undefined);
    setText("");
    onSent();
  };
  return (
    <section className={css.messages} aria-label={say("messages")}>
      <h3>{say("messages")}</h3>
      {one.messages.length === 0 && <p className={css.faint}>{say("noMessages")}</p>}
      <ul>{one.messages.map((note) => <li key={note.id} data-mine={note.agencyId === one.part.agencyId || undefined}><span className={css.faint}>{formatTime(note.at, "short", language)} · {note.agencyId === undefined ? say("centre") : note.by}</span><span>{note.text}</span></li>)}</ul>
      {one.closedAt === undefined && one.part.leftAt === undefined && <><Field label={say("write")} bare rows={2} placeholder={say("write")} value={text} onChange={setText} onConfirm={() => void send()} error={refused} /><Button onPress={() => void send()}>{say("send")}</Button></>}
    </section>
  );
}
