import { useMemo } from "react";
import type { Fact } from "#contract/fact";
import { firedWords, type CaseNames } from "../../design/facts/case-fact-words.ts";
import { eventWords } from "../../design/case/event-words.ts";
import { factBy } from "../../design/facts/fact-words.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage, type Language } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useCases } from "../../live/use-cases.ts";
import { caseNames } from "../use-case-names.ts";
import { useFactWords, useNamingFacts } from "../use-fact-words.ts";
import css from "./case.module.css";
import { casePageTexts } from "./texts.ts";
import type { WholeCase } from "./use-case.ts";

/** Everything that happened in the case, newest first: deeds, missed limits, reminders, notes, consultation, evidence. */
export function Timeline({ whole }: { whole: WholeCase }) {
  const say = usePanelText(casePageTexts);
  const language = useLanguage();
  const cases = useCases();
  const newest = useMemo(() => whole.facts.toReversed(), [whole.facts]);
  const older = useNamingFacts();
  const { words, who } = useFactWords(newest, { older });
  const names = useMemo(() => caseNames(newest, cases, { person: who, language, of: whole }), [newest, cases, who, language, whole]);
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
              <span>{lineWords(fact, language, names, say) ?? words(fact)}{by === undefined ? "" : <span className={css.faint}> · {agency === undefined ? who(by) : `${names.agency(agency)} (${who(by)})`}</span>}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** On a case's own page its title need not be said again. */
function lineWords(fact: Fact, language: Language, names: CaseNames, say: (key: "opened" | "note" | "message" | "evidence") => string): string | undefined {
  switch (fact.kind) {
    case "incident:opened": return say("opened");
    case "incident:moved": return eventWords(fact.event, language, { agency: names.agency, flash: (id) => names.flash(fact.incidentId, id) });
    case "incident:fired": return firedWords(fact.incidentId, fact.due, language, names);
    case "incident:noted": return `${say(fact.note.kind)}: ${fact.note.text}`;
    case "evidence:added": return `${say("evidence")}: ${fact.evidence.name}`;
    default: return undefined;
  }
}
