import type { Fact } from "#contract/fact";
import type { Due } from "#contract/incident";
import { caseTexts } from "../case/texts.ts";
import { eventWords } from "../case/event-words.ts";
import { countdown } from "../case/span-words.ts";
import { staffingWords } from "../duty/words.ts";
import { formatSpan, formatTime, localDay } from "../format.ts";
import { local, type Language } from "../i18n.ts";
import { fill } from "../panel-text.ts";
import { caseFactsEn, caseFactsVi, caseWordsEn, caseWordsVi, type CaseFactKind } from "./case-texts.ts";

/** Names that sentences about cases need. */
export interface CaseNames {
  /** A case's title, in quotes. */
  incident: (id: string) => string;
  agency: (id: string) => string;
  person: (id: string) => string;
  /** A limit of the case's process, by the clock or limit it watches. */
  limit: (incidentId: string, key: string) => string | undefined;
  flash: (incidentId: string, id: string) => string;
}

export type CaseFact = Extract<Fact, { kind: CaseFactKind }>;

export function isCaseFact(fact: Fact): fact is CaseFact {
  return fact.kind in caseFactsVi;
}

/** One fact about a case, a shift or a violation, in one sentence. */
export function caseFactWords(fact: CaseFact, language: Language, names: CaseNames): string {
  const say = (values: Record<string, string | number> = {}): string => fill((language === "vi" ? caseFactsVi : caseFactsEn)[fact.kind], values);
  const word = (key: keyof typeof caseWordsVi, values: Record<string, string | number> = {}): string => fill((language === "vi" ? caseWordsVi : caseWordsEn)[key], values);
  const time = (at: number): string => formatTime(at, "short", language);
  switch (fact.kind) {
    case "process:saved": return say({ what: local(language, fact.template.name, fact.template.nameEn), version: fact.template.version });
    case "calendar:saved": return say({ what: fact.calendar.name, version: fact.calendar.version, document: fact.calendar.document });
    case "calendar:ending": return say({ what: fact.calendarId, day: localDay(fact.to) });
    case "agency:roster-saved": return say({ what: names.agency(fact.roster.id), n: fact.roster.turns.length, version: fact.roster.version });
    case "agency:staffing-opened": return say({ what: names.agency(fact.staffing.agencyId), why: staffingWords(fact.staffing, fact.at, language).what, due: time(fact.staffing.due) });
    case "agency:staffing-done": return say({ who: fact.by === undefined ? "" : `: ${names.person(fact.by)}` });
    case "agency:staffing-missed": return say({ due: time(fact.due) });
    case "agency:sharing-began": return say({ who: names.person(fact.sharing.id), what: names.incident(fact.sharing.incidentId), until: time(fact.sharing.until) });
    case "agency:sharing-ended": return say({ who: names.person(fact.accountId), what: names.incident(fact.incidentId), why: word(`shared.${fact.cause}`) });
    case "agency:saved": return say({ what: fact.agency.name });
    case "scenario:saved": return say({ what: local(language, fact.scenario.name, fact.scenario.nameEn), version: fact.scenario.version });
    case "incident:opened": return say({ what: `“${fact.incident.title}”`, urgency: caseTexts[language][fact.incident.urgency].toLowerCase(), drill: fact.incident.drill ? word("drill") : "" });
    case "incident:moved": return say({ what: names.incident(fact.incidentId), event: eventWords(fact.event, language, { ...names, flash: (id) => names.flash(fact.incidentId, id), limit: (id) => names.limit(fact.incidentId, id) ?? id }), second: fact.second === undefined ? "" : word("second", { who: names.person(fact.second) }) });
    case "incident:fired": return say({ what: names.incident(fact.incidentId), fired: firedWords(fact.incidentId, fact.due, language, names, fact.passed.length), late: lateWords(fact.lateBy, language) });
    case "incident:stood-down": return say({ what: names.incident(fact.incidentId) });
    case "incident:noted": return say({ what: names.incident(fact.incidentId), kind: word(fact.note.kind), text: fact.note.text });
    case "incident:ticked": return say({ what: names.incident(fact.incidentId), item: fact.itemId, answer: word(fact.answer ? "yes" : "no") });
    case "incident:audit": return say({ what: names.incident(fact.incidentId), due: time(fact.expected.at), clause: fact.expected.clause, why: word(`audit.${fact.why}`) });
    case "evidence:added": return say({ what: names.incident(fact.evidence.incidentId), name: fact.evidence.name });
    case "evidence:exported": return say({ what: names.incident(fact.incidentId), who: names.person(fact.by), name: fact.name, how: fact.as === "archive" ? word("archive") : "", sha: fact.sha256.slice(0, 12) });
    case "shift:began":
    case "shift:ended": return say({ who: names.person(fact.accountId) });
    case "shift:handed-over": return say({ who: names.person(fact.from), to: names.person(fact.to), n: fact.openIncidents.length });
    case "shift:signed": return say({ who: names.person(fact.by) });
    case "shift:unsigned":
    case "explanation:missed": return say({ due: time(fact.due) });
    case "violation:excused": return say({ what: names.incident(fact.incidentId), reason: fact.reason, who: names.person(fact.approver) });
    case "explanation:opened": return say({ who: names.agency(fact.explanation.agencyId), n: fact.explanation.keys.length, month: fact.explanation.month, due: time(fact.explanation.due) });
    case "explanation:given": return say({ text: fact.text });
    case "explanation:withdrawn": return say();
  }
}

/** What a deadline did: who is late under which clause, or who was reminded. @param passed reminders before it that it speaks for, after a standstill */
export function firedWords(incidentId: string, due: Due, language: Language, names: CaseNames, passed = 0): string {
  const texts = language === "vi" ? caseWordsVi : caseWordsEn;
  const owner = due.agencyId === undefined ? caseTexts[language][`party.${due.to}`] : names.agency(due.agencyId);
  const limit = due.clockKey === undefined ? undefined : names.limit(incidentId, due.clockKey);
  // A miss fires a millisecond after its limit: the limit is what people were told.
  if (due.does === "miss") return fill(texts["fired.miss"], { owner, limit: limit ?? due.clause, due: formatTime(due.at - 1, "full", language), clause: due.clause });
  const earlier = passed === 0 ? "" : fill(texts["fired.passed"], { n: passed });
  return fill(texts["fired.remind"], { owner, limit: limit === undefined ? "" : ` “${limit}”`, clause: due.clause }) + earlier;
}

/** A firing that came late by itself, after a standstill. */
function lateWords(ms: number, language: Language): string {
  if (ms < 2000) return "";
  return language === "vi" ? `, ghi nhận muộn ${ms < 3_600_000 ? countdown(ms, language) : formatSpan(ms, language)}` : `, noted ${countdown(ms, language)} late`;
}
