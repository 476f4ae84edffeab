import { useId, useState } from "react";
import { explainWall } from "../../explain-wall.ts";
import { useText } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import form from "../form.module.css";
import css from "./cell.module.css";
import { cellTexts } from "./texts.ts";
import { MAX_FILE, uploadFile } from "./upload.ts";

/** A file chosen on this PC and sent to the backend at once; the setting is its id. @param kind of panel: "pdf", or pictures */
export function FileField({ kind, value, onChange, error }: { kind: string; value: string | undefined; onChange: (id: string) => void; error: string | undefined }) {
  const t = useText();
  const say = usePanelText(cellTexts);
  const id = useId();
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const accept = kind === "pdf" ? "application/pdf" : "image/png,image/jpeg,image/webp";
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setTrouble(file.size > MAX_FILE ? say("fileTooLarge") : undefined);
    if (file.size > MAX_FILE) return;
    setSending(true);
    const answer = await uploadFile(file);
    setSending(false);
    if (!answer.ok) return setTrouble(explainWall(answer.fault, t));
    if (!accept.split(",").includes(answer.value.type)) return setTrouble(say("fileWrong"));
    onChange(answer.value.id);
  };
  return (
    <div className={css.file}>
      <label htmlFor={id}>{say("field.fileId")}</label>
      <input id={id} type="file" accept={accept} disabled={sending} aria-invalid={trouble !== undefined || error !== undefined} onChange={(event) => void choose(event.target.files?.[0])} />
      <span className={css.hint} role="status">{sending ? say("uploading") : value === undefined ? say("fileHint") : `✓ ${say("fileThere")}`}</span>
      {value !== undefined && kind === "picture" && <img className={css.thumb} src={`/api/wall/file/${value}`} alt="" />}
      {(trouble ?? error) !== undefined && <p role="alert" className={form.error}>{trouble ?? error}</p>}
    </div>
  );
}
