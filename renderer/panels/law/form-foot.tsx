import type { ReactNode } from "react";
import { Button } from "../../design/controls.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import type { Edited } from "./edited.ts";
import css from "./law.module.css";
import { lawTexts } from "./texts.ts";

/** The foot of a form: what is still wrong, why it was refused, discard and save. `children`: further deeds. */
export function FormFoot<D>({ edited, wrong, moved, onReload, onSave, children }: { edited: Edited<D>; wrong: number; /** The version somebody saved meanwhile. */ moved: number | undefined; onReload: () => void; onSave: () => void; children?: ReactNode }) {
  const t = useText();
  const say = usePanelText(lawTexts);
  const { fault, tried, dirty, sending } = edited;
  return (
    <div className={css.foot}>
      {moved !== undefined && <p role="alert">{say("changed", { n: moved })} <Button onPress={onReload}>{say("takeTheirs", { n: moved })}</Button></p>}
      {fault !== undefined && <p role="alert">✕ {explain(fault, t)}{fault.code === "malformed" ? ` (${fault.path})` : ""}</p>}
      {tried && wrong > 0 && <p role="alert">▲ {say("wrongFields", { n: wrong })}</p>}
      {dirty && <span className={css.faint}>{say("unsaved")}</span>}
      {children}
      <Button isDisabled={!dirty} onPress={onReload}>{say("discard")}</Button>
      <Button look="main" isDisabled={sending || moved !== undefined || !dirty} onPress={onSave}>{t("shell.save")}</Button>
    </div>
  );
}
