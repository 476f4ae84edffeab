import { ALERTS_KEPT, type AlertId, type AlertRecord } from "#contract/alert";
import type { AlertFactKind, NewFact } from "#contract/fact";
import type { RoomState, Touch } from "./state.ts";

type AlertFact = Extract<NewFact, { kind: AlertFactKind }>;
type Alerts = Pick<RoomState, "alerts">;

/** Folds warnings to the public. A message never changes; what changes is whether it still holds. */
export function foldAlert(state: Alerts, fact: AlertFact): Touch[] {
  switch (fact.kind) {
    case "alert:published": return [put(state, { ...fact.alert, state: "in-force" })];
    case "alert:updated": return [...end(state, fact.of, "superseded", fact.at), put(state, { ...fact.alert, state: "in-force" }), ...forgetOld(state)];
    case "alert:cancelled": return [...end(state, fact.of, "cancelled", fact.at), put(state, { ...fact.alert, state: "withdrawal", endedAt: fact.at }), ...forgetOld(state)];
    case "alert:expired": return [...end(state, fact.alertId, "expired", fact.at), ...forgetOld(state)];
  }
}

function put({ alerts }: Alerts, alert: AlertRecord): Touch {
  alerts.set(alert.id, alert);
  return { collection: "alerts", id: alert.id, body: alert };
}

function end(state: Alerts, id: AlertId, as: AlertRecord["state"], at: number): Touch[] {
  const alert = state.alerts.get(id);
  return alert === undefined ? [] : [put(state, { ...alert, state: as, endedAt: at })];
}

function forgetOld({ alerts }: Alerts): Touch[] {
  const ended = [...alerts.values()].filter(({ endedAt }) => endedAt !== undefined);
  if (ended.length <= ALERTS_KEPT) return [];
  ended.sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0) || (a.id < b.id ? 1 : -1));
  return ended.slice(ALERTS_KEPT).map(({ id }) => {
    alerts.delete(id);
    return { collection: "alerts", id, body: undefined };
  });
}
