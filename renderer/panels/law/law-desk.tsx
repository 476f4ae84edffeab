import { useState, type KeyboardEvent } from "react";
import { usePanelText } from "../../design/panel-text.ts";
import { useStatus } from "../../live/hooks.ts";
import { IssuedTab } from "./issued/issued-tab.tsx";
import { AgencyTab } from "./register/agency-tab.tsx";
import { ScenarioTab } from "./register/scenario-tab.tsx";
import { CalendarTab } from "./calendars/calendar-tab.tsx";
import css from "./law.module.css";
import { ProcessTab } from "./processes/process-tab.tsx";
import { lawTexts } from "./texts.ts";

const TABS = ["processes", "calendars", "agencies", "scenarios", "centre"] as const;
type Tab = (typeof TABS)[number];
const SHOWN = { processes: ProcessTab, calendars: CalendarTab, agencies: AgencyTab, scenarios: ScenarioTab, centre: IssuedTab } as const satisfies Record<Tab, () => React.JSX.Element>;

/** What cases run on, as people keep it: processes, working time, who can be ordered, plans made beforehand. */
export function LawDesk() {
  const say = usePanelText(lawTexts);
  const [tab, setTab] = useState<Tab>("processes");
  // A room without a centre is issued nothing.
  const replication = useStatus()?.replication;
  const tabs = TABS.filter((each) => each !== "centre" || replication !== undefined);
  const shown = tabs.includes(tab) ? tab : "processes";
  const Shown = SHOWN[shown];
  const turn = (event: KeyboardEvent<HTMLElement>): void => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = tabs[(tabs.indexOf(shown) + by + tabs.length) % tabs.length];
    if (by === 0 || next === undefined) return;
    event.preventDefault();
    setTab(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <section className={css.desk} aria-label={say("label")}>
      <div className={css.tabs} role="tablist" tabIndex={-1} aria-label={say("label")} onKeyDown={turn}>
        {tabs.map((each) => <button key={each} type="button" role="tab" data-tab={each} data-first-focus={each === shown || undefined} tabIndex={each === shown ? 0 : -1} aria-selected={each === shown} onClick={() => setTab(each)}>{say(each)}{each === "centre" && (replication?.issued?.open ?? 0) > 0 ? ` ▲ ${replication?.issued?.open}` : ""}</button>)}
      </div>
      <Shown key={shown} />
    </section>
  );
}
