import { useEffect, useMemo } from "react";
import type { WallPanel } from "#contract/wall";
import { usePanelText } from "../../design/panel-text.ts";
import { drawWallPanel } from "../../panels/wall.ts";
import type { Freshness } from "../../panels/wall-panel.ts";
import css from "./cell.module.css";
import { Retried } from "../frame/retried.tsx";
import { wallTexts } from "./texts.ts";

interface Props {
  panel: WallPanel;
  followed: string | undefined;
  onFresh: (fresh: Freshness) => void;
  /** It says why it cannot show the panel: there is nothing more to wait for. */
  onProblem: () => void;
}

/** One panel of one cell. Whatever is wrong with it is said in its place and hurts no neighbour. */
export function PanelBox({ panel, followed, onFresh, onProblem }: Props) {
  const t = usePanelText(wallTexts);
  const drawn = useMemo(() => drawWallPanel(panel, { followed, onFresh }), [panel, followed, onFresh]);
  const problem = "problem" in drawn;
  useEffect(() => {
    if (problem) onProblem();
  }, [problem, onProblem]);
  if ("problem" in drawn) {
    const { why, detail } = drawn.problem;
    return <Says what={why === "unknown-kind" ? t("unknownKind", { kind: detail }) : t("badSettings")} more={why === "unknown-kind" ? undefined : detail} />;
  }
  return <Retried onFailed={onProblem} instead={({ what, again }) => <Says what={t("failed")} more={`${what} · ${t("failedAgain", { seconds: again })}`} />}>{drawn.element}</Retried>;
}

function Says({ what, more }: { what: string; more: string | undefined }) {
  return <div className={css.says} role="alert" data-says="problem"><p>{what}</p>{more !== undefined && <p className={css.more}>{more}</p>}</div>;
}
