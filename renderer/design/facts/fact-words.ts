import type { Fact } from "#contract/fact";
import { formatSpan, formatTime } from "../format.ts";
import { local, type Language, type Say } from "../i18n.ts";
import { fill } from "../panel-text.ts";
import { priorityText } from "../priority.tsx";
import { alertFactWords, isAlertFact } from "./alert-words.ts";
import { backupFactWords, isBackupFact } from "./backup-words.ts";
import { cameraFactWords, isCameraFact } from "./camera-words.ts";
import { caseFactWords, isCaseFact, type CaseNames } from "./case-fact-words.ts";
import { causeWords } from "./cause-words.ts";
import { drillFactWords, isDrillFact } from "./drill-words.ts";
import { editWords } from "./edit-words.ts";
import { isIssuedFact, issuedFactWords } from "./issued-words.ts";
import { isMessageFact, messageFactWords } from "./message-words.ts";
import { isPublicationFact, publicationFactWords } from "./publication-words.ts";
import { factTexts } from "./texts.ts";
import { isTransferFact, transferFactWords } from "./transfer-words.ts";
import type { WallBook } from "./wall-book.ts";
import type { WallNaming } from "./wall-naming.ts";

type Key = keyof (typeof factTexts)["vi"];

/** What a sentence needs besides the fact: the language, shared words, and what an alarm is called. */
export interface FactContext {
  language: Language;
  t: Say;
  /** The message of an alarm known to this window, else its id. */
  alarm: (alarmId: string) => string;
  /** What the things of the wall are or were called. */
  book: WallBook;
  naming: WallNaming;
  /** What cases and agencies are called. */
  cases: CaseNames;
}

/** Kinds of files, called the same in both languages. */
const EXPORTED = { csv: "CSV", outline: "GeoJSON", tif: "GeoTIFF", pdf: "PDF", mp4: "MP4" } as const;

