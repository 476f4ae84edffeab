import type { ReactNode } from "react";
import { Dialog } from "../dialog.tsx";
import css from "./thumb.module.css";

/** A picture of evidence, large, with what is known of it below. Read when first wanted: a dialogue is much for a phone's first load. */
export function ThumbLarge({ name, url, onClose, children }: { name: string; url: string; onClose: () => void; children: ReactNode }) {
  return (
    <Dialog title={name} open onClose={onClose} width={1200}>
      <img className={css.large} src={url} alt={name} />
      <p className={css.about}>{children}</p>
    </Dialog>
  );
}
