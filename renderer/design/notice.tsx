import { useSyncExternalStore } from "react";
import { Button } from "./button-field.tsx";
import { useText } from "./i18n.ts";
import css from "./shown.module.css";

interface Notice {
  id: number;
  text: string;
  tone: "good" | "bad";
}
/** More than this many at once would cover the room: the oldest leave. */
const AT_MOST = 4;
const SHOWN_MS = { good: 4000, bad: 12_000 };

let notices: readonly Notice[] = [];
let made = 0;
const listeners = new Set<() => void>();

function replace(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

function dismiss(id: number): void {
  replace(notices.filter((notice) => notice.id !== id));
}

/** Tells the person at this window something short: `notify(explain(fault, t), "bad")`. Leaves by itself. */
export function notify(text: string, tone: Notice["tone"] = "good"): void {
  made += 1;
  const id = made;
  replace([...notices, { id, text, tone }].slice(-AT_MOST));
  setTimeout(() => dismiss(id), SHOWN_MS[tone]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Where notices appear; each window has one. */
export function Notices() {
  const t = useText();
  const shown = useSyncExternalStore(subscribe, () => notices);
  return (
    <div className={css.toasts} role="status" aria-live="polite">
      {shown.map((notice) => (
        <div key={notice.id} className={css.toast} data-tone={notice.tone}>
          <span>{notice.text}</span>
          <Button look="quiet" aria-label={t("shell.close")} onPress={() => dismiss(notice.id)}>×</Button>
        </div>
      ))}
    </div>
  );
}
