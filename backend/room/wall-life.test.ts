import fc from "fast-check";
import { expect, test } from "vitest";
import { FactBody } from "#contract/fact";
import { emptyWall, foldWall, isWallFact, wallOf, type WallMaps } from "#contract/wall-fold";
import { checkpointOf } from "../core/wall/checkpoint.ts";
import { anyWallSteps, liveWall } from "../../test/kit/any-wall.ts";
import { handWall } from "../../test/kit/hand-wall.ts";
import { canonicalJson } from "../store/canonical-json.ts";

const byId = <T extends { id?: string; monitorId?: string }>(list: readonly T[]): T[] => list.toSorted((a, b) => ((a.id ?? a.monitorId ?? "") < (b.id ?? b.monitorId ?? "") ? -1 : 1));
/** The document and who shows it, as one text: equal texts are equal walls, to the byte. */
const bytes = (wall: { monitors: readonly { id: string }[]; cells: readonly { id: string }[]; settings: object; attendances: readonly { monitorId: string }[] }) =>
  canonicalJson({ monitors: byId(wall.monitors), cells: byId(wall.cells), settings: wall.settings, attendances: byId(wall.attendances) });
const live = (state: WallMaps) => bytes(wallOf(state));

test("invariant 3: the wall is the fold of its facts, byte for byte, and the replay at every fact is the wall as it was then", async () => {
  await fc.assert(fc.asyncProperty(anyWallSteps, fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 3 }), async (steps, checkpoints) => {
    const wall = handWall();
    const then = new Map<number, string>();
    let i = 0;
    await liveWall(wall, steps, () => {
      if (checkpoints.includes(i++)) void wall.commit([checkpointOf(wall.state, wall.clock.wall())]);
      const at = wall.facts.at(-1)?.at;
      if (at !== undefined) then.set(at, live(wall.state));
    });
    const folded = emptyWall();
    for (const fact of wall.facts) {
      expect(FactBody.safeParse(fact).error).toBeUndefined();
      if (isWallFact(fact)) foldWall(folded, fact);
    }
    expect(live(folded)).toBe(live(wall.state));
    for (const [at, text] of then) {
      const past = await wall.ask("wall:at", { at });
      expect(past.ok && bytes(past.value)).toBe(text);
    }
    const restarted = wall.restart();
    expect(live(restarted.state)).toBe(live(wall.state));
    restarted.close();
  }), { numRuns: 150 });
}, 60_000);

test("two people lose nothing: what was answered is in the journal as the change it was, what was refused changed nothing and says why", async () => {
  let accepted = 0, refused = 0;
  await fc.assert(fc.asyncProperty(anyWallSteps, async (steps) => {
    const wall = handWall();
    let before = "", facts = 0;
    await liveWall(wall, steps, (step, answer) => {
      const text = live(wall.state);
      if ("late" in step && step.late && answer.ok) expect.fail("an edit of a record that had changed was taken");
      if (answer.ok) accepted++;
      else {
        refused++;
        if (facts > 0) expect(text).toBe(before);
        if ("fault" in answer) expect(["conflict", "malformed", "unknown-id", "too-many"]).toContain((answer as { fault: { code: string } }).fault.code);
      }
      if ("value" in answer && typeof answer.value === "object" && answer.value !== null && "seq" in answer.value) {
        const { seq } = answer.value;
        const fact = wall.facts.find((one) => one.seq === seq);
        expect(fact).toMatchObject({ kind: "wall:edited", ...("who" in step && { by: step.who }) });
        if (fact?.kind !== "wall:edited") return;
        // Each change says what was there and leaves what is there, under a rev nobody had before.
        for (const change of fact.changes) {
          if (change.after !== undefined) expect(change.after.rev).toBe(seq);
          const now = change.part === "settings" ? wall.state.wall : change.part === "cell" ? wall.state.cells.get(change.id) : wall.state.monitors.get(change.id);
          expect(canonicalJson({ now })).toBe(canonicalJson({ now: change.after }));
        }
      }
      before = text;
      facts = wall.facts.length;
    });
    wall.close();
  }), { numRuns: 150 });
  expect(accepted).toBeGreaterThan(300);
  expect(refused).toBeGreaterThan(50);
}, 60_000);

test("undo is the way back of everything a person alone did, redo the way there, whatever it was", async () => {
  const text = (state: WallMaps) => live(state).replaceAll(/"rev":\d+/g, "");
  await fc.assert(fc.asyncProperty(anyWallSteps, async (steps) => {
    const wall = handWall();
    const edits = steps.filter((step) => !["undo", "redo", "plug", "attend", "leave", "privacy", "cut"].includes(step.do)).map((step) => ({ ...step, who: "lan" }));
    await liveWall(wall, [], () => undefined);
    const first = text(wall.state);
    await liveWall(wall, edits, () => undefined);
    const last = text(wall.state);
    let undone = 0;
    while ((await wall.ask("wall:undo", {})).ok) undone++;
    expect(text(wall.state)).toBe(first);
    for (let i = 0; i < undone; i++) expect(await wall.ask("wall:redo", {})).toMatchObject({ ok: true });
    expect(text(wall.state)).toBe(last);
    wall.close();
  }), { numRuns: 150 });
}, 60_000);
