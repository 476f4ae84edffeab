import type { AlertRecord } from "#contract/alert";
import type { FactBody } from "#contract/fact";
import type { Instant } from "#contract/ids";

/** When an alert ends by itself; undefined: it does not hold any more. */
export function dueOfAlert(alert: AlertRecord | undefined): Instant | undefined {
  return alert?.state === "in-force" ? alert.expiresAt : undefined;
}

/** @returns the end of an alert whose last instant has come */
export function expireAlert(alert: AlertRecord | undefined, now: Instant): FactBody[] {
  const due = dueOfAlert(alert);
  if (alert === undefined || due === undefined || due > now) return [];
  return [{ kind: "alert:expired", alertId: alert.id, due, lateBy: now - due }];
}
