import type { CSSProperties, ReactNode } from "react";
import * as Aria from "react-aria-components";
import css from "./primitives.module.css";

/** What a person fills in, in the order of the dialog; the last resort is what takes back, the first button of its foot. */
const FIRST = ["input:not([type=hidden]):not(:disabled)", "textarea:not(:disabled)", "select:not(:disabled)", "[role=combobox]", "[aria-haspopup]:not(:disabled)", "[data-actions] button:not(:disabled)", "button:not(:disabled)"];

/** Puts the focus on the first sensible control, unless one of them asked for it itself. */
function focusFirst(dialog: HTMLElement | null): void {
  if (dialog === null) return;
  // After the dialog has taken the focus for itself, and a field that wants it has got it (by keys: with the next frame).
  const settled = (): void => {
    if (document.activeElement !== dialog && dialog.contains(document.activeElement)) return;
    for (const sought of FIRST) {
      const found = dialog.querySelector<HTMLElement>(sought);
      if (found !== null) return found.focus();
    }
  };
  requestAnimationFrame(() => requestAnimationFrame(settled));
}

/**
 * A modal dialog; the focus goes to its first field (a question's: to the button that takes back), stays within, and returns to
 * where it was. Closes on Escape.
 * @param width px at most
 */
export function Dialog({ title, open, onClose, children, actions, width = 520 }: { title: string; open: boolean; onClose: () => void; children: ReactNode; actions?: ReactNode; width?: number }) {
  const style: CSSProperties & Record<"--dialog-width", string> = { "--dialog-width": `${width}px` };
  return (
    <Aria.ModalOverlay className={css.veil!} isOpen={open} isDismissable onOpenChange={(is) => { if (!is) onClose(); }}>
      <Aria.Modal className={css.modal!} style={style}>
        <Aria.Dialog ref={focusFirst} className={css.dialog!}>
          <Aria.Heading slot="title" level={2} className={css.dialogTitle!}>{title}</Aria.Heading>
          {children}
          {actions !== undefined && <div className={css.actions} data-actions="">{actions}</div>}
        </Aria.Dialog>
      </Aria.Modal>
    </Aria.ModalOverlay>
  );
}
