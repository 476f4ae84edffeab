import type { FactKind } from "#contract/fact";

/** Kinds of facts people look for together. Every kind belongs to exactly one group: a new one does not compile without. */
export const GROUPS = ["alarm", "flood", "cases", "drills", "people", "rules", "catalogue", "sources", "wall", "messages", "system"] as const;
export type Group = (typeof GROUPS)[number];

const GROUP_OF: Readonly<Record<FactKind, Group>> = {
  "backend:started": "system", "backend:stopped": "system", "clock:jumped": "system", "disk:full": "system", "disk:recovered": "system", "store:damaged": "system", "centre:differed": "system", "centre:issued": "system", "centre:refused": "system", "centre:settled": "system", "backup:checked": "system", "backup:late": "system", "backup:resumed": "system", "backup:restored": "system",
  "area:saved": "catalogue", "thing:saved": "catalogue", "observed-property:saved": "catalogue", "sensor:saved": "catalogue", "datastream:saved": "catalogue",
  "source:saved": "sources", "source:silent": "sources", "source:resumed": "sources",
  "rule:saved": "rules", "rule:removed": "rules",
  "alarm:raised": "alarm", "alarm:acknowledged": "alarm", "alarm:cleared": "alarm", "alarm:escalated": "alarm", "alarm:re-alarmed": "alarm", "alarm:reset": "alarm", "alarm:shelved": "alarm",
  "alarm:unshelved": "alarm", "alarm:suppressed": "alarm", "alarm:unsuppressed": "alarm", "alarm:out-of-service": "alarm", "alarm:returned-to-service": "alarm",
  "flood:began": "flood", "flood:ended": "flood",
  "process:saved": "cases", "calendar:saved": "cases", "calendar:ending": "cases", "agency:saved": "cases", "agency:roster-saved": "cases", "agency:staffing-opened": "cases", "agency:staffing-done": "cases", "agency:staffing-missed": "cases", "agency:sharing-began": "cases", "agency:sharing-ended": "cases", "scenario:saved": "cases", "incident:opened": "cases", "incident:moved": "cases", "incident:fired": "cases", "incident:stood-down": "cases", "incident:noted": "cases", "incident:ticked": "cases", "incident:audit": "cases",
  "evidence:added": "cases", "evidence:exported": "cases", "study:exported": "cases", "shift:began": "cases", "shift:handed-over": "cases", "shift:signed": "cases", "shift:unsigned": "cases", "shift:ended": "cases", "violation:excused": "cases",
  "explanation:opened": "cases", "explanation:given": "cases", "explanation:missed": "cases", "explanation:withdrawn": "cases",
  "service:decided": "cases", "figures:published": "cases", "figures:withdrawn": "cases",
  "alert:published": "cases", "alert:updated": "cases", "alert:cancelled": "cases", "alert:expired": "cases",
  "exercise:saved": "drills", "drill:started": "drills", "drill:paused": "drills", "drill:resumed": "drills", "drill:skipped": "drills", "drill:injected": "drills", "drill:taken": "drills", "drill:judged": "drills", "drill:time-up": "drills", "drill:ended": "drills", "drill:reported": "drills",
  "transfer:offered": "cases", "transfer:arrived": "cases", "transfer:accepted": "cases", "transfer:refused": "cases", "transfer:withdrawn": "cases", "transfer:given": "cases", "transfer:taken": "cases", "transfer:return-asked": "cases", "transfer:returned": "cases", "transfer:retaken": "cases", "transfer:done": "cases", "transfer:heard": "cases", "transfer:synced": "system", "transfer:late": "cases",
  "account:saved": "people", "invitation:made": "people", "invitation:used": "people", "invitation:revoked": "people", "session:opened": "people", "session:refused": "people", "session:ended": "people", "display:saved": "people", "display:revoked": "people",
  "message:queued": "messages", "message:moved": "messages", "channel:down": "messages", "channel:up": "messages",
  "camera:saved": "catalogue", "camera:removed": "catalogue", "camera:lost": "sources", "camera:back": "sources", "camera:watched": "sources", "camera:unwatched": "sources", "camera:turned": "sources", "video:gateway-died": "system", "video:gateway-back": "system",
  "wall:edited": "wall", "wall:checkpoint": "wall", "wall:scene-saved": "wall", "wall:scene-removed": "wall", "wall:binding-saved": "wall", "wall:binding-removed": "wall", "wall:schedule-saved": "wall",
  "wall:schedule-removed": "wall", "wall:schedule-passed": "wall", "wall:proposed": "wall", "wall:answered": "wall", "wall:calmed": "wall", "wall:attended": "wall", "wall:left": "wall", "shell:event": "wall",
};

export function groupOf(kind: FactKind): Group {
  return GROUP_OF[kind];
}

/** The kinds of a group as `fact:recent` wants them; undefined: all. */
export function kindsOf(group: Group | undefined): string[] | undefined {
  return group === undefined ? undefined : Object.entries(GROUP_OF).filter(([, each]) => each === group).map(([kind]) => kind);
}
