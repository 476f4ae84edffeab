import { LONGEST_ALERT, MOST_IN_FORCE, MOST_REFERENCES, type Alert, type AlertDraft, type AlertId, type AlertRecord } from "#contract/alert";
import type { Alarm } from "#contract/alarm";
import { alertService } from "#contract/alert-service";
import type { NewFact } from "#contract/fact";
import type { AccountId, Instant } from "#contract/ids";
import type { RealIncident } from "#contract/incident";
import { fail, ok, type Result } from "#contract/result";
import type { RoomState } from "../state.ts";

/** What an alert is published from. A case of an exercise is none of them (invariant 6). */
export type AlertOrigin = { incident: RealIncident } | { alarm: Alarm };

/** Whose word it is: from the configuration, the clock and the person. */
export interface Herald {
  id: AlertId;
  sender: Alert["sender"];
  senderName: string;
  by: AccountId;
  now: Instant;
}
type Alerts = Pick<RoomState, "alerts">;

/** A new alert, unless the case or alarm has one in force: then that one is updated. */
export function publishAlert(origin: AlertOrigin, draft: AlertDraft, herald: Herald, { alerts }: Alerts): Result<NewFact> {
  const faulty = against(draft, herald.now);
  if (faulty !== undefined) return faulty;
  let inForce = 0;
  for (const alert of alerts.values()) {
    if (alert.state !== "in-force") continue;
    inForce++;
    if ("incident" in origin ? alert.incidentId === origin.incident.id : alert.alarmId === origin.alarm.id) return fail({ code: "conflict", detail: `alert ${alert.id} is in force already: update it` });
  }
  if (inForce >= MOST_IN_FORCE) return fail({ code: "too-large", limit: MOST_IN_FORCE });
  const of = "incident" in origin ? { incidentId: origin.incident.id } : { alarmId: origin.alarm.id };
  return ok({ kind: "alert:published", at: herald.now, alert: { ...message(draft, herald), ...of, msgType: "Alert", references: [] } });
}

/** A message that takes the place of one in force. */
export function updateAlert(former: AlertRecord, draft: AlertDraft, herald: Herald): Result<NewFact> {
  const faulty = against(draft, herald.now) ?? notInForce(former);
  if (faulty !== undefined) return faulty;
  return ok({ kind: "alert:updated", at: herald.now, of: former.id, alert: { ...message(draft, herald), ...originOf(former), msgType: "Update", references: thread(former) } });
}

/** Takes back one in force: the same event and places, nothing to do any more, and why. */
export function cancelAlert(former: AlertRecord, reason: { vi: string; en: string }, herald: Herald): Result<NewFact> {
  const faulty = notInForce(former);
  if (faulty !== undefined) return faulty;
  const { service, areas, expiresAt } = former;
  const { name, nameEn } = alertService(service);
  const draft: AlertDraft = {
    service, areas, expiresAt, urgency: "Past", severity: "Minor", certainty: former.certainty, response: "AllClear",
    texts: {
      vi: { headline: `Hủy cảnh báo: ${name}`, description: reason.vi, instruction: "Không cần làm gì thêm." },
      en: { headline: `Warning withdrawn: ${nameEn}`, description: reason.en, instruction: "Nothing more needs to be done." },
    },
  };
  return ok({ kind: "alert:cancelled", at: herald.now, of: former.id, alert: { ...message(draft, herald), ...originOf(former), msgType: "Cancel", references: thread(former) } });
}

function message({ service, urgency, severity, certainty, response, texts, areas, expiresAt }: AlertDraft, { id, sender, senderName, by, now }: Herald): Omit<Alert, "msgType" | "references"> {
  return { id, service, urgency, severity, certainty, response, texts, areas, expiresAt, sender, senderName, sentAt: now, by };
}

function against({ expiresAt, areas }: AlertDraft, now: Instant): Result<never> | undefined {
  if (expiresAt <= now) return fail({ code: "malformed", path: "draft.expiresAt", detail: "lies in the past" });
  if (expiresAt > now + LONGEST_ALERT) return fail({ code: "malformed", path: "draft.expiresAt", detail: "an alert holds seven days at most" });
  const flat = areas.findIndex(({ shape }) => shape.is === "polygon" && surface(shape.points) === 0);
  return flat < 0 ? undefined : fail({ code: "malformed", path: `draft.areas.${flat}.shape`, detail: "the polygon has no surface" });
}

/** Twice the surface of a ring, in square degrees (Gauss). */
function surface(points: readonly (readonly [number, number])[]): number {
  return Math.abs(points.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0));
}

function notInForce({ state }: AlertRecord): Result<never> | undefined {
  return state === "in-force" ? undefined : fail({ code: "conflict", detail: "the alert is not in force any more" });
}

/** All messages of its thread that are known, the newest last. */
function thread({ sender, id, sentAt, references }: AlertRecord): Alert["references"] {
  return [...references, { sender, id, sentAt }].slice(-MOST_REFERENCES);
}

function originOf({ incidentId, alarmId }: AlertRecord): Pick<Alert, "incidentId" | "alarmId"> {
  return { ...(incidentId !== undefined && { incidentId }), ...(alarmId !== undefined && { alarmId }) };
}
