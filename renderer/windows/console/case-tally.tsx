import { useMemo } from "react";
import { isReal } from "#contract/incident";
import { lateClocks } from "../../design/case/clocks.ts";
import { usePanelText, panelTexts } from "../../design/panel-text.ts";
import { useRealNow } from "../../live/hooks.ts";
import { useCases } from "../../live/use-cases.ts";
import css from "./console.module.css";

const texts = panelTexts({ late: "{{n}} quá hạn" }, { late: "{{n}} late" });

/** How many cases are open, and how many of them are past a limit, on the tab that lists them. */
export function CaseTally() {
  const say = usePanelText(texts);
  const now = useRealNow();
  const { open } = useCases();
  const real = useMemo(() => [...open.values()].filter(isReal).filter(({ closedAt }) => closedAt === undefined), [open]);
  const late = real.filter(({ clocks }) => lateClocks(clocks, now).length > 0).length;
  if (real.length === 0) return null;
  return <>({real.length}) {late > 0 && <b className={css.lateTally}>{say("late", { n: late })}</b>} </>;
}
