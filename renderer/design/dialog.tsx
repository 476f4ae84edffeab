import type { CSSProperties, ReactNode } from "react";
import * as Aria from "react-aria-components";
import css from "./primitives.module.css";

/**
 * A modal dialog; traps the focus, closes on Escape, gives the focus back.
 * @param width px at most
 */
export function Dialog({ title, open, onClose, children, actions, width = 520 }: { title: string; open: boolean; onClose: () => void; children: ReactNode; actions?: ReactNode; width?: number }) {
  const style: CSSProperties & Record<"--dialog-width", string> = { "--dialog-width": `${width}px` };
  return (
    <Aria.ModalOverlay className={css.veil!} isOpen={open} isDismissable onOpenChange={(is) => { if (!is) onClose(); }}>
      <Aria.Modal className={css.modal!} style={style}>
        <Aria.Dialog className={css.dialog!}>
          <Aria.Heading slot="title" level={2} className={css.dialogTitle!}>{title}</Aria.Heading>
          {children}
          {actions !== undefined && <div className={css.actions}>{actions}</div>}
        </Aria.Dialog>
      </Aria.Modal>
    </Aria.ModalOverlay>
  );
}
