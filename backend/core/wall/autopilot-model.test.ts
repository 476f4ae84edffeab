import fc from "fast-check";
import { expect, test } from "vitest";
import { FactBody, type NewFact } from "#contract/fact";
import type { Binding } from "#contract/wall";
import type { HandWorld } from "../../../test/kit/hand-world.ts";
import { OPERATOR } from "../../../test/kit/hand-world.ts";
import { openWallModel } from "../../../test/kit/wall-model.ts";
import { bindingOf, GRADES, openWallWorld, putText, ring, shown } from "../../../test/kit/wall-world.ts";
import { answerProposal } from "./autopilot.ts";

type Deed = { do: "ring"; grade: number } | { do: "calm"; grade: number } | { do: "pass"; seconds: number } | { do: "jump"; minutes: number } | { do: "answer"; which: number; accept: boolean } | { do: "put"; monitor: number } | { do: "restart"; after: number };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.oneof(fc.record({ do: fc.constant("ring" as const), grade: fc.integer({ min: 0, max: 3 }) }), fc.record({ do: fc.constant("calm" as const), grade: fc.integer({ min: 0, max: 3 }) })) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("pass" as const), seconds: fc.constantFrom(1, 2, 5, 6, 25, 31, 61, 301) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("jump" as const), minutes: fc.integer({ min: -120, max: 120 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("answer" as const), which: fc.integer({ min: 0, max: 2 }), accept: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("put" as const), monitor: fc.integer({ min: 0, max: 1 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restart" as const), after: fc.integer({ min: 0, max: 100_000 }) }) },
);
const bindings: fc.Arbitrary<Binding[]> = fc.tuple(...["flood", "storm", "night"].map((sceneId) =>
  fc.record({ priorities: fc.subarray([...GRADES]), mode: fc.constantFrom("ask", "tell", "tell"), backAfter: fc.constantFrom(undefined, 0, 0, 20) }).map((more) => bindingOf({ id: `b-${sceneId}`, sceneId, ...more })),
));

/** Lives through it in the room and in the model side by side. @returns the room at the end and all that was decided */
function live(all: Binding[], deeds: readonly Deed[]): HandWorld {
  let room = openWallWorld({ bindings: all });
  const model = openWallModel(all);
  for (const [step, one] of deeds.entries()) {
    if (one.do === "ring" || one.do === "calm") {
      const grade = GRADES[one.grade]!;
      ring(room, grade, one.do === "ring");
      if (one.do === "ring") model.ring(grade, room.now);
      else model.calm(grade, room.now);
    } else if (one.do === "pass") {
      for (let second = 0; second < one.seconds; second++) {
        room.pass(1000);
        model.tick(room.now);
      }
    } else if (one.do === "jump") {
      room.jump(one.minutes * 60_000);
      model.tick(room.now);
    } else if (one.do === "answer") {
      const proposal = [...room.state.proposals.values()][one.which];
      if (proposal === undefined) continue;
      const facts = answerProposal(room.state, { proposalId: proposal.id, accept: one.accept, by: OPERATOR }, { now: room.now.wall, rev: room.facts.length + 1 });
      if (!facts.ok) throw new Error("not open");
      room.apply(...facts.value.map((body): NewFact => ({ ...body, at: room.now.wall })));
      model.answer(proposal.bindingId, one.accept, room.now);
    } else if (one.do === "put") {
      putText(room, `m${one.monitor + 1}`, `p${step}`);
      model.put(one.monitor, `p${step}`);
    } else {
      room = room.restart();
      // The memory of the rules is filled again before listening begins: the same alarms stand.
      room.now = { wall: room.now.wall + one.after, steady: 1000 };
      model.restart(room.now);
      room.pass(0);
      model.tick(room.now);
    }
    const open = [...room.state.proposals.values()].map((proposal) => proposal.bindingId).sort();
    expect([step, one.do, shown(room), open, room.state.wall.scene?.id, room.state.wall.back !== undefined]).toEqual([step, one.do, model.shown(), model.open(), model.scene(), model.mayGoBack()]);
  }
  return room;
}

test("whatever rings, is answered, put, restarted or set: the wall is what the plain model says; no proposal is lost, none doubled, and a tell goes exactly once (invariant 4)", () => {
  fc.assert(fc.property(bindings, fc.array(deed, { minLength: 20, maxLength: 60, size: "max" }), (all, deeds) => {
    const { facts, state } = live(all, deeds);
    const answers = new Map<string, string[]>();
    for (const [i, fact] of facts.entries()) {
      if (fact.kind === "wall:proposed") {
        expect(answers.has(fact.proposal.id)).toBe(false);
        answers.set(fact.proposal.id, []);
      }
      if (fact.kind !== "wall:answered") continue;
      answers.get(fact.proposalId)!.push(fact.outcome);
      const next = facts[i + 1];
      const cuts = next?.kind === "wall:edited" && next.deed === "cut";
      expect([fact.outcome, cuts]).toEqual([fact.outcome, fact.outcome === "told" || fact.outcome === "accepted"]);
      if (fact.outcome === "told" && next?.kind === "wall:edited") expect(next.lateBy).toBeGreaterThanOrEqual(0);
    }
    const unanswered = [...answers].filter(([, given]) => given.length === 0).map(([id]) => id);
    expect(unanswered).toEqual([...state.proposals.keys()]);
    expect([...answers.values()].every((given) => given.length <= 1)).toBe(true);
  }), { numRuns: 300 });
}, 60_000);

test("every fact it decides fits the contract, and the state is their fold, byte for byte (invariant 3)", () => {
  fc.assert(fc.property(bindings, fc.array(deed, { minLength: 10, maxLength: 40, size: "max" }), (all, deeds) => {
    const room = live(all, deeds);
    for (const { at: _at, ...body } of room.facts) expect(FactBody.safeParse(body).error).toBeUndefined();
    const bytes = (world: HandWorld) => JSON.stringify([...world.state.cells, ...world.state.monitors, ...world.state.bindings, ...world.state.proposals, world.state.wall]);
    expect(bytes(room.restart())).toBe(bytes(room));
  }), { numRuns: 60 });
}, 60_000);
