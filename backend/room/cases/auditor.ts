import type { Fact, FactOf, NewFact } from "#contract/fact";
import { isReal, type Clock, type Due, type RealIncident } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { RoomState } from "../../core/state.ts";
import type { Clock as RoomClock, Journal, Log, Now } from "../../ports.ts";
import type { CaseKeeper } from "./keeper.ts";

/** How often all live cases are looked through, ms. */
export const AUDIT_EVERY = 30_000;
/** The engine looks at its clock once a second at least: what is so much over due and did not fire is a fault, ms. */
export const AUDIT_GRACE = 15_000;
/** Firings remembered to see one come twice; beyond it the oldest are forgotten. */
const REMEMBERED = 200_000;
/** Findings written by one round at most; the rest wait for the next. */
const A_ROUND = 100;

type Finding = Pick<FactOf<"incident:audit">, "incidentId" | "expected" | "why">;

/** Looks over the engine's shoulder: what the cases' own clocks say should have fired, against what the journal says did. Shares no code with it. */
export interface Auditor {
  heed(facts: readonly Fact[]): void;
  /** Looks now. @returns what it found and had not told yet */
  audit(): Finding[];
  close(): void;
}

interface Options {
  state: Pick<RoomState, "incidents">;
  keeper: Pick<CaseKeeper, "write">;
  journal: Pick<Journal, "recent">;
  clock: RoomClock;
  now: () => Now;
  log: Log;
}

export function openAuditor({ state, keeper, journal, clock, now, log }: Options): Auditor {
  const told = new Set<string>();
  for (const fact of journal.recent({ kinds: ["incident:audit"], limit: 1000 })) if (fact.kind === "incident:audit") told.add(nameOf(fact));
  const fired = new Set<string>();
  let found: Finding[] = [];
  let quietUntil = 0;
  let last = now();
  let stop = clock.after(AUDIT_EVERY, round);

  function heed(facts: readonly Fact[]): void {
    for (const fact of facts) {
      // A clock set forward makes much due at once: the engine gets its time to do it.
      if (fact.kind === "clock:jumped" || fact.kind === "disk:recovered") quietUntil = now().steady + AUDIT_GRACE;
      if (fact.kind !== "incident:fired") continue;
      const { incidentId, due } = fact;
      const name = `${incidentId} ${due.key} ${due.at}`;
      if (fired.has(name)) found.push({ incidentId, expected: due, why: "fired-twice" });
      if (fact.at < due.at) found.push({ incidentId, expected: due, why: "fired-early" });
      fired.add(name);
      if (fired.size > REMEMBERED) for (const oldest of fired) { fired.delete(oldest); break; }
    }
  }

  function audit(): Finding[] {
    const at = now();
    // It slept itself (suspend, a long stop): what is over due now may be the next thing the engine does.
    const slept = at.steady - last.steady > 2 * AUDIT_EVERY || Math.abs(at.wall - last.wall - (at.steady - last.steady)) > 500;
    last = at;
    if (slept) quietUntil = at.steady + AUDIT_GRACE;
    const late = at.steady < quietUntil ? [] : [...state.incidents.values()].filter(isReal).flatMap((incident) => unfired(incident, at.wall - AUDIT_GRACE));
    const fresh = [...found, ...late].filter((finding) => !told.has(nameOf(finding))).slice(0, A_ROUND);
    found = [];
    return fresh;
  }

  function round(): void {
    const fresh = audit();
    if (fresh.length > 0) {
      log.error("deadline-audit", { findings: fresh.length, first: fresh[0] });
      const facts = fresh.map((finding): NewFact => ({ kind: "incident:audit", at: now().wall, ...finding }));
      void keeper.write(facts).then((written) => {
        if (written.ok) for (const finding of fresh) told.add(nameOf(finding));
      });
    }
    stop = clock.after(AUDIT_EVERY, round);
  }

  return { heed, audit, close: () => stop() };
}

/** A finding is an alarm to people, so an exercise has none (invariant 6). By the case's own clocks, and by what it has noted as due: all that should have fired before `before` and did not. */
export function unfired(incident: RealIncident, before: Instant): Finding[] {
  const noted = incident.dues.filter(({ at }) => at <= before).map((expected): Finding => ({ incidentId: incident.id, expected, why: "not-fired" }));
  const keys = new Set(noted.map(({ expected }) => expected.key));
  const misses = incident.clocks.filter((clock) => clock.outcome === "running" && clock.missedAt === undefined && clock.due < before && !standsStill(clock)).map(missOf);
  return [...noted, ...misses.filter(({ key }) => !keys.has(key)).map((expected): Finding => ({ incidentId: incident.id, expected, why: "not-fired" }))];
}

const standsStill = ({ pauses }: Clock): boolean => pauses?.some(({ to }) => to === undefined) === true;

/** What should have happened when this clock ran out. */
function missOf({ key, due, agencyId, owner, clause }: Clock): Due {
  return { key: `miss:${key}`, at: due + 1, does: "miss", clockKey: key, ...(agencyId !== undefined && { agencyId }), to: owner, clause, level: 0 };
}

const nameOf = ({ incidentId, expected, why }: Finding): string => `${incidentId} ${expected.key} ${expected.at} ${why}`;
