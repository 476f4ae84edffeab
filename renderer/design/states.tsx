import type { ReactNode } from "react";
import type { Fault } from "#contract/fault";
import { Button } from "./button-field.tsx";
import { explain } from "./explain.ts";
import { useText } from "./i18n.ts";
import css from "./shown.module.css";

/** While the first data is on its way. */
export function LoadingState({ text }: { text?: string }) {
  const t = useText();
  return <div className={css.state} role="status" data-state="loading">{text ?? t("shell.loading")}</div>;
}

/** There is nothing, and that is in order. */
export function EmptyState({ text, children }: { text?: string; children?: ReactNode }) {
  const t = useText();
  return <div className={css.state} data-state="empty"><p>{text ?? t("shell.empty")}</p>{children}</div>;
}

/** It failed: why, and a way to try again. */
export function ErrorState({ fault, text, onRetry }: { fault?: Fault | undefined; text?: string; onRetry?: (() => void) | undefined }) {
  const t = useText();
  return (
    <div className={css.state} role="alert" data-state="error">
      <p>{text ?? t("shell.failed")}</p>
      {fault !== undefined && <p>{explain(fault, t)}</p>}
      {onRetry !== undefined && <Button onPress={onRetry}>{t("shell.retry")}</Button>}
    </div>
  );
}

/** A small labelled word. */
export function Chip({ look = "plain", children, title }: { look?: "plain" | "strong" | "faint"; children: ReactNode; title?: string }) {
  return <span className={css.chip} data-look={look} title={title}>{children}</span>;
}
