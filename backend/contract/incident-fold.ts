import type { Incident, IncidentChange, IncidentFact } from "./incident.ts";

/**
 * What a fact makes of a case. Nothing is computed here: facts carry the records as they stand after them, so that a case
 * folds the same whatever the template or the calendar says by then.
 *
 * @returns undefined where the fact is of a case that is not held
 */
export function foldIncident(before: Incident | undefined, fact: IncidentFact): Incident | undefined {
  if (fact.kind === "incident:opened") return fact.incident;
  if (fact.kind === "incident:moved" && fact.whole !== undefined) return fact.whole;
  if (before === undefined) return undefined;
  const after = changed(before, fact.change, fact.at);
  return fact.kind === "incident:moved" && fact.as === "centre" ? { ...after, handledBy: fact.change.handledBy ?? fact.by } : after;
}

/** Something is still to be done in it: it is not over, or a report of it is owed. Others are kept on the disk alone. */
export function isLive({ closedAt, owed }: Pick<Incident, "closedAt" | "owed">): boolean {
  return closedAt === undefined || owed.some(({ doneAt }) => doneAt === undefined);
}

function changed(before: Incident, change: IncidentChange, at: number): Incident {
  const gone = new Set(change.gone);
  const { closedAt, parentId: parent, ...rest } = before;
  const closed = change.closed === undefined ? closedAt : change.closed ? at : undefined;
  const parentId = change.parentId === undefined ? parent : (change.parentId ?? undefined);
  return {
    ...rest,
    ...(parentId === undefined ? undefined : { parentId }),
    ...relations(change),
    ...(closed === undefined ? undefined : { closedAt: closed }),
    version: before.version + 1,
    ...(change.step === undefined || change.step === before.step ? undefined : { step: change.step, stepSince: at }),
    ...(change.round === undefined ? undefined : { round: change.round }),
    ...(change.order === undefined ? undefined : { order: change.order }),
    parts: put(before.parts, change.parts, ({ agencyId }) => agencyId),
    clocks: put(before.clocks, change.clocks, ({ key }) => key),
    dues: put(before.dues.filter(({ key }) => !gone.has(key)), change.dues, ({ key }) => key),
    owed: put(before.owed, change.owed, ({ flashId, round }) => `${flashId}:${round}`),
  };
}

/** What a case is to others, and what was decided for it: the fact carries the whole new value. */
function relations({ decision, alarmIds, mergedInto, givenTo, mergedFrom, splitInto, childIds }: IncidentChange): Partial<Incident> {
  return {
    ...(decision && { decision }), ...(alarmIds && { alarmIds }), ...(mergedInto && { mergedInto }), ...(givenTo && { givenTo }), ...(mergedFrom && { mergedFrom }),
    ...(splitInto && { splitInto }), ...(childIds && { childIds }),
  };
}

/** Each record in the place of the one with its key, or at the end. */
function put<T>(before: readonly T[], records: readonly T[] | undefined, keyOf: (record: T) => string): T[] {
  if (records === undefined || records.length === 0) return [...before];
  const fresh = new Map(records.map((record) => [keyOf(record), record]));
  const kept = before.map((record) => {
    const key = keyOf(record);
    const newer = fresh.get(key);
    fresh.delete(key);
    return newer ?? record;
  });
  return [...kept, ...fresh.values()];
}
