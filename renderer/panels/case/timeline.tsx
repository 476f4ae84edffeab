import { useMemo } from "react";
import type { MapView } from "#contract/attached";
import type { Fact } from "#contract/fact";
import type { PlanRef } from "#contract/plan-ref";
import { AttachedThings } from "../../design/case/attached.tsx";
import { Thumb } from "../../design/case/thumb.tsx";
import { thumbTexts } from "../../design/case/thumb-texts.ts";
import { Button } from "../../design/controls.tsx";
import { firedWords, type CaseNames } from "../../design/facts/case-fact-words.ts";
import { eventWords } from "../../design/case/event-words.ts";
import { factBy } from "../../design/facts/fact-words.ts";
import { formatSpan, formatTime } from "../../design/format.ts";
import { useLanguage, type Language } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { evidenceUrl } from "../../live/evidence.ts";
import { useCases } from "../../live/use-cases.ts";
import { caseNames } from "../use-case-names.ts";
import { useFactWords, useNamingFacts } from "../use-fact-words.ts";
import css from "./case.module.css";
import { useCover } from "./covered.tsx";
import { PlanReference } from "./plan-reference.tsx";
import { casePageTexts } from "./texts.ts";
import type { WholeCase } from "./use-case.ts";

/** Below these nothing is said of a device's waiting and of its clock, ms. */
const [WAITED, ASTRAY] = [60_000, 300_000];

/** Everything that happened in the case, newest first: deeds, missed limits, reminders, notes, consultation, evidence. */
export function Timeline({ whole, onMap, onStudy }: { whole: WholeCase; onMap: ((view: MapView) => void) | undefined; onStudy?: ((plan: PlanRef) => void) | undefined }) {
  const say = usePanelText(casePageTexts);
  const language = useLanguage();
  const cases = useCases();
  const newest = useMemo(() => whole.facts.toReversed(), [whole.facts]);
  const older = useNamingFacts();
  const { words, who } = useFactWords(newest, { older });
  const names = useMemo(() => caseNames(newest, cases, { person: who, language, of: whole }), [newest, cases, who, language, whole]);
  // What happened in a case before it went on in this one says where.
  const came = (fact: Fact): string => {
    const id = caseOf(fact);
    return id === undefined || id === whole.incident.id ? "" : `[${names.incident(id)}] `;
  };
  return (
    <section aria-label={say("timeline")}>
      <h3>{say("timeline")}</h3>
      <ol className={css.timeline}>
        {newest.map((fact) => {
          const by = factBy(fact) ?? (fact.kind === "incident:noted" ? fact.note.by : fact.kind === "evidence:added" ? fact.evidence.by : undefined);
          const agency = fact.kind === "incident:noted" ? fact.note.agencyId : undefined;
          return (
            <li key={fact.seq} data-kind={fact.kind} data-missed={(fact.kind === "incident:fired" && fact.due.does === "miss") || undefined} data-note={fact.kind === "incident:noted" ? fact.note.kind : undefined}>
              <time dateTime={new Date(fact.at).toISOString()}>{formatTime(fact.at, "short", language)}</time>
              <span>{came(fact)}{lineWords(fact, language, names, say) ?? words(fact)}{by === undefined ? "" : <span className={css.faint}> · {agency === undefined ? who(by) : `${names.agency(agency)} (${who(by)})`}</span>}<LateWords fact={fact} /><ByPlan fact={fact} onStudy={onStudy} /><Things fact={fact} whole={whole} onMap={onMap} /></span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** How long it waited on a device without a link, and how wrong that device's clock is: the time it stands at is the room's own. */
function LateWords({ fact }: { fact: Fact }) {
  const say = usePanelText(casePageTexts);
  const language = useLanguage();
  const sent = fact.kind === "incident:moved" ? fact.sent : fact.kind === "incident:noted" ? fact.note.sent : undefined;
  if (sent === undefined) return null;
  const words = [
    ...(sent.waited >= WAITED ? [say("waited", { for: formatSpan(sent.waited, language) })] : []),
    ...(Math.abs(sent.ahead) >= ASTRAY ? [say(sent.ahead > 0 ? "clockAhead" : "clockBehind", { by: formatSpan(Math.abs(sent.ahead), language) })] : []),
  ];
  return words.length === 0 ? null : <span className={css.faint}> · {words.join("; ")}</span>;
}

/** The simulated plan that was chosen, or that an order goes by. */
function ByPlan({ fact, onStudy }: { fact: Fact; onStudy: ((plan: PlanRef) => void) | undefined }) {
  const plan = fact.kind === "incident:noted" ? fact.note.plan : fact.kind === "incident:moved" && fact.event.is === "ordered" ? fact.event.order.plan : undefined;
  return plan === undefined ? null : <> · <PlanReference plan={plan} onStudy={onStudy} /></>;
}

/** Pictures where they came, and what was sent with a message. */
function Things({ fact, whole, onMap }: { fact: Fact; whole: WholeCase; onMap: ((view: MapView) => void) | undefined }) {
  const say = usePanelText(thumbTexts);
  const coverOf = useCover();
  // What a message brought stands with the message.
  if (fact.kind === "evidence:added" && whole.notes.some(({ evidence }) => evidence?.includes(fact.evidence.id) === true)) return null;
  if (fact.kind === "evidence:added") return <span className={css.strip}><Thumb one={fact.evidence} url={evidenceUrl(fact.evidence.id)} cover={coverOf(fact.evidence)} /></span>;
  if (fact.kind !== "incident:noted") return null;
  return <AttachedThings note={fact.note} evidence={whole.evidence} url={evidenceUrl} coverOf={coverOf}>{(view) => onMap !== undefined && <Button look="quiet" onPress={() => onMap(view)}>{say("openView")}</Button>}</AttachedThings>;
}

function caseOf(fact: Fact): string | undefined {
  return fact.kind === "incident:opened" ? fact.incident.id : fact.kind === "evidence:added" ? fact.evidence.incidentId : "incidentId" in fact ? fact.incidentId : undefined;
}

/** On a case's own page its title need not be said again. */
function lineWords(fact: Fact, language: Language, names: CaseNames, say: (key: "opened" | "note" | "message" | "evidence") => string): string | undefined {
  switch (fact.kind) {
    case "incident:opened": return say("opened");
    case "incident:moved": return eventWords(fact.event, language, { ...names, flash: (id) => names.flash(fact.incidentId, id), limit: (id) => names.limit(fact.incidentId, id) ?? id });
    case "incident:fired": return firedWords(fact.incidentId, fact.due, language, names, fact.passed.length);
    case "incident:noted": return `${say(fact.note.kind)}: ${fact.note.text}`;
    case "evidence:added": return `${say("evidence")}: ${fact.evidence.name}`;
    default: return undefined;
  }
}
