import fc from "fast-check";
import { expect, test } from "vitest";
import type { Party } from "#contract/account";
import { wallOf } from "#contract/wall-fold";
import type { Fact } from "#contract/fact";
import { AccountId, AlarmId, SessionId, SiteId } from "#contract/ids";
import type { Snapshot } from "#contract/request";
import { ok } from "#contract/result";
import { DiskFull } from "../../backend/ports.ts";
import { alarmAnswers } from "../../backend/room/alarm-answers.ts";
import { openLedger } from "../../backend/room/ledger.ts";
import { anyDeeds, live, livelyRoom, type Deed } from "../../test/kit/any-room.ts";
import { handClock } from "../../test/kit/hand-clock.ts";
import { quietLog } from "../../test/kit/quiet-log.ts";
import type { Ask } from "./ask.ts";
import { createMirror } from "./mirror.ts";

const PARTY: Party = { kind: "person", account: { id: AccountId.parse("op"), name: "Trực ban", roles: ["operator"], enabled: true }, sessionId: SessionId.parse("s") };

/** What happens between two answers: deeds in the room, whether the disk takes their facts, whether the window gets the push. */
interface Meanwhile {
  deeds: readonly Deed[];
  full: boolean;
  lost: boolean;
}

/** The backend's own core, ledger and answers, paging alarm by alarm; a script says what happens before each of them. */
function room(script: readonly Meanwhile[]) {
  const world = livelyRoom();
  const journal: Fact[] = world.facts.map((fact, i) => ({ ...fact, seq: i + 1 }));
  let full = false;
  let lost = false;
  const head = (): number => journal.length;
  const ledger = openLedger({
    clock: handClock(), log: quietLog(), now: () => world.now, apply: () => [], takeTouched: () => [],
    journal: {
      append(facts) {
        if (full) throw new DiskFull("full");
        return facts.map((fact) => (journal.push({ ...fact, seq: head() + 1 }), journal[head() - 1]!));
      },
    },
  });
  const alarms = alarmAnswers({ world: world.world, state: world.state, ledger, journal: { head, recent: () => [] }, now: () => world.now });
  const snapshot = (): Snapshot => ({
    protocol: 1, site: { id: SiteId.parse("hue"), name: "Huế", demo: false, centre: [107.58, 16.46], webPages: [] }, now: world.now.wall, seq: head(),
    areas: [...world.state.areas.values()], things: [...world.state.things.values()], observedProperties: [], sensors: [], datastreams: [], sources: [],
    rules: [...world.state.rules.values()], flood: world.state.flood, openAlarms: 0, wall: wallOf(world.state),
  });
  const meanwhile = (next: Meanwhile): void => {
    ({ full, lost } = next);
    const before = world.facts.length;
    live(world, next.deeds);
    ledger.take(world.facts.slice(before));
    ledger.flush();
  };
  let turn = 0;
  const ask = (async (name: string, input: { after?: string | number }) => {
    const next = script[turn++];
    if (next !== undefined) meanwhile(next);
    if (name === "snapshot:get") return ok(snapshot());
    if (name === "fact:page") return ok({ facts: journal.slice(Number(input.after), Number(input.after) + 5), head: head() });
    return alarms["alarm:page"]({ after: input.after === undefined ? undefined : AlarmId.parse(input.after), limit: 1 }, PARTY);
  }) as Ask;
  const mirror = createMirror(ask, (task) => task());
  ledger.onFacts((facts) => void (lost || mirror.facts(facts)));
  /** Lets the mirror catch up as far as it can by itself. */
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
  };
  return { world, mirror, meanwhile, head, settle, endScript: () => void (turn = script.length) };
}

const deeds = (maxLength: number) => anyDeeds.map((all) => all.slice(0, maxLength));
const meanwhiles = (trouble: fc.Arbitrary<boolean>) => fc.array(fc.record({ deeds: deeds(6), full: trouble, lost: trouble }), { maxLength: 12 });

test.each([["all is well", fc.constant(false)], ["the disk fills up and pushes get lost", fc.boolean()]])(
  "whatever happens between the pages, the mirror ends up as the room is, while %s (K-6.5)",
  async (_, trouble) => {
    await fc.assert(
      fc.asyncProperty(anyDeeds, meanwhiles(trouble), fc.array(deeds(6), { maxLength: 4 }), async (before, script, later) => {
        const { world, mirror, meanwhile, head, settle, endScript } = room([{ deeds: before, full: false, lost: false }, ...script]);
        for (let tries = 0; !(await mirror.sync()); tries++) expect(tries).toBeLessThan(script.length + 2);
        for (const each of later) meanwhile({ deeds: each, full: false, lost: false });
        await settle();
        // In the end the disk takes facts and pushes arrive again, and something happens.
        endScript();
        meanwhile({ deeds: [{ do: "edit", setpoint: 2 }], full: false, lost: false });
        await settle();
        expect(mirror.seq()).toBe(head());
        const open = [...world.state.alarms].filter(([, alarm]) => alarm.state !== "normal");
        expect(new Map([...mirror.alarms.values()].map((alarm) => [alarm.id, alarm]))).toEqual(new Map(open));
        expect(mirror.records.get().rules).toEqual(world.state.rules);
      }),
      { numRuns: 300 },
    );
  },
);
