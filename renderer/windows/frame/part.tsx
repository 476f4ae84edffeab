import type { ReactNode } from "react";
import { CellFailure } from "../../design/cell-failure.tsx";
import { panelTexts, usePanelText } from "../../design/panel-text.ts";
import { Retried } from "./retried.tsx";

const texts = panelTexts(
  { failed: "Phần này gặp lỗi: {{what}}", again: "Tự thử lại sau {{seconds}} giây; các phần khác vẫn làm việc" },
  { failed: "This part failed: {{what}}", again: "Tried again in {{seconds}} seconds; the other parts go on" },
);

/** One part of a window: should it throw, it says so in its place and tries again, and its neighbours go on. */
export function Part({ children }: { children: ReactNode }) {
  const say = usePanelText(texts);
  return <Retried instead={({ what, again }) => <CellFailure what={say("failed", { what })} more={say("again", { seconds: again })} why="threw" />}>{children}</Retried>;
}
