import type { ReactNode } from "react";
import { usePanelText } from "../../design/panel-text.ts";
import { mapTexts } from "./map-texts.ts";
import css from "./tools.module.css";

/** What a tool in use says, beside the toolbar. Not a dialog: the room goes on around it. */
export function ToolBox({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const say = usePanelText(mapTexts);
  return (
    <section className={css.box} aria-label={title} data-map-tool="">
      <header><h3>{title}</h3><button type="button" className={css.close} aria-label={say("close")} title={`${say("close")} (Esc)`} onClick={onClose}>✕</button></header>
      {children}
    </section>
  );
}
