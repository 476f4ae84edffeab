import { useCallback, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import type { MapView } from "#contract/attached";
import type { PlanRef } from "#contract/plan-ref";
import { Button } from "../../design/controls.tsx";
import { caseTexts } from "../../design/case/texts.ts";
import { StepsRow } from "../../design/case/steps-row.tsx";
import { movesNow, type Hands, type PossibleMove } from "../../design/case/moves.ts";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Chip } from "../../design/states.tsx";
import { useCut, useNow, useRecords } from "../../live/hooks.ts";
import { useSign } from "../../live/sign.ts";
import { useParty, useMay } from "../../live/session.ts";
import { mapDesk } from "../../live/map-desk.ts";
import css from "./case.module.css";
import { CaseCharts } from "./case-charts.tsx";
import { CasePlace } from "./case-place.tsx";
import { Checklist } from "./checklist.tsx";
import { Clocks } from "./clocks.tsx";
import { EvidenceList } from "./evidence.tsx";
import { Meeting } from "./meeting.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { Moves } from "./moves-bar.tsx";
import { OrderText } from "./order-text.tsx";
import { PaperDialog, PaperSheets, usePrinting, type Printing } from "./paper.tsx";
import paper from "./paper.module.css";
import { paperTexts } from "./paper-texts.ts";
import { Parts } from "./parts.tsx";
import { Plans } from "./plans.tsx";
import { relationsOf } from "./relate-ask.ts";
import { RelateDialog } from "./relate-dialog.tsx";
import { relateTexts } from "./relate-texts.ts";
import { Related } from "./related.tsx";
import { casePageTexts } from "./texts.ts";
import { Timeline } from "./timeline.tsx";
import { Transfers } from "./transfers.tsx";
import type { WholeCase } from "./use-case.ts";
import { useLetter } from "./use-letter.ts";
import { Warn } from "./warn.tsx";
import { Writer } from "./writer.tsx";

