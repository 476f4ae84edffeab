import type { Alarm } from "#contract/alarm";
import type { FactBody, FactOf } from "#contract/fact";
import { ProposalId, type AccountId, type Instant } from "#contract/ids";
import type { Binding, Proposal, ProposalOutcome } from "#contract/wall";
import type { WallMaps } from "#contract/wall-fold";
import { graver, gravity } from "./alarm-classes.ts";
import { cutTo } from "./cut.ts";
import { chatters, isRefused, nextCut, type Steadiness } from "./steadiness.ts";

/** Open at one time; above it the least grave gives way. */
export const MAX_PROPOSALS = 20;
/** "tell" cuts after so long, "ask" lapses after so long, ms. */
export const TELL_AFTER = 5_000;
export const ASK_FOR = 60_000;

/** The binding that has the wall: the one that will give it back, or whose scene is on while its alarms ring, however it came on. */
export function reigning(wall: Pick<WallMaps, "bindings" | "wall">, rings: (bindingId: string) => boolean): Binding | undefined {
  const { back, scene } = wall.wall;
  if (back !== undefined) return wall.bindings.get(back.bindingId);
  if (scene === undefined) return undefined;
  for (const binding of wall.bindings.values()) if (scene.id === binding.sceneId && rings(binding.id)) return binding;
  return undefined;
}

interface Proposing {
  now: Instant;
  rev: number;
  reign: Binding | undefined;
  open: readonly Proposal[];
  steadiness: Steadiness;
}

/**
 * The proposal an alarm of the binding's class brings about, and what gives way to it; empty: none. One open a binding; none
 * while the scene is on; while the class rings none again but for a graver alarm. Where an alarm as grave has the wall, a
 * person is asked: only a graver one takes it over by itself. An alarm that comes and goes does not make the wall come and go.
 */
export function propose(wall: Pick<WallMaps, "wall" | "scenes">, binding: Binding, alarm: Alarm, more: Proposing): FactBody[] {
  const { now, rev, reign, open, steadiness } = more;
  if (!wall.scenes.has(binding.sceneId) || wall.wall.scene?.id === binding.sceneId || wall.wall.back?.bindingId === binding.id) return [];
  // Answered already, and its class has rung ever since.
  if (binding.last !== undefined && binding.last.over === undefined && !graver(alarm.priority, binding.last.priority)) return [];
  if (isRefused(binding, alarm.priority, now)) return [];
  if (open.some((one) => one.bindingId === binding.id)) return [];
  const facts: FactBody[] = [];
  if (open.length >= MAX_PROPOSALS) {
    const least = gravestFirst(open).at(-1);
    if (least === undefined || !graver(alarm.priority, least.priority)) return [];
    facts.push({ kind: "wall:answered", proposalId: least.id, outcome: "overtaken" });
  }
  const mode = binding.mode === "tell" && !chatters(binding, now) && (reign === undefined || graver(alarm.priority, reign.last?.priority)) ? "tell" : "ask";
  let n = rev;
  while (open.some((one) => one.id === `p${n}`)) n++;
  const due = mode === "tell" ? Math.max(now + TELL_AFTER, nextCut(binding, now, steadiness)) : now + ASK_FOR;
  return [...facts, { kind: "wall:proposed", proposal: { id: ProposalId.parse(`p${n}`), bindingId: binding.id, sceneId: binding.sceneId, alarmId: alarm.id, priority: alarm.priority, mode, at: now, due } }];
}

/** The gravest first, then the one due first, then the one made first: ids are numbered, so p99 was made before p100. */
export function gravestFirst(proposals: Iterable<Proposal>): Proposal[] {
  return [...proposals].sort((a, b) => gravity(a.priority) - gravity(b.priority) || a.due - b.due || a.id.length - b.id.length || (a.id < b.id ? -1 : 1));
}

/** What a cut by a proposal is made of. `by`: the person who accepted it; absent: it went by itself, `due` and `lateBy` say when it was to. */
interface Cutting {
  now: Instant;
  rev: number;
  by?: AccountId;
  late?: { due: Instant; lateBy: number };
}

/** The proposal carried out: answered and cut, one fact each; lapsed where there is nothing to cut to any more. */
export function carryOut(wall: Pick<WallMaps, "monitors" | "cells" | "wall" | "scenes" | "bindings">, proposal: Proposal, { now, rev, by, late }: Cutting): FactBody[] {
  const { bindingId, sceneId, alarmId } = proposal;
  const scene = wall.scenes.get(sceneId);
  const binding = wall.bindings.get(bindingId);
  const back = binding?.backAfter === undefined ? undefined : { seq: rev, alarmId, bindingId, at: now };
  const cut = scene === undefined || binding === undefined ? undefined : cutTo(wall, scene, { now, rev, back });
  if (cut?.ok !== true) return [answered(proposal, "lapsed", by)];
  const edit: FactOf<"wall:edited"> = { kind: "wall:edited", deed: "cut", changes: cut.value.changes, cutAt: cut.value.cutAt, sceneId, bindingId, alarmId, ...(by !== undefined && { by }), ...late };
  return [answered(proposal, by === undefined ? "told" : "accepted", by), edit];
}

export function answered({ id }: Proposal, outcome: ProposalOutcome, by?: AccountId): FactBody {
  return { kind: "wall:answered", proposalId: id, outcome, ...(by !== undefined && { by }) };
}
