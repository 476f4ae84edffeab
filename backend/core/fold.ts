import type { AlarmFact } from "#contract/alarm-fold";
import type { Fact, NewFact } from "#contract/fact";
import { foldWall } from "#contract/wall-fold";
import { foldAlarmFact, foldFlood } from "./fold-alarm.ts";
import { foldCase } from "./fold-case.ts";
import { foldCatalogue } from "./fold-catalogue.ts";
import { foldPeople } from "./fold-people.ts";
import { foldRule } from "./fold-rule.ts";
import type { RoomState, Touch } from "./state.ts";

/**
 * The only thing that changes the room's state (invariant 3). Records are replaced, never changed in place,
 * so whoever holds one holds it as it was.
 *
 * @returns the records changed, as they stand now; none when the fact changes nothing that is state
 */
export function fold(state: RoomState, fact: NewFact | Fact): Touch[] {
  switch (fact.kind) {
    case "backend:stopped":
    case "clock:jumped":
    case "disk:full":
    case "disk:recovered":
    case "store:damaged":
    case "source:silent":
    case "source:resumed":
    case "session:refused":
    case "shell:event":
      return [];
    case "area:saved":
    case "thing:saved":
    case "observed-property:saved":
    case "sensor:saved":
    case "datastream:saved":
    case "source:saved":
      return foldCatalogue(state, fact);
    case "rule:saved":
    case "rule:removed":
      return foldRule(state, fact);
    case "alarm:raised":
    case "alarm:acknowledged":
    case "alarm:cleared":
    case "alarm:escalated":
    case "alarm:re-alarmed":
    case "alarm:reset":
    case "alarm:shelved":
    case "alarm:unshelved":
    case "alarm:suppressed":
    case "alarm:unsuppressed":
    case "alarm:out-of-service":
    case "alarm:returned-to-service":
      return foldAlarmFact(state, fact satisfies AlarmFact);
    case "flood:began":
    case "flood:ended":
      return foldFlood(state, fact);
    case "account:saved":
    case "session:opened":
    case "session:ended":
    case "display:saved":
    case "display:revoked":
      return foldPeople(state, fact);
    case "process:saved":
    case "agency:saved":
    case "scenario:saved":
    case "incident:opened":
    case "incident:moved":
    case "incident:fired":
    case "incident:noted":
    case "incident:ticked":
    case "incident:audit":
    case "evidence:added":
    case "shift:began":
    case "shift:handed-over":
    case "shift:signed":
    case "shift:unsigned":
    case "shift:ended":
    case "violation:excused":
    case "explanation:opened":
    case "explanation:given":
    case "explanation:missed":
    case "explanation:withdrawn":
      return foldCase(state, fact);
    case "backend:started":
    case "wall:edited":
    case "wall:checkpoint":
    case "wall:scene-saved":
    case "wall:scene-removed":
    case "wall:binding-saved":
    case "wall:binding-removed":
    case "wall:schedule-saved":
    case "wall:schedule-removed":
    case "wall:schedule-passed":
    case "wall:proposed":
    case "wall:answered":
    case "wall:calmed":
    case "wall:attended":
    case "wall:left":
      return foldWall(state, fact);
  }
}
