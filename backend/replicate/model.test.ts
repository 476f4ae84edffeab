import fc from "fast-check";
import { expect, test } from "vitest";
import { addFact, modelCentre, modelSource } from "../../test/kit/model-centre.ts";
import { LANES } from "../core/replica/lane.ts";
import type { Centre, FactLine } from "../ports-replica.ts";
import { step, takeStand, type Stand } from "./stand.ts";

// The product's own sender against a model of the centre: every call of it may be held up, overtaken by another sender's, cut off
// before it was done or after (nobody tells which), and done once more by the network; the database may be wiped or put back.

const KINDS = ["alarm:raised", "incident:reported", "session:opened", "thing:saved", "wall:edited"];
const BOUNDS = { rows: 3, bytes: 1_000_000 };

type Act = { is: "write"; kind: string } | { is: "step"; sender: 0 | 1; fate: "well" | "lost-before" | "lost-after" | "twice" } | { is: "kill"; sender: 0 | 1 } | { is: "backup" } | { is: "restore" } | { is: "wipe" } | { is: "poison" };
const sender = fc.constantFrom<0 | 1>(0, 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ is: fc.constant("write" as const), kind: fc.constantFrom(...KINDS) }) },
  { weight: 12, arbitrary: fc.record({ is: fc.constant("step" as const), sender, fate: fc.oneof({ weight: 6, arbitrary: fc.constant("well" as const) }, fc.constantFrom("lost-before" as const, "lost-after" as const, "twice" as const)) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant("kill" as const), sender }) },
  { weight: 2, arbitrary: fc.constant({ is: "backup" as const }) },
  { weight: 2, arbitrary: fc.constant({ is: "restore" as const }) },
  { weight: 1, arbitrary: fc.constant({ is: "wipe" as const }) },
  { weight: 1, arbitrary: fc.constant({ is: "poison" as const }) },
);

/** One call to the centre that a sender has made and that has not been let through yet. */
interface Waiting {
  go(fate: "well" | "lost-before" | "lost-after" | "twice"): Promise<void>;
}

/** A line over which each call waits for its fate. */
function heldLine(centre: Centre) {
  let waiting: Waiting | undefined;
  const hold = <T>(call: () => Promise<T>): Promise<T> => new Promise<T>((resolve, reject) => {
    waiting = {
      async go(fate) {
        waiting = undefined;
        if (fate === "lost-before") return reject(new Error("cut"));
        const done = await call().then((value) => () => resolve(value), (error: unknown) => () => reject(error instanceof Error ? error : new Error("?")));
        // Delivered a second time by something on the way: what it answers nobody hears.
        if (fate === "twice") await call().catch(() => undefined);
        if (fate === "lost-after") return reject(new Error("cut"));
        done();
      },
    };
  });
  const line: Centre = {
    ...centre,
    known: () => hold(() => centre.known()), newest: (epoch, most) => hold(() => centre.newest(epoch, most)), begin: (epoch) => hold(() => centre.begin(epoch)),
    open: (epoch) => hold(() => centre.open(epoch)), move: (move) => hold(() => centre.move(move)), quarantine: (move, why) => hold(() => centre.quarantine(move, why)),
  };
  return { line, waiting: () => waiting };
}

test("invariants 1, 2, 10: whatever is killed, cut, doubled, wiped or put back between any two steps, nothing is lost and nothing counts twice", async () => {
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 160, size: "max" }), async (acts) => {
    const model = modelCentre();
    let genesis = "g0";
    let facts: FactLine[] = [];
    let backup: { genesis: string; facts: FactLine[] } | undefined;
    let texts = 0;
    const histories = new Map<string, FactLine>();
    const write = (kind: string, poison = false): void => {
      addFact(facts, genesis, kind, `t${++texts}`);
      if (poison) model.refused.add(`t${texts}`);
      histories.set(facts.at(-1)!.hash, facts.at(-1)!);
    };
    const settle = async (): Promise<void> => {
      for (let i = 0; i < 40; i++) await Promise.resolve();
    };
    /** A sender that runs on its own until it waits for the centre; `generation` ends those that were killed. */
    const start = () => {
      const held = heldLine(model.centre);
      // The journal is the one there was when the sender was started: a file put back is another process's.
      const [own, of] = [facts, genesis];
      const source = modelSource(() => own, of);
      const run = async (): Promise<void> => {
        let stand: Stand | undefined;
        for (;;) {
          try {
            stand ??= await takeStand(source, held.line);
            if (stand === undefined) continue;
            let idle = true;
            for (const lane of LANES) {
              const stepped = await step({ source, centre: held.line, stand, lane, bounds: BOUNDS, pace: async () => undefined });
              if (stepped.is === "overtaken") {
                stand = undefined;
                break;
              }
              if (stepped.is === "moved") idle = false;
            }
            if (stand !== undefined && idle) await held.line.quarantined().then(() => new Promise<void>((resolve) => (wake = resolve)));
          } catch {
            stand = undefined;
          }
        }
      };
      let wake: (() => void) | undefined;
      void run();
      return { waiting: held.waiting, wake: () => wake?.(), of };
    };
    let senders: ReturnType<typeof start>[] = [start(), start()];
    for (const one of acts) {
      await settle();
      if (one.is === "write") write(one.kind);
      else if (one.is === "poison") write("alarm:raised", true);
      else if (one.is === "kill") senders[one.sender] = start();
      else if (one.is === "backup") backup = { genesis, facts: [...facts] };
      else if (one.is === "step") {
        senders[one.sender]!.wake();
        await settle();
        await senders[one.sender]!.waiting()?.go(one.fate);
      } else {
        // The second sender goes on with the former database: a machine that was thought to be off.
        [genesis, facts] = one.is === "restore" && backup !== undefined ? [backup.genesis, [...backup.facts]] : [`g${++texts}`, []];
        senders[0] = start();
      }
    }
    // The line is good again: one sender brings all over.
    senders = [start()];
    for (let idle = 0; idle < 3;) {
      await settle();
      const waiting = senders[0]!.waiting();
      if (waiting === undefined) {
        idle++;
        senders[0]!.wake();
      } else {
        idle = 0;
        await waiting.go("well");
      }
    }
    // The live history at the centre is the journal, fact for fact, and each had its effect once in its epoch.
    expect(model.live().map(({ hash }) => hash)).toEqual(facts.map(({ hash }) => hash));
    for (const { tally, facts: held } of model.epochs.values()) {
      expect([...tally.values()].filter((times) => times !== 1)).toEqual([]);
      // What any other database of this name had sent is there still.
      for (const fact of held.values()) expect(histories.get(fact.hash)?.body).toBe(fact.body);
    }
  }), { numRuns: Number(process.env["KYDAI_REPLICA_RUNS"] ?? 400) });
}, 120_000);
