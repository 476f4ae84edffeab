import type { Alarm } from "#contract/alarm";
import type { AlarmId } from "#contract/ids";
import type { Snapshot } from "#contract/request";
import { ok, type Result } from "#contract/result";
import type { Ask } from "./ask.ts";

/** The room as fetched: pages of alarms were each read at a seq of their own, at or after the snapshot's. */
export interface FetchedRoom {
  snapshot: Snapshot;
  alarms: Alarm[];
  /**
   * Seq of the page each of these alarms was last in: facts up to it are in the alarm. Pages follow the backend's own order,
   * so which page an absent alarm would have been in cannot be told; all facts since the snapshot are folded for it, and a
   * raise, which tells the alarm whole, brings it back.
   */
  readAt: ReadonlyMap<string, number>;
  /** Seq of the newest page. */
  readTo: number;
}

/** @param wanted asked between pages: false gives up */
export async function fetchRoom(ask: Ask, wanted: () => boolean): Promise<Result<FetchedRoom>> {
  const snapshot = await ask("snapshot:get", {});
  if (!snapshot.ok) return snapshot;
  const alarms: Alarm[] = [];
  const readAt = new Map<string, number>();
  let readTo = snapshot.value.seq;
  let after: AlarmId | undefined;
  do {
    const page = await ask("alarm:page", after === undefined ? {} : { after });
    if (!page.ok) return page;
    readTo = page.value.seq;
    for (const alarm of page.value.alarms) {
      alarms.push(alarm);
      readAt.set(alarm.id, readTo);
    }
    after = page.value.next;
  } while (after !== undefined && wanted());
  return ok({ snapshot: snapshot.value, alarms, readAt, readTo });
}
