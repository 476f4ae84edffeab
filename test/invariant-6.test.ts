import fc from "fast-check";
import { expect, test } from "vitest";
import type { Alarm } from "#contract/alarm";
import type { Inject } from "#contract/drill";
import { DrillIncident, Incident, IncidentId, isReal, RealIncident } from "#contract/incident";
import { AccountId } from "#contract/ids";
import { handIncident, MINUTE, MONDAY } from "./kit/hand-incident.ts";
import { unfired } from "../backend/room/cases/auditor.ts";
import type { callsOf } from "../renderer/design/case/grave.ts";
import type { movable } from "../renderer/panels/shift/load.ts";
import { TEMPLATES } from "../backend/law/index.ts";
import type { standDown } from "../backend/core/drill/stand-down.ts";
import type { scoreOf } from "../backend/core/drill/score.ts";
import type { orderMessages } from "../backend/core/real/order-messages.ts";
import type { consultationMessages, noticeMessages, reminderMessages } from "../backend/core/real/notice-messages.ts";
import type { scenarioFor } from "../backend/core/process/plan.ts";
import type { withCases } from "../backend/core/real/public-figures.ts";
import type { publishAlert } from "../backend/core/alert/publish.ts";
import type { fold } from "../backend/core/fold.ts";
import type { World } from "../backend/core/world.ts";
import type { Instant } from "#contract/ids";
import type { NewFact } from "#contract/fact";
import type { SimulatedReport } from "../backend/core/simulations/define.ts";
import type { SimulatedFrame, SimulatedSeconds } from "#contract/simulation";
import type { OptionResult, SimulatedAlarm, SimulatedCase } from "#contract/study-result";
import { loadOf, realOpen } from "../backend/core/real/load.ts";
import { missesIn, violationIn } from "../backend/core/real/violations.ts";

const template = TEMPLATES[0]!;
const missed = (() => {
  const hand = handIncident(template);
  hand.at(MONDAY + 30 * MINUTE);
  return { ...hand.incident(), handledBy: AccountId.parse("truc-ban") };
})();
const real: RealIncident = { ...missed, drill: false };
const drill: DrillIncident = { ...missed, id: IncidentId.parse("d1"), drill: true };
const env = { template, now: MONDAY + 30 * MINUTE };

/** `true` where `Place` takes a `Taken` and no `Refused`; else `never`, so that the value below does not compile. */
type Only<Place, Taken, Refused> = [Taken] extends [Place] ? ([Refused] extends [Place] ? never : true) : never;
type First<F extends (first: never, ...rest: never[]) => unknown> = Parameters<F>[0];

