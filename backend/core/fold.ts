import type { AlarmFact } from "#contract/alarm-fold";
import type { Fact, NewFact } from "#contract/fact";
import { foldWall } from "#contract/wall-fold";
import { foldAlert } from "./fold-alert.ts";
import { foldAlarmFact, foldFlood } from "./fold-alarm.ts";
import { foldCamera } from "./fold-camera.ts";
import { foldCase } from "./fold-case.ts";
import { foldCatalogue } from "./fold-catalogue.ts";
import { foldDrill } from "./fold-drill.ts";
import { foldIssued } from "./fold-issued.ts";
import { foldMessage } from "./fold-message.ts";
import { foldPeople } from "./fold-people.ts";
import { foldPublication } from "./fold-publication.ts";
import { foldRule } from "./fold-rule.ts";
import { foldTransfer } from "./fold-transfer.ts";
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
    case "centre:differed":
    case "backup:checked":
    case "backup:late":
    case "backup:resumed":
    case "study:exported":
    case "source:silent":
    case "source:resumed":
    case "session:refused":
    case "shell:event":
    case "channel:down":
    case "channel:up":
    case "camera:lost":
    case "camera:back":
    case "camera:watched":
    case "camera:unwatched":
    case "camera:turned":
    case "video:gateway-died":
    case "video:gateway-back":
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
    case "invitation:made":
    case "invitation:used":
    case "invitation:revoked":
    case "session:opened":
    case "session:ended":
    case "display:saved":
    case "display:revoked":
      return foldPeople(state, fact);
    case "backup:restored":
    case "transfer:offered":
    case "transfer:arrived":
    case "transfer:accepted":
    case "transfer:refused":
    case "transfer:withdrawn":
    case "transfer:given":
    case "transfer:taken":
    case "transfer:return-asked":
    case "transfer:returned":
    case "transfer:retaken":
    case "transfer:done":
    case "transfer:heard":
    case "transfer:synced":
    case "transfer:late":
      return foldTransfer(state, fact);
    case "centre:issued":
    case "centre:refused":
    case "centre:settled":
      return foldIssued(state, fact);
    case "process:saved":
    case "calendar:saved":
    case "calendar:ending":
    case "agency:saved":
    case "agency:roster-saved":
    case "agency:staffing-opened":
    case "agency:staffing-done":
    case "agency:staffing-missed":
    case "agency:sharing-began":
    case "agency:sharing-ended":
    case "scenario:saved":
    case "incident:opened":
    case "incident:moved":
    case "incident:fired":
    case "incident:stood-down":
    case "incident:noted":
    case "incident:ticked":
    case "incident:audit":
    case "evidence:added":
    case "evidence:exported":
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
    case "exercise:saved":
    case "drill:started":
    case "drill:paused":
    case "drill:resumed":
    case "drill:skipped":
    case "drill:injected":
    case "drill:taken":
    case "drill:judged":
    case "drill:time-up":
    case "drill:ended":
    case "drill:reported":
      return foldDrill(state, fact);
    case "message:queued":
    case "message:moved":
      return foldMessage(state, fact);
    case "alert:published":
    case "alert:updated":
    case "alert:cancelled":
    case "alert:expired":
      return foldAlert(state, fact);
    case "service:decided":
    case "figures:published":
    case "figures:withdrawn":
      return foldPublication(state, fact);
    case "camera:saved":
    case "camera:removed":
      return foldCamera(state, fact);
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