/** Everything about one case, and what can be done to it now. */
export function CasePage({ whole, again, onAlarm, onCase, onMap, onStudy }: { whole: WholeCase; again: () => void; onAlarm: (id: string) => void; onCase: (id: string) => void; onMap: (() => void) | undefined; onStudy: ((plan: PlanRef) => void) | undefined }) {
  const say = usePanelText(casePageTexts);
  const sayCase = usePanelText(caseTexts);
  const sayRelate = usePanelText(relateTexts);
  const sayPaper = usePanelText(paperTexts);
  const language = useLanguage();
  const now = useNow();
  const cut = useCut();
  const hands = useHands();
  useSign(whole.incident.drill ? { kind: "drill" } : undefined);
  const areas = useRecords("areas");
  const [doing, setDoing] = useState<PossibleMove>();
  const [relating, setRelating] = useState(false);
  const [papers, setPapers] = useState(false);
  const [printing, print] = usePrinting();
  const printPaper = (what: Printing): void => {
    // The dialog is no part of the paper.
    flushSync(() => setPapers(false));
    print(what);
  };
  const printCase = (): void => {
    flushSync(() => print(undefined));
    window.print();
  };
  const mayRelate = useMay("incident:merge") && relationsOf(whole.incident).length > 0;
  useLetter("n", mayRelate ? () => setRelating(true) : undefined);
  const { incident, template } = whole;
  const moves = useMemo(() => (hands === undefined ? [] : movesNow(incident, template, hands)), [incident, template, hands]);
  const begin = useCallback((move: PossibleMove) => setDoing(move), []);
  const toMap = useCallback((view: MapView) => {
    onMap?.();
    // The map is shown again first: hidden, it has no size to fly in.
    requestAnimationFrame(() => mapDesk.now()?.show(view, incident.title));
  }, [onMap, incident.title]);
  const ordering = moves.find(({ is, agencyId }) => is === "ordered" && agencyId === undefined);
  const toStudy = useMay("study:get") ? onStudy : undefined;
  const at = (instant: number): string => formatTime(instant, "full", language);
  const step = template.steps.find(({ id }) => id === incident.step);
  const area = incident.areaId === undefined ? undefined : areas.get(incident.areaId)?.name ?? incident.areaId;
  const alarmId = incident.alarmIds[0];
  const into = incident.mergedInto === undefined ? undefined : (whole.related.find(({ id }) => id === incident.mergedInto)?.title ?? incident.mergedInto);
  return (
    <article className={`${css.page} ${paper.page}`} aria-label={say("label")} data-cut={cut || undefined} data-case-page={incident.id} data-printing={printing?.is} tabIndex={-1} data-first-focus="">
      <header className={css.head}>
        <div className={css.headline}>
          {incident.drill && <Chip look="strong">{sayCase("drill")}</Chip>}
          <Chip look={incident.urgency === "emergency" ? "strong" : "plain"}>{sayCase(incident.urgency)}</Chip>
          <h2>{incident.title}</h2>
          <span className={css.tools}>
            {alarmId !== undefined && <Button look="quiet" onPress={() => onAlarm(alarmId)}>{say("toAlarm")}</Button>}
            {mayRelate && <Button look="quiet" keyHint="N" onPress={() => setRelating(true)}>{sayRelate("menu")}…</Button>}
            <Button look="quiet" onPress={() => setPapers(true)}>{sayPaper("open")}…</Button>
            <Button look="quiet" onPress={printCase}>{say("print")}</Button>
          </span>
        </div>
        <p className={css.about}>
          {area !== undefined && <span>{area}</span>}
          <span>{say("appeared")}: {at(incident.appearedAt)}</span>
          <span>{incident.closedAt === undefined ? `${local(language, step?.name ?? incident.step, step?.nameEn)} ${say("since", { at: at(incident.stepSince) })}` : `${say("closed", { at: at(incident.closedAt) })}${into === undefined ? "" : ` · ${sayCase("mergedInto", { what: `“${into}”` })}`}${incident.givenTo === undefined ? "" : ` · ${sayCase("givenTo", { what: incident.givenTo })}`}`}</span>
          <span className={css.faint}>{local(language, template.name, template.nameEn)} · {say("number")} {incident.id}</span>
          <span className={css.printed}>{say("asOf", { at: at(now) })}</span>
        </p>
        <StepsRow incident={incident} template={template} />
      </header>
      <Moves moves={moves} incident={incident} template={template} mayAct={hands !== undefined} onMove={begin} />
      <div className={css.columns}>
        <div className={css.column}>
          <Transfers incident={incident} now={now} />
          <Related incident={incident} related={whole.related} onCase={onCase} />
          <Clocks incident={incident} template={template} now={now} />
          <Parts incident={incident} moves={moves} onMove={begin} now={now} onTyped={hands === "centre" ? again : undefined} />
          <Plans whole={whole} onOrder={ordering === undefined ? undefined : () => begin(ordering)} onStudy={toStudy} />
          <OrderText order={incident.order} onStudy={toStudy} />
          <Warn of={{ incidentId: incident.id }} silent={incident.drill} over={incident.closedAt !== undefined} now={now} />
          <CasePlace whole={whole} onMap={onMap} />
          <CaseCharts whole={whole} />
          {whole.scenario !== undefined && whole.scenario.checklist.length > 0 && <Checklist whole={whole} scenario={whole.scenario} />}
        </div>
        <div className={css.column}>
          <Meeting whole={whole} />
          <Timeline whole={whole} onMap={onMap === undefined ? undefined : toMap} onStudy={toStudy} />
          <Writer incident={incident} onSent={again} />
          <EvidenceList whole={whole} onAdded={again} />
        </div>
      </div>
      {doing !== undefined && <MoveDialog move={doing} whole={whole} now={now} onClose={() => setDoing(undefined)} onDone={again} />}
      {papers && <PaperDialog incident={incident} onPrint={printPaper} onClose={() => setPapers(false)} />}
      {printing !== undefined && <PaperSheets what={printing} incident={incident} template={template} now={now} />}
      {relating && <RelateDialog whole={whole} onClose={() => setRelating(false)} onDone={again} onCase={onCase} />}
    </article>
  );
}

/** In whose name the person at this window acts; undefined: looks only. */
function useHands(): Extract<Hands, "centre" | "leadership"> | undefined {
  const party = useParty();
  const may = useMay("incident:act");
  if (!may || party?.kind !== "person") return undefined;
  const { roles } = party.account;
  return roles.includes("operator") || roles.includes("shift-lead") ? "centre" : roles.includes("leader") ? "leadership" : "centre";
}