/** Read by the compiler: the build fails where a case of an exercise is taken for a real one, or the other way round. */
export const refused: {
  load: Only<First<typeof loadOf>, RealIncident[], DrillIncident[]>;
  /** Not even a case of which nobody looked what it is. */
  loadOfAny: Only<First<typeof loadOf>, RealIncident[], Incident[]>;
  /** Violations, and with them the duty to explain (H-V.§4). */
  misses: Only<First<typeof missesIn>, RealIncident, DrillIncident>;
  violation: Only<First<typeof violationIn>, RealIncident, DrillIncident>;
  audit: Only<First<typeof unfired>, RealIncident, DrillIncident>;
  callsToLeaders: Only<First<typeof callsOf>, RealIncident[], DrillIncident[]>;
  workMoved: Only<First<typeof movable>, RealIncident[], DrillIncident[]>;
  /** Figures that are published (H-13.4). */
  published: Only<Parameters<typeof withCases>[1], RealIncident[], DrillIncident[]>;
  /** What citizens are told. */
  alerts: Only<First<typeof publishAlert>, { incident: RealIncident }, { incident: DrillIncident }>;
  /** Mail, SMS, a gateway's call: what leaves the room. */
  sent: Only<First<typeof orderMessages>, RealIncident, DrillIncident>;
  notices: Only<First<typeof noticeMessages>, RealIncident, DrillIncident>;
  reminders: Only<First<typeof reminderMessages>, RealIncident, DrillIncident>;
  consultations: Only<First<typeof consultationMessages>, RealIncident, DrillIncident>;
  /** A real case, ended by an exercise or scored as one. */
  standDown: Only<First<typeof standDown>, DrillIncident, RealIncident>;
  score: Only<First<typeof scoreOf>["cases"], DrillIncident[], RealIncident[]>;
  /** An inject is no alarm: nothing that takes alarms takes it. */
  inject: Only<First<typeof scenarioFor>, Alarm, Inject>;
  /** What is simulated is no fact, no observation, no alarm, and its time no instant. */
  simulatedFact: Only<Parameters<typeof fold>[1], NewFact, SimulatedReport>;
  simulatedFrameAsFact: Only<Parameters<typeof fold>[1], NewFact, SimulatedFrame>;
  simulatedReading: Only<Parameters<World["observe"]>[0], Parameters<World["observe"]>[0], SimulatedFrame>;
  simulatedAlarm: Only<First<typeof scenarioFor>, Alarm, SimulatedFrame>;
  /** Nor is what a study makes of it: its alarms, its cases, its numbers. */
  studyAlarm: Only<First<typeof scenarioFor>, Alarm, SimulatedAlarm>;
  studyCase: Only<First<typeof loadOf>, RealIncident[], SimulatedCase[]>;
  studyResult: Only<Parameters<typeof fold>[1], NewFact, OptionResult>;
  simulatedTime: Only<SimulatedSeconds, SimulatedSeconds, Instant>;
} = { load: true, loadOfAny: true, misses: true, violation: true, audit: true, callsToLeaders: true, workMoved: true, sent: true, notices: true, reminders: true, consultations: true, alerts: true, published: true, standDown: true, score: true, inject: true, simulatedFact: true, simulatedFrameAsFact: true, simulatedReading: true, simulatedAlarm: true, studyAlarm: true, studyCase: true, studyResult: true, simulatedTime: true };

test("invariant 6: a case is real or of an exercise, and parses as nothing else", () => {
  expect(RealIncident.safeParse(drill).success).toBe(false);
  expect(DrillIncident.safeParse(real).success).toBe(false);
  expect(Incident.safeParse({ ...real, drill: undefined }).success).toBe(false);
  expect([real, drill].filter(isReal)).toEqual([real]);
});

test("invariant 6: the same case counts where it is real (else the property below proves nothing)", () => {
  expect(loadOf(realOpen([real])).get("truc-ban")).toBe(1);
  expect(unfired({ ...real, dues: [] }, MONDAY + 60 * MINUTE).length + missesIn(real, real.clocks).length).toBeGreaterThan(0);
  expect(violationIn(real, { clockKey: real.clocks.find(({ missedAt }) => missedAt !== undefined)?.key ?? "" }, env)?.clause).toBe("H-V.1");
});

test("invariant 6: whatever exercises run beside them, figures of real cases are the same", () =>
  fc.assert(fc.property(fc.array(fc.record({ drill: fc.boolean(), closed: fc.boolean(), by: fc.constantFrom("a", "b") }), { maxLength: 30 }), (kinds) => {
    const cases = kinds.map(({ drill: exercise, closed, by }, i): Incident => {
      const common = { ...missed, id: IncidentId.parse(`c${i}`), handledBy: AccountId.parse(by), ...(closed && { closedAt: MONDAY }) };
      return exercise ? { ...common, drill: true } : { ...common, drill: false };
    });
    const alone = cases.filter(isReal);
    const figures = (all: readonly Incident[]): unknown => ({
      load: [...loadOf(realOpen(all))], audit: all.filter(isReal).flatMap((incident) => unfired(incident, MONDAY + 60 * MINUTE)),
      misses: all.filter(isReal).flatMap((incident) => missesIn(incident, incident.clocks)),
    });
    expect(figures(cases)).toEqual(figures(alone));
  })));
