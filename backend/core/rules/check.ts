import { PRIORITIES } from "#contract/alarm";
import type { Fault } from "#contract/fault";
import type { DatastreamId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import type { RuleDraft } from "#contract/rule";
import type { RoomState } from "../state.ts";
import type { RuleEnv, RuleKind } from "./define.ts";
import { openMemory, widen } from "./memory.ts";
import { openRing } from "./ring.ts";
import { openSelection } from "./selection.ts";

/** Alarm conditions one rule may make. */
export const MOST_INSTANCES = 20_000;

/** What a rule would watch, and which matching datastreams it could not and why. */
export interface RuleCheck {
  instances: number;
  skipped: { datastreamId: DatastreamId; why: string }[];
}

/** Whether a rule of this kind may be saved as it stands, against the catalogue and the other rules. */
export function checkDraft(draft: RuleDraft, kind: RuleKind, state: Readonly<RoomState>): Result<RuleCheck> {
  const wrong = ladderFault(draft) ?? suppressionFault(draft, state);
  if (wrong !== undefined) return fail(wrong);
  const prepared = kind.prepare(draft.params);
  if (!prepared.ok) return fail({ code: "malformed", ...prepared.fault });
  const { selectors, single, compile } = prepared.value;
  const named = new Set<string>();
  for (const selector of selectors) {
    if ("datastreamId" in selector) {
      named.add(selector.datastreamId);
      if (!state.datastreams.has(selector.datastreamId)) return fail({ code: "unknown-id", kind: "datastream", id: selector.datastreamId });
    } else if (!state.observedProperties.has(selector.observedPropertyId)) {
      return fail({ code: "unknown-id", kind: "observed-property", id: selector.observedPropertyId });
    }
  }
  const targets = openSelection(state)(selectors);
  if (targets.length === 0) return fail(malformed("params.on", "no datastream matches"));
  if (targets.length > MOST_INSTANCES) return fail({ code: "too-large", limit: MOST_INSTANCES });
  const env = scratch(state);
  const skipped: RuleCheck["skipped"] = [];
  let instances = 0;
  for (const target of single ? targets.slice(0, 1) : targets) {
    const made = state.things.has(target.thingId) ? compile(target, env) : fail(`no thing ${target.thingId}`);
    if (made.ok) instances++;
    else if (named.has(target.id)) return fail(malformed("params", made.fault));
    else skipped.push({ datastreamId: target.id, why: made.fault });
  }
  if (instances === 0) return fail(malformed("params", skipped[0]?.why ?? "no datastream can carry it"));
  return ok({ instances, skipped });
}

/** Steps must rise: later each, and more urgent than what the alarm has by then. */
function ladderFault({ ladder, priority }: RuleDraft): Fault | undefined {
  let after = 0;
  let urgency = PRIORITIES.indexOf(priority);
  for (const [i, step] of ladder.entries()) {
    if (step.after <= after) return malformed(`ladder.${i}.after`, "each step comes after the one before");
    if (PRIORITIES.indexOf(step.priority) >= urgency) return malformed(`ladder.${i}.priority`, "each step is more urgent than the one before");
    after = step.after;
    urgency = PRIORITIES.indexOf(step.priority);
  }
  return undefined;
}

/** Two rules that suppress each other would hide both their alarms. */
function suppressionFault(draft: RuleDraft, state: Readonly<RoomState>): Fault | undefined {
  for (const id of draft.suppressedBy) if (id !== draft.id && !state.rules.has(id)) return { code: "unknown-id", kind: "rule", id };
  const waiting: string[] = [...draft.suppressedBy];
  const seen = new Set<string>();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === draft.id) return malformed("suppressedBy", "a rule cannot suppress itself, not even through others");
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(state.rules.get(id)?.suppressedBy ?? []));
  }
  return undefined;
}

function scratch(state: Readonly<RoomState>): RuleEnv {
  const memory = openMemory();
  widen(memory, 1);
  const ring = openRing(1000, 2, true);
  return { memory, state, ring: () => ring, held: () => false };
}

function malformed(path: string, detail: string): Fault {
  return { code: "malformed", path, detail };
}