/** One fact in one sentence. Switches over every kind: a new one does not compile without its words. */
export function factWords(fact: Fact, { language, t, alarm, book, naming, cases }: FactContext): string {
  if (isAlertFact(fact)) return alertFactWords(fact, language);
  if (isPublicationFact(fact)) return publicationFactWords(fact, language);
  if (isCameraFact(fact)) return cameraFactWords(fact, language);
  if (isBackupFact(fact)) return backupFactWords(fact, language);
  if (isIssuedFact(fact)) return issuedFactWords(fact, language, naming.person);
  if (isTransferFact(fact)) return transferFactWords(fact, language);
  if (isDrillFact(fact)) return drillFactWords(fact, language);
  if (isCaseFact(fact)) return caseFactWords(fact, language, cases);
  if (isMessageFact(fact)) return messageFactWords(fact, language, cases);
  const word = (key: Key, values: Record<string, string | number> = {}): string => fill(factTexts[language][key], values);
  const time = (at: number): string => formatTime(at, "short", language);
  const say = (values: Record<string, string | number> = {}): string => word(fact.kind, values);
  const late = (ms: number | undefined): string => (ms === undefined || ms < 1000 ? "" : word("late", { span: formatSpan(ms, language) }));
  switch (fact.kind) {
    case "backend:started": return say({ version: fact.version, unclean: fact.clean ? "" : word("unclean") });
    case "backend:stopped": return say();
    case "clock:jumped": return say({ by: `${fact.by < 0 ? "−" : "+"}${formatSpan(Math.abs(fact.by), language)}` });
    case "disk:full": return say({ detail: fact.detail });
    case "disk:recovered": return say({ n: fact.held });
    case "study:exported": return say({ who: naming.person(fact.by), as: EXPORTED[fact.as], what: fact.name === undefined ? fact.runId ?? "" : `“${fact.name}”` });
    case "store:damaged": return say({ what: fact.file, detail: fact.detail });
    case "centre:differed": return say({ missing: fact.missing, changed: fact.changed, what: `${fact.seqs.join(", ")}${fact.missing + fact.changed > fact.seqs.length ? "…" : ""}` });
    case "area:saved": return say({ what: fact.area.name });
    case "thing:saved": return say({ what: local(language, fact.thing.name, fact.thing.nameEn) });
    case "observed-property:saved": return say({ what: local(language, fact.observedProperty.name, fact.observedProperty.nameEn) });
    case "sensor:saved": return say({ what: fact.sensor.name });
    case "datastream:saved": return say({ what: local(language, fact.datastream.name, fact.datastream.nameEn) });
    case "source:saved": return say({ what: fact.source.name });
    case "source:silent": return say({ what: fact.sourceId, since: time(fact.since) });
    case "source:resumed": return say({ what: fact.sourceId, span: formatSpan(fact.silentFor, language) });
    case "rule:saved": return say({ what: local(language, fact.rule.name, fact.rule.nameEn), version: fact.rule.version });
    case "rule:removed": return say({ what: fact.ruleId });
    case "alarm:raised": return say({ what: local(language, fact.alarm.message, fact.alarm.messageEn), priority: priorityText(fact.alarm.priority, t).toLowerCase() });
    case "alarm:acknowledged":
    case "alarm:reset":
    case "alarm:unsuppressed":
    case "alarm:returned-to-service": return say({ what: alarm(fact.alarmId) });
    case "alarm:cleared": return say({ what: alarm(fact.alarmId), cause: word(`cause.${fact.cause}`) });
    case "alarm:escalated": return say({ what: alarm(fact.alarmId), priority: priorityText(fact.priority, t).toLowerCase(), late: late(fact.lateBy) });
    case "alarm:re-alarmed": return say({ what: alarm(fact.alarmId), late: late(fact.lateBy) });
    case "alarm:shelved": return say({ what: alarm(fact.alarmId), until: time(fact.until), reason: fact.reason });
    case "alarm:unshelved": return say({ what: alarm(fact.alarmId), cause: word(`cause.${fact.cause}`), late: late(fact.lateBy) });
    case "alarm:suppressed": return say({ what: alarm(fact.alarmId), by: alarm(fact.byAlarm) });
    case "alarm:out-of-service": return say({ what: alarm(fact.alarmId), reason: fact.reason });
    case "flood:began": return say({ n: fact.count });
    case "flood:ended": return say({ peak: fact.peak, since: time(fact.since) });
    case "account:saved": return say({ what: fact.account.name, password: fact.passwordChanged ? word("password") : "" });
    case "session:opened": return say({ what: naming.person(fact.accountId), from: fact.from });
    case "session:refused": return say({ what: fact.name, from: fact.from });
    case "session:ended": return say({ what: naming.person(fact.accountId), cause: word(`cause.${fact.cause}`) });
    case "display:saved": return say({ what: fact.display.name });
    case "invitation:made": return say({ what: fact.invitation.name, agency: cases.agency(fact.invitation.agencyId), until: formatTime(fact.invitation.until, "short", language) });
    case "invitation:used":
    case "invitation:revoked": return say({ what: naming.person(fact.accountId) });
    case "display:revoked": return say({ what: naming.display(fact.displayId) });
    case "wall:edited": return say({ what: editWords(fact, { language, naming, alarm, cellsThen: book.cellsThen.get(fact.seq) }), late: late(fact.lateBy) });
    case "wall:checkpoint": return say();
    case "wall:scene-saved": return say({ what: fact.scene.name, version: fact.scene.version });
    case "wall:scene-removed": return say({ what: naming.scene(fact.sceneId) });
    case "wall:binding-saved": return say({ what: fact.binding.name });
    case "wall:binding-removed": return say({ what: naming.binding(fact.bindingId) });
    case "wall:schedule-saved": return say({ what: fact.schedule.name });
    case "wall:schedule-removed": return say({ what: naming.schedule(fact.scheduleId) });
    case "wall:schedule-passed": return say({ what: naming.schedule(fact.scheduleId), why: word(`passed.${fact.why}`), late: late(fact.lateBy) });
    case "wall:proposed": return say({ what: naming.scene(fact.proposal.sceneId), alarm: alarm(fact.proposal.alarmId) });
    case "wall:answered": {
      const scene = book.proposals.get(fact.proposalId)?.sceneId;
      return say({ what: scene === undefined ? "" : ` ${naming.scene(scene)}`, outcome: word(`outcome.${fact.outcome}`) });
    }
    case "wall:calmed": return say({ what: naming.binding(fact.bindingId) });
    case "wall:attended": return say({ what: fact.attendance.screen.label || fact.attendance.screen.key, monitor: naming.monitor(fact.attendance.monitorId) });
    case "wall:left": return say({ monitor: naming.monitor(fact.monitorId), cause: word(`left.${fact.cause}`) });
    case "shell:event": return say({ display: naming.display(fact.displayId), event: word(`shell.${fact.event.what}`), cause: causeWords(fact.event.cause, language), took: fact.event.tookMs === undefined ? "" : word("took", { ms: fact.event.tookMs }) });
  }
}

/** Who did it; undefined: the backend itself. */
export function factBy(fact: Fact): string | undefined {
  return "by" in fact && typeof fact.by === "string" ? fact.by : undefined;
}

/** Kinds that have their words in a file of their own, by the first part of their name. */
const ELSEWHERE = /^(?:(?:alert|service|figures|camera|video|drill|exercise|message|channel|backup|transfer):|centre:(?:issued|refused|settled)$)/;
const isKnown = (kind: string): boolean => kind in factTexts.vi || ELSEWHERE.test(kind);

/** Facts as requests answer them; what is no fact of a kind this window knows is left out. */
export function isFact(value: unknown): value is Fact {
  return typeof value === "object" && value !== null && "kind" in value && typeof value.kind === "string" && isKnown(value.kind) && "seq" in value && "at" in value;
}
