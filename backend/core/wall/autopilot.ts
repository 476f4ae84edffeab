import type { Alarm } from "#contract/alarm";
import type { FactBody, NewFact } from "#contract/fact";
import type { AccountId, Instant, ProposalId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import type { Proposal, WallChange } from "#contract/wall";
import type { Follower, Heeder } from "../ledger.ts";
import type { Now } from "../now.ts";
import type { RoomState } from "../state.ts";
import { graver, openAlarmClasses } from "./alarm-classes.ts";
import { backWithout, settingsWith, wayBack, withoutDue } from "./go-back.ts";
import { answered, carryOut, gravestFirst, propose, reigning } from "./proposals.ts";
import { openScheduler } from "./scheduler.ts";
import { mayGoBackAt, STEADINESS, type Steadiness } from "./steadiness.ts";

/** Cuts kept at hand to go back by; older ones are read from the journal. */
const CUTS = 32;

/** Changes the wall by alarms and by the clock, and back. All of it is in the state: a restart goes on where it was. */
export interface Autopilot {
  /** Told of every alarm that changed. */
  follow: Follower;
  /** Told of every fact once it is folded. */
  heed: Heeder;
  /** What is due by now, one deed a call; undefined: nothing. */
  fire(now: Now): FactBody[] | undefined;
  nextDue(): { steady?: number; wall?: Instant };
}
/** What the autopilot asks the shell for. */
export interface AutopilotLinks {
  /** The rev of an edit decided now (see WallDraft). */
  rev: () => number;
  /** From the journal: the changes of the cut whose way back is known by this seq. */
  cutOf: (seq: number) => readonly WallChange[] | undefined;
  /** Absent: STEADINESS. */
  steadiness?: Steadiness | undefined;
}

/** @param state as loaded: what is open in it waits at once, what fell due meanwhile is late */
export function openAutopilot(state: RoomState, links: AutopilotLinks): Autopilot {
  const classes = openAlarmClasses(state);
  const steadiness = links.steadiness ?? STEADINESS;
  const scheduler = openScheduler(state, links.rev);
  const cuts = new Map<number, readonly WallChange[]>();
  /** The same deadlines on the clock that never jumps: one set back makes nobody wait for hours. */
  const steadyDue = new Map<string, number>();
  let backDue: { due: Instant; steady: number } | undefined;
  const cutOf = (seq: number): readonly WallChange[] | undefined => cuts.get(seq) ?? links.cutOf(seq);

  /** What follows for the way back from who rings now. */
  function review(now: Now): FactBody[] {
    const { back } = state.wall;
    if (back === undefined) return [];
    const binding = state.bindings.get(back.bindingId);
    if (binding?.backAfter === undefined) return [lapse()];
    if (classes.rings(back.bindingId)) return back.due === undefined ? [] : [edit(settingsWith(state, withoutDue(back), links.rev()))];
    if (back.due !== undefined) return [];
    const due = Math.max(now.wall + binding.backAfter * 1000, mayGoBackAt(back.at, now.wall, steadiness));
    return due <= now.wall ? goBack(now, undefined) : [edit(settingsWith(state, { ...back, due }, links.rev()))];
  }
  function goBack(now: Now, due: Instant | undefined): FactBody[] {
    const way = wayBack(state, { rev: links.rev(), now: now.wall, cutOf, rings: classes.rings });
    if (way === undefined) return [lapse()];
    const { back } = state.wall;
    const late = due === undefined ? undefined : { due, lateBy: Math.max(0, now.wall - due) };
    return [{ kind: "wall:edited", deed: "back", ...way, ...whose(back), ...late }];
  }
  /** The wall stays as it is: the way back is given up. */
  function lapse(): FactBody {
    return edit(settingsWith(state, undefined, links.rev()));
  }
  function edit(change: WallChange): FactBody {
    return { kind: "wall:edited", deed: "settings", changes: [change], ...whose(state.wall.back) };
  }
  /** A class is quiet: what it proposes is needed no longer, and its next alarm proposes anew. */
  function calm(id: string): FactBody[] {
    const open = [...state.proposals.values()].filter((one) => one.bindingId === id);
    const binding = state.bindings.get(id);
    const spoke = binding !== undefined && (open.length > 0 || (binding.last !== undefined && binding.last.over === undefined));
    return [...open.map((one) => answered(one, "lapsed")), ...(spoke ? [{ kind: "wall:calmed" as const, bindingId: binding.id }] : [])];
  }
  function track(now: Now): void {
    const due = state.wall.back?.due;
    if (due === backDue?.due) return;
    const wait = (state.bindings.get(state.wall.back?.bindingId ?? "")?.backAfter ?? 0) * 1000;
    backDue = due === undefined ? undefined : { due, steady: now.steady + Math.min(Math.max(0, due - now.wall), Math.max(wait, steadiness.stays)) };
  }
  const waits = ({ id, at, due }: Proposal, now: Now): void => void steadyDue.set(id, now.steady + Math.min(Math.max(0, due - now.wall), due - at));
  let awake = false;
  /** Deadlines as loaded get their steady twin when the first clock is seen. */
  function wake(now: Now): void {
    if (awake) return;
    awake = true;
    for (const proposal of state.proposals.values()) waits(proposal, now);
    track(now);
  }

  const follow: Follower = (before, after, now) => {
    const { began, quiet } = classes.follow(before, after);
    if (began.length + quiet.length === 0) return [];
    const facts: FactBody[] = [];
    for (const { id } of quiet) facts.push(...calm(id));
    if (after !== undefined && began.length > 0) facts.push(...proposed(after, now));
    const { back } = state.wall;
    return back !== undefined && [...began, ...quiet].some((one) => one.id === back.bindingId) ? [...facts, ...review(now)] : facts;

    function proposed(alarm: Alarm, at: Now): FactBody[] {
      let open = [...state.proposals.values()];
      const reign = reigning(state, classes.rings);
      return began.flatMap((binding) => {
        const made = propose(state, binding, alarm, { now: at.wall, rev: links.rev(), reign, open, steadiness });
        for (const fact of made) {
          if (fact.kind === "wall:answered") open = open.filter((one) => one.id !== fact.proposalId);
          if (fact.kind === "wall:proposed") open = [...open, fact.proposal];
        }
        return made;
      });
    }
  };

  const heed: Heeder = (fact, now) => {
    wake(now);
    switch (fact.kind) {
      case "wall:proposed":
        waits(fact.proposal, now);
        return [];
      case "wall:answered":
        steadyDue.delete(fact.proposalId);
        return [];
      case "wall:binding-saved":
      case "wall:binding-removed": {
        const id = fact.kind === "wall:binding-saved" ? fact.binding.id : fact.bindingId;
        classes.recount(id);
        const stale = [...state.proposals.values()].filter((one) => one.bindingId === id && state.bindings.get(id)?.sceneId !== one.sceneId);
        return [...(classes.rings(id) ? stale.map((one) => answered(one, "lapsed")) : calm(id)), ...(state.wall.back?.bindingId === id ? review(now) : [])];
      }
      case "wall:edited": {
        scheduler.changed();
        track(now);
        keep(fact);
        const on = state.wall.scene?.id;
        const overtaken = [...state.proposals.values()].filter((one) => one.sceneId === on).map((one) => answered(one, "overtaken"));
        if (!byPerson(fact)) return overtaken;
        const had = fact.changes.some((change) => change.part === "settings" && change.before.back !== undefined) || state.wall.back !== undefined;
        const { back } = state.wall;
        const rest = back && backWithout(back, fact.changes, cutOf);
        const facts = rest === back ? overtaken : [...overtaken, edit(settingsWith(state, rest, links.rev()))];
        return had ? [...facts, ...scheduler.pass(now, "operator")] : facts;
      }
      case "wall:schedule-saved":
      case "wall:schedule-removed":
      case "wall:schedule-passed":
        scheduler.changed();
        return [];
      default:
        return [];
    }
  };
  function keep(fact: NewFact & { kind: "wall:edited" }): void {
    if (fact.deed !== "cut") return;
    for (const change of fact.changes) if (change.part === "settings" && change.after.back !== undefined) cuts.set(change.after.back.seq, fact.changes);
    if (cuts.size > CUTS) for (const oldest of cuts.keys()) { cuts.delete(oldest); break; }
  }

  return {
    follow,
    heed,
    fire(now) {
      wake(now);
      for (const proposal of gravestFirst(state.proposals.values())) {
        if (now.wall < proposal.due && now.steady < (steadyDue.get(proposal.id) ?? Infinity)) continue;
        if (proposal.mode === "ask") return [answered(proposal, "lapsed")];
        if (!classes.rings(proposal.bindingId)) return [answered(proposal, "lapsed")];
        const reign = reigning(state, classes.rings);
        if (reign !== undefined && !graver(proposal.priority, reign.last?.priority)) return [answered(proposal, "overtaken")];
        return carryOut(state, proposal, { now: now.wall, rev: links.rev(), late: { due: proposal.due, lateBy: Math.max(0, now.wall - proposal.due) } });
      }
      if (backDue !== undefined && (now.wall >= backDue.due || now.steady >= backDue.steady)) return goBack(now, backDue.due);
      const reviewed = state.wall.back === undefined ? [] : review(now);
      if (reviewed.length > 0) return reviewed;
      return scheduler.fire(now);
    },
    nextDue() {
      let steady = backDue?.steady ?? Infinity;
      let wall = Math.min(backDue?.due ?? Infinity, scheduler.nextDue() ?? Infinity);
      for (const one of state.proposals.values()) {
        wall = Math.min(wall, one.due);
        steady = Math.min(steady, steadyDue.get(one.id) ?? Infinity);
      }
      return { ...(steady < Infinity && { steady }), ...(wall < Infinity && { wall }) };
    },
  };
}

/** A person's word on a proposal. @returns the facts it makes, not folded yet; `unknown-id` when it is no longer open */
export function answerProposal(state: RoomState, answer: { proposalId: ProposalId; accept: boolean; by: AccountId }, { now, rev }: { now: Instant; rev: number }): Result<FactBody[]> {
  const proposal = state.proposals.get(answer.proposalId);
  if (proposal === undefined) return fail({ code: "unknown-id", kind: "proposal", id: answer.proposalId });
  return ok(answer.accept ? carryOut(state, proposal, { now, rev, by: answer.by }) : [answered(proposal, "refused", answer.by)]);
}

/** A person changed what is shown, otherwise than by accepting a proposal. Freeze and blank are of the moment, and a maximised cell is. */
function byPerson(fact: NewFact & { kind: "wall:edited" }): boolean {
  if (fact.by === undefined || (fact.deed === "cut" && fact.bindingId !== undefined)) return false;
  return fact.deed === "cut" || (fact.deed !== "freeze" && fact.deed !== "blank" && fact.changes.some((change) => change.part === "cell"));
}

function whose(back: RoomState["wall"]["back"]): { bindingId?: NonNullable<typeof back>["bindingId"]; alarmId?: NonNullable<typeof back>["alarmId"] } {
  return back === undefined ? {} : { bindingId: back.bindingId, ...(back.alarmId !== undefined && { alarmId: back.alarmId }) };
}
