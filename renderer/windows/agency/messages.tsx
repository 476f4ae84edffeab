import { useState } from "react";
import type { AgencyCase } from "#contract/agency";
import { AttachedThings, MeetingLink } from "../../design/case/attached.tsx";
import { FilesField, type SentFile } from "../../design/case/files-field.tsx";
import { Button, Field } from "../../design/button-field.tsx";
import { explainCase } from "../../design/case/explain-case.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { evidenceUrl } from "../../live/evidence.ts";
import { hand } from "../../live/phone/outbox.ts";
import { useDraft } from "../../live/phone/use-draft.ts";
import css from "./agency.module.css";
import { ViewPicture } from "./view-picture.tsx";
import { agencyTexts } from "./texts.ts";
import { useKeptFiles } from "./use-kept-files.ts";

/** The case's consultation: what the centre and the agencies write to each other. */
export function Messages({ one, onSent }: { one: AgencyCase; onSent: () => void }) {
  const t = useText();
  const say = usePanelText(agencyTexts);
  const language = useLanguage();
  const draft = useDraft(`${one.id} message`);
  const [typed, setTyped] = useState<string>();
  const text = typed ?? draft.first?.["text"] ?? "";
  const setText = (next: string): void => {
    setTyped(next);
    draft.keep({ text: next });
  };
  const [refused, setRefused] = useState<string>();
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const { take, named } = useKeptFiles();
  const send = async (): Promise<void> => {
    const words = text.trim() !== "" || files.length === 0 ? text.trim() : say("sentFiles");
    if (words === "") return setRefused(say("empty"));
    const answer = await hand({ incidentId: one.id, what: { is: "message", text: words }, files: named(files.map(({ id }) => id)) });
    if (answer !== "waits" && !answer.ok) return setRefused(explainCase(answer.fault, t, language));
    setRefused(undefined);
    setText("");
    setFiles([]);
    onSent();
  };
  const upload = async (file: File) => {
    const kept = await take(file);
    return kept.ok ? { ok: true as const, file: kept.value } : { ok: false as const, why: explainCase(kept.fault, t, language) };
  };
  const meeting = one.closedAt === undefined ? one.messages.findLast(({ link }) => link !== undefined)?.link : undefined;
  return (
    <section className={css.messages} aria-label={say("messages")}>
      <h3>{say("messages")}</h3>
      {meeting !== undefined && <p className={css.meeting}><MeetingLink link={meeting} /></p>}
      {one.messages.length === 0 && <p className={css.faint}>{say("noMessages")}</p>}
      <ul>{one.messages.map((note) => <li key={note.id} data-mine={note.agencyId === one.part.agencyId || undefined}><span className={css.faint}>{formatTime(note.at, "short", language)} · {note.agencyId === undefined ? say("centre") : note.by}</span><span>{note.text}</span><AttachedThings note={note} evidence={one.evidence} url={evidenceUrl}>{(view) => <ViewPicture view={view} />}</AttachedThings></li>)}</ul>
      {one.closedAt === undefined && one.part.leftAt === undefined && <><Field label={say("write")} bare rows={2} placeholder={say("write")} value={text} onChange={setText} onConfirm={() => void send()} error={refused} /><FilesField label={say("addFiles")} files={files} error={undefined} onFiles={setFiles} upload={upload} /><Button onPress={() => void send()}>{say("send")}</Button></>}
    </section>
  );
}
