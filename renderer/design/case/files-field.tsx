import { useState } from "react";
import { Button } from "../button-field.tsx";
import { usePanelText } from "../panel-text.ts";
import css from "./form.module.css";
import { formTexts } from "./form-texts.ts";

/** A file the backend has taken. */
export interface SentFile {
  id: string;
  name: string;
}

/** At most so many files with one deed: the contract's limit. */
const MOST = 50;

/** Files that go to the backend as soon as they are chosen; the deed names them. */
export function FilesField({ label, files, onFiles, upload, error }: { label: string; files: readonly SentFile[]; onFiles: (files: readonly SentFile[]) => void; upload: (file: File) => Promise<{ ok: true; file: SentFile } | { ok: false; why: string }>; error: string | undefined }) {
  const say = usePanelText(formTexts);
  const [busy, setBusy] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const add = async (chosen: readonly File[]): Promise<void> => {
    let all = files;
    setRefused(undefined);
    for (const file of chosen.slice(0, MOST - files.length)) {
      setBusy(file.name);
      const sent = await upload(file);
      if (sent.ok) onFiles((all = [...all, sent.file]));
      else {
        setRefused(`${file.name}: ${sent.why}`);
        break;
      }
    }
    setBusy(undefined);
  };
  return (
    <div className={css.native} data-wrong={error !== undefined || undefined}>
      <span>{label}</span>
      <label className={css.pick}>
        + {say("addFile")}
        <input aria-label={label} type="file" multiple accept="image/jpeg,image/png,image/webp,application/pdf,video/mp4" disabled={busy !== undefined} onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = "";
          void add(chosen);
        }} />
      </label>
      <ul>{files.map((file) => <li key={file.id}>✓ {file.name} <Button look="quiet" aria-label={say("remove", { name: file.name })} onPress={() => onFiles(files.filter(({ id }) => id !== file.id))}>×</Button></li>)}</ul>
      {busy !== undefined && <span role="status">{say("uploading", { name: busy })}</span>}
      {refused !== undefined && <strong role="alert">✕ {refused}</strong>}
      {error !== undefined && <strong>{error}</strong>}
    </div>
  );
}
