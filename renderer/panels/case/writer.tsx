import { useState } from "react";
import type { MapView } from "#contract/attached";
import { meetingProblem } from "#contract/attached";
import { EvidenceId, type Attached, type Incident } from "#contract/incident";
import { Button, Field } from "../../design/controls.tsx";
import { viewWords } from "../../design/case/attached.tsx";
import { FilesField, type SentFile } from "../../design/case/files-field.tsx";
import { thumbTexts } from "../../design/case/thumb-texts.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { uploadEvidence } from "../../live/evidence.ts";
import { useSite } from "../../live/hooks.ts";
import { mapDesk } from "../../live/map-desk.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { explainCase } from "../../design/case/explain-case.ts";
import css from "./case.module.css";
import { casePageTexts } from "./texts.ts";

interface Props {
  incident: Pick<Incident, "id" | "closedAt">;
  onSent: () => void;
}

/** A note for the room, or a message that the case's agencies read too, with pictures, a view of the map or a meeting (H-11.3: quick online consultation). */
export function Writer({ incident, onSent }: Props) {
  const t = useText();
  const say = usePanelText(casePageTexts);
  const sayThumb = usePanelText(thumbTexts);
  const language = useLanguage();
  const may = useMay("incident:note");
  const hosts = useSite()?.meetingHosts ?? [];
  const [text, setText] = useState("");
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const [view, setView] = useState<MapView>();
  const [link, setLink] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const send = async (kind: "note" | "message"): Promise<void> => {
    const address = link?.trim() ?? "";
    const problem = address === "" ? undefined : meetingProblem(address, hosts);
    if (problem !== undefined) return setRefused(sayThumb(`link.${problem}`, { hosts: hosts.join(", ") }));
    const attached: Attached = { ...(files.length > 0 && { evidence: files.map(({ id }) => EvidenceId.parse(id)) }), ...(view !== undefined && { view }), ...(address !== "" && { link: address }) };
    // What is attached speaks for itself, but a message has words.
    const words = text.trim() !== "" ? text.trim() : attached.link !== undefined ? say("sentLink") : view !== undefined ? say("sentView") : files.length > 0 ? say("sentFiles") : "";
    if (words === "") return setRefused(say("empty"));
    const answer = await request("incident:note", { incidentId: incident.id, text: words, kind, ...attached });
    if (!answer.ok) return setRefused(explainCase(answer.fault, t, language));
    setRefused(undefined);
    setText("");
    setFiles([]);
    setView(undefined);
    setLink(undefined);
    onSent();
  };
  const takeView = (): void => {
    const now = mapDesk.now()?.read();
    if (now === undefined) return setRefused(say("noMap"));
    setView(now);
    setRefused(undefined);
  };
  if (!may) return null;
  return (
    <div className={css.writer} role="group" aria-label={say("consultation")}>
      <Field label={say("write")} bare rows={2} placeholder={say("write")} value={text} onChange={setText} onConfirm={() => void send("message")} error={refused} />
      {view !== undefined && <p className={css.deeds}><span>{viewWords(view, language)}</span><Button look="quiet" aria-label={say("dropView")} onPress={() => setView(undefined)}>✕</Button></p>}
      {link !== undefined && <Field label={say("meetingLink")} value={link} onChange={setLink} onConfirm={() => void send("message")} hint={hosts.length === 0 ? sayThumb("link.none") : `https://${hosts[0] ?? ""}/…`} />}
      <p className={css.deeds}>
        <Button onPress={() => void send("note")}>{say("sendNote")}</Button>
        <Button keyHint="Ctrl+Enter" onPress={() => void send("message")}>{say("sendMessage")}</Button>
        <span className={css.attach}>
          <Button look="quiet" onPress={takeView}>+ {say("addView")}</Button>
          <Button look="quiet" onPress={() => setLink(link === undefined ? "" : undefined)} aria-expanded={link !== undefined}>+ {say("addMeeting")}</Button>
        </span>
      </p>
      {incident.closedAt === undefined && <FilesField label={say("addFiles")} files={files} error={undefined} onFiles={(sent) => { setFiles(sent); onSent(); }} upload={async (file) => {
        const answer = await uploadEvidence(incident.id, file);
        return answer.ok ? { ok: true, file: { id: answer.value.id, name: file.name } } : { ok: false, why: explainCase(answer.fault, t, language) };
      }} />}
    </div>
  );
}
