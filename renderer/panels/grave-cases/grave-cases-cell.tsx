import { useEffect } from "react";
import { clockWords } from "../../design/case/clock-words.ts";
import { clockState } from "../../design/case/clocks.ts";
import type { GraveCase } from "../../design/case/grave.ts";
import { graveTexts } from "../../design/case/grave-texts.ts";
import { caseTexts } from "../../design/case/texts.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { useNow } from "../../live/hooks.ts";
import { useCases } from "../../live/use-cases.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import css from "./grave-cases.module.css";
import { useWholeRows, type Detail } from "./use-whole-rows.ts";
import { useGrave, useGraveWords } from "./use-grave.ts";

/** The gravest cases in a cell of the wall, for a briefing (K-9.3): as many as fit, real ones alone. Nothing to press. */
export function GraveCasesCell({ settings, onFresh }: WallPanelProps<"grave-cases">) {
  const say = usePanelText(graveTexts);
  const cases = useCases();
  const { real } = useGrave(settings.areas);
  const language = useLanguage();
  const { ref, detail, rows } = useWholeRows(`${language} ${real.map(({ incident, late }) => `${incident.id}:${late}`).join(" ")}`, real.length);
  const loaded = cases.is === "ready";
  useEffect(() => {
    // Cases are as old as the link, which the window's frame tells.
    if (loaded) onFresh({ asOf: undefined, stale: false });
  }, [loaded, onFresh]);
  if (cases.is === "loading") return <LoadingState />;
  if (cases.is === "failed") return <ErrorState fault={cases.fault} />;
  const shown = real.slice(0, rows);
  return (
    <section className={css.wall} aria-label={say("label")}>
      {real.length === 0 ? <EmptyState text={say("none")} /> : <ul ref={ref} data-detail={detail}>{shown.map((grave) => <WallRow key={grave.incident.id} grave={grave} detail={detail} />)}</ul>}
      {real.length > shown.length && <p className={css.rest}>{say("rest", { n: real.length - shown.length })}</p>}
    </section>
  );
}

/** One case: what it is and its clock always; who leads and why it is grave where there is room; where and since when where there is plenty. */
function WallRow({ grave, detail }: { grave: GraveCase; detail: Detail }) {
  const sayCase = usePanelText(caseTexts);
  const language = useLanguage();
  const now = useNow();
  const { chips, where, since, lead, clock, limit, who } = useGraveWords()(grave);
  return (
    <li data-case={grave.incident.id} data-late={grave.late > 0 || undefined}>
      <b className={css.wallTitle} title={grave.incident.title}>{grave.incident.title}</b>
      {clock !== undefined && (
        <p className={css.wallLine} data-clock={clockState(clock, now)}>
          <b>{clockWords(clock, now, language)}</b>
          {detail !== "least" && <span>{limit}</span>}
          {detail === "full" && <><span>{who}</span><span>{sayCase("due", { at: formatTime(clock.due, "short", language) })}</span><span>{clock.clause}</span></>}
        </p>
      )}
      {detail !== "least" && <p className={css.wallLine}>{chips.map((chip) => <b key={chip}>{chip}</b>)}<span>{lead}</span></p>}
      {detail === "full" && <p className={css.wallLine}><span>{where}</span><span>{since}</span></p>}
    </li>
  );
}
