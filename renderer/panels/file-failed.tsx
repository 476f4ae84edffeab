import { CellFailure } from "../design/cell-failure.tsx";
import { explain } from "../design/explain.ts";
import { useText } from "../design/i18n.ts";
import { panelTexts, usePanelText } from "../design/panel-text.ts";
import type { NoFile } from "../live/wall-file.ts";
import { AGAIN_S } from "./use-again.ts";

/** Texts of a cell whose file cannot be shown. */
export const fileTexts = panelTexts(
  {
    picture: "ảnh", pdf: "tài liệu PDF",
    missing: "Không còn tệp {{what}} này trên máy chủ",
    missingHint: "Chọn lại {{what}} cho ô này tại bàn điều hành",
    wrongKind: "Tệp này không phải {{what}} mà cửa sổ này đọc được",
    unreachable: "Không tải được {{what}}: mất liên lạc với máy chủ",
    failed: "Không tải được {{what}}",
    again: "tự thử lại sau {{seconds}} giây",
    stale: "{{what}} không tải được",
  },
  {
    picture: "picture", pdf: "PDF document",
    missing: "The server no longer has this {{what}}",
    missingHint: "Choose a {{what}} for this cell again at the console",
    wrongKind: "This file is no {{what}} that this window can read",
    unreachable: "The {{what}} could not be loaded: no link to the server",
    failed: "The {{what}} could not be loaded",
    again: "trying again in {{seconds}} s",
    stale: "the {{what}} could not be loaded",
  },
);

/** Why a file is not shown: the backend's word, no link, or a file of another kind (`no-picture`, `no-pdf`). */
export type FileFailure = NoFile | { why: "no-picture" | "no-pdf" };

/** Says why a picture or document of a cell is not there, and what becomes of it. */
export function FileFailed({ kind, why }: { kind: "picture" | "pdf"; why: FileFailure }) {
  const t = useText();
  const say = usePanelText(fileTexts);
  const what = say(kind);
  if (why.why !== "fault") return <CellFailure why={why.why} what={say(why.why === "unreachable" ? "unreachable" : "wrongKind", { what })} />;
  if (why.fault.code === "unknown-id") return <CellFailure why="missing" what={say("missing", { what })} more={say("missingHint", { what })} />;
  return <CellFailure why="fault" what={say("failed", { what })} more={`${explain(why.fault, t)} · ${say("again", { seconds: AGAIN_S })}`} />;
}
