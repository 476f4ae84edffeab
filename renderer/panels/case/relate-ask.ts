import type { Fault } from "#contract/fault";
import type { Incident } from "#contract/incident";
import { AlarmId } from "#contract/ids";
import { ok, type Result } from "#contract/result";
import type { Ask } from "../../live/ask.ts";

export const RELATIONS = ["merge", "split", "parent", "alone"] as const;
/** What can be done to a case among others. */
export type Relation = (typeof RELATIONS)[number];

/** The form's contents. */
export interface RelateDraft {
  other: string;
  /** The other case goes into this one. */
  intoThis: boolean;
  alarmIds: readonly string[];
  title: string;
  reason: string;
}
export type RelateField = "other" | "alarmIds" | "title" | "reason";

/** Which relations a case allows now: none once it is over. */
export function relationsOf({ closedAt, alarmIds, parentId }: Incident): readonly Relation[] {
  if (closedAt !== undefined) return [];
  return RELATIONS.filter((one) => (one === "split" ? alarmIds.length > 1 : one === "alone" ? parentId !== undefined : one === "parent" ? parentId === undefined : true));
}

/** Open cases the other one can be chosen from. */
export function othersFor(incident: Incident, open: Iterable<Incident>, relation: Relation): Incident[] {
  const fits = (one: Incident): boolean => one.id !== incident.id && one.closedAt === undefined && one.drill === incident.drill && (relation !== "parent" || one.parentId === undefined);
  return [...open].filter(fits).sort((a, b) => b.appearedAt - a.appearedAt);
}

/** What is still missing in the form. */
export function lacking(incident: Incident, relation: Relation, { other, alarmIds, title, reason }: RelateDraft): RelateField[] {
  const wrong: RelateField[] = [];
  if ((relation === "merge" || relation === "parent") && other === "") wrong.push("other");
  if (relation === "split" && (alarmIds.length === 0 || alarmIds.length >= incident.alarmIds.length)) wrong.push("alarmIds");
  if (relation === "split" && title.trim() === "") wrong.push("title");
  if (reason.trim().length < 3) wrong.push("reason");
  return wrong;
}

/** Does it. @param other as this window knows it. @returns the case to be shown next */
export async function relate(ask: Ask, relation: Relation, { incident, other, draft }: { incident: Incident; other: Incident | undefined; draft: RelateDraft }): Promise<Result<Incident, Fault>> {
  const reason = draft.reason.trim();
  const of = { incidentId: incident.id, version: incident.version };
  if (relation === "split") return ask("incident:split", { ...of, alarmIds: draft.alarmIds.map((id) => AlarmId.parse(id)), title: draft.title.trim(), reason });
  if (relation === "alone") return ask("incident:link", { ...of, parentId: null, reason });
  if (other === undefined) return { ok: false, fault: { code: "unknown-id", kind: "incident", id: draft.other } };
  if (relation === "parent") return ask("incident:link", { ...of, parentId: other.id, reason });
  const [from, into] = draft.intoThis ? [other, incident] : [incident, other];
  const merged = await ask("incident:merge", { incidentId: from.id, version: from.version, into: into.id, intoVersion: into.version, reason });
  return merged.ok ? ok(merged.value.into) : merged;
}
