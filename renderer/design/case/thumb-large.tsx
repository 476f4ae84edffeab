import type { ReactNode } from "react";
import { Dialog } from "../dialog.tsx";
import { usePanelText } from "../panel-text.ts";
import { thumbTexts } from "./thumb-texts.ts";
import css from "./thumb.module.css";

/** A picture or film of evidence, large, with what is known of it below. Read when first wanted: a dialogue is much for a phone's first load. */
export function ThumbLarge({ name, url, film = false, onClose, children }: { name: string; url: string; film?: boolean; onClose: () => void; children: ReactNode }) {
  const say = usePanelText(thumbTexts);
  return (
    <Dialog title={name} open onClose={onClose} width={1200}>
      {film ? <video className={css.large} src={url} controls autoPlay muted playsInline aria-label={name} /> : <img className={css.large} src={url} alt={name} />}
      <p className={css.about}>{children}</p>
      {film && <p className={css.about}><a href={`${url}?save`} download={name}>{say("save")}</a></p>}
    </Dialog>
  );
}
