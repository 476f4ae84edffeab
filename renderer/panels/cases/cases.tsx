import { useMemo, useState } from "react";
import { isReal } from "#contract/incident";
import { lateClocks } from "../../design/case/clocks.ts";
import { Button, Checkbox, Field, Select } from "../../design/controls.tsx";
import { caseTexts } from "../../design/case/texts.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { useCut, useNow, useRecords } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { openCase, useAgencies, useAgencyName, useCases } from "../../live/use-cases.ts";
import { CaseOpener } from "../case-opener.ts";
import { IncomingTransfers } from "../incoming-transfers.ts";
import type { PanelProps } from "../panel.ts";
import { CaseList } from "./case-list.tsx";
import css from "./cases.module.css";
import { ClosedCases, FoundCases } from "./other-lists.tsx";
import { ALL_CASES, byClock, fits, lineOf, type CaseFilter } from "./order.ts";
import { casesTexts } from "./texts.ts";
import { Violations } from "./violations.tsx";

const VIEWS = ["open", "closed", "drill", "violations"] as const;
type View = (typeof VIEWS)[number];
/** Rows on the screen at once; further ones are found by filter or search. */
const SHOWN = 500;

/** All cases: open ones by their most urgent clock, closed ones and drills, and the limits that were missed. */
export function Cases({ onCase = () => undefined }: Partial<PanelProps>) {
  const say = usePanelText(casesTexts);
  const cut = useCut();
  const mayOpen = useMay("incident:open");
  const mayAnswer = useMay("transfer:list");
  const now = useNow(30_000);
  const [view, setView] = useState<View>("open");
  const [filter, setFilter] = useState<CaseFilter>(ALL_CASES);
  const [everywhere, setEverywhere] = useState(false);
  const [opening, setOpening] = useState(false);
  const searching = everywhere && filter.text.trim() !== "";
  return (
    <section className={css.cases} aria-label={say("label")} data-cut={cut || undefined}>
      <div className={css.bar}>
        <div className={css.views} role="tablist" aria-label={say("views")}>
          {VIEWS.map((each) => <button key={each} type="button" role="tab" className={css.view} aria-selected={view === each} onClick={() => setView(each)}>{say(each)}</button>)}
        </div>
        {mayOpen && <Button onPress={() => setOpening(true)}>+ {say("openCase")}</Button>}
      </div>
      {view === "open" && mayAnswer && <IncomingTransfers now={now} />}
      {view !== "violations" && <Filters filter={filter} onFilter={setFilter} everywhere={everywhere} onEverywhere={setEverywhere} open={view === "open"} />}
      {view === "violations" ? <Violations onCase={onCase} /> : searching ? <FoundCases text={filter.text.trim()} onOpen={onCase} /> : view === "open" ? <OpenCases filter={filter} onOpen={onCase} /> : <ClosedCases key={view} which={view} onOpen={onCase} />}
      {opening && <CaseOpener alarmId={undefined} onClose={() => setOpening(false)} onCase={onCase} />}
    </section>
  );
}

function Filters({ filter, onFilter, everywhere, onEverywhere, open }: { filter: CaseFilter; onFilter: (filter: CaseFilter) => void; everywhere: boolean; onEverywhere: (on: boolean) => void; open: boolean }) {
  const say = usePanelText(casesTexts);
  const sayCase = usePanelText(caseTexts);
  const agencies = useAgencies();
  const now = useNow();
  const { open: all } = useCases();
  const late = useMemo(() => [...all.values()].filter(isReal).filter(({ clocks, closedAt }) => closedAt === undefined && lateClocks(clocks, now).length > 0).length, [all, now]);
  return (
    <div className={css.filters}>
      <span className={css.search}><Field label={say("search")} bare type="search" placeholder={say("searchHint")} value={filter.text} onChange={(text) => onFilter({ ...filter, text })} /></span>
      <Checkbox label={say("everywhere")} checked={everywhere} onChange={onEverywhere} />
      {open && (
        <>
          <Select label={say("urgency")} bare value={filter.urgency ?? "any"} choices={[{ value: "any", text: say("anyUrgency") }, { value: "emergency", text: sayCase("emergency") }, { value: "routine", text: sayCase("routine") }]} onChange={(urgency) => onFilter({ ...filter, urgency: urgency === "any" ? undefined : urgency })} />
          <Select label={say("agency")} bare value={filter.agencyId ?? ""} choices={[{ value: "", text: say("anyAgency") }, ...agencies.map(({ id, name }) => ({ value: id, text: name }))]} onChange={(id) => onFilter({ ...filter, agencyId: id === "" ? undefined : id })} />
          <Checkbox label={say("lateOnly", { n: late })} checked={filter.lateOnly} onChange={(lateOnly) => onFilter({ ...filter, lateOnly })} />
        </>
      )}
    </div>
  );
}

function OpenCases({ filter, onOpen }: { filter: CaseFilter; onOpen: (id: string) => void }) {
  const say = usePanelText(casesTexts);
  const cases = useCases();
  const now = useNow();
  const areas = useRecords("areas");
  const agency = useAgencyName();
  const lines = useMemo(() => {
    const all = [...cases.open.values()].filter(isReal).filter(({ closedAt }) => closedAt === undefined).map((incident) => lineOf(openCase(incident, cases.templates).head, incident, now));
    return all.filter((line) => fits(line, filter, ({ head, incident }) => [head.areaId === undefined ? undefined : areas.get(head.areaId)?.name, ...(incident?.parts ?? []).map(({ agencyId }) => agency(agencyId)), head.stepName])).toSorted(byClock);
  }, [cases, filter, now, areas, agency]);
  if (cases.is === "loading") return <LoadingState />;
  if (cases.is === "failed") return <ErrorState fault={cases.fault} />;
  if (lines.length === 0) return <EmptyState text={say(filter === ALL_CASES || cases.open.size === 0 ? "none" : "noneLate")} />;
  return <>{(cases.cut || lines.length > SHOWN) && <p className={css.faint} role="status">{say("cut", { n: Math.min(lines.length, SHOWN) })}</p>}<CaseList lines={lines.slice(0, SHOWN)} label={say("open")} onOpen={onOpen} /></>;
}
