import { useState, type KeyboardEvent } from "react";
import { usePanelText } from "../../design/panel-text.ts";
import { FiguresTab } from "./figures-tab.tsx";
import css from "./publication.module.css";
import { ReportTab } from "./report-tab.tsx";
import { ServicesTab } from "./services-tab.tsx";
import { publicationTexts } from "./texts.ts";

const TABS = ["services", "figures", "report"] as const;
const SHOWN = { services: ServicesTab, figures: FiguresTab, report: ReportTab } as const;

/** What the city approves (H-10.4), publishes (H-13.4) and reports (K-7.1). */
export function Publication() {
  const say = usePanelText(publicationTexts);
  const [tab, setTab] = useState<(typeof TABS)[number]>("services");
  const Shown = SHOWN[tab];
  const turn = (event: KeyboardEvent<HTMLElement>): void => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length];
    if (by === 0 || next === undefined) return;
    event.preventDefault();
    setTab(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <section className={css.desk} aria-label={say("label")}>
      <div className={css.tabs} role="tablist" tabIndex={-1} aria-label={say("label")} onKeyDown={turn}>
        {TABS.map((each) => <button key={each} type="button" role="tab" data-tab={each} data-first-focus={each === tab || undefined} tabIndex={each === tab ? 0 : -1} aria-selected={each === tab} onClick={() => setTab(each)}>{say(each)}</button>)}
      </div>
      <Shown key={tab} />
    </section>
  );
}
