import { useMemo } from "react";
import type { Fact } from "#contract/fact";
import type { Incident } from "#contract/incident";
import type { Template } from "#contract/process";
import type { CaseNames } from "../design/facts/case-fact-words.ts";
import { limitOf } from "../design/case/clocks.ts";
import { local, useLanguage, type Language } from "../design/i18n.ts";
import { templateKey, type Cases } from "../live/case-book.ts";
import { useCases } from "../live/use-cases.ts";

/** What cases, agencies and limits are called in a list of facts: by the list itself, else by what this window holds. @param person must stay the same function */
export function useCaseNames(facts: readonly Fact[], person: (id: string) => string): CaseNames {
  const language = useLanguage();
  const cases = useCases();
  return useMemo(() => caseNames(facts, cases, { person, language }), [facts, cases, person, language]);
}

export function caseNames(facts: readonly Fact[], cases: Cases, { person, language, of }: { person: (id: string) => string; language: Language; of?: { incident: Incident; template: Template; related?: readonly { id: string; title: string }[] } }): CaseNames {
  const titles = new Map<string, string>();
  const agencies = new Map<string, string>();
  for (const { id, title } of of?.related ?? []) titles.set(id, title);
  for (const fact of facts) {
    if (fact.kind === "incident:opened") titles.set(fact.incident.id, fact.incident.title);
    if (fact.kind === "agency:saved" && !agencies.has(fact.agency.id)) agencies.set(fact.agency.id, fact.agency.name);
  }
  const incident = (id: string): Incident | undefined => (of?.incident.id === id ? of.incident : cases.open.get(id));
  const template = (id: string): Template | undefined => {
    if (of?.incident.id === id) return of.template;
    const known = incident(id);
    return known === undefined ? undefined : cases.templates.get(templateKey(known));
  };
  const title = (id: string): string | undefined => incident(id)?.title ?? titles.get(id);
  return {
    person,
    incident: (id) => (title(id) === undefined ? id : `“${title(id)}”`),
    agency: (id) => cases.agencies.get(id)?.name ?? agencies.get(id) ?? id,
    limit(id, key) {
      const limit = limitOf({ limitId: key.split(":")[0] ?? "" }, template(id));
      return limit === undefined ? undefined : local(language, limit.name, limit.nameEn);
    },
    flash(id, flashId) {
      const flash = template(id)?.flashes.find((each) => each.id === flashId);
      return flash === undefined ? flashId : local(language, flash.name, flash.nameEn);
    },
  };
}
