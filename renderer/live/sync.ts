import type { Alarm } from "#contract/alarm";
import type { AlarmId } from "#contract/ids";
import type { Snapshot } from "#contract/request";
import { ok, type Result } from "#contract/result";
import type { Ask } from "./ask.ts";

/** The room as fetched: pages of alarms were each read at a seq of their own, at or after the snapshot's. */
export interface FetchedRoom {
  snapshot: Snapshot;
  alarms: Alarm[];
  /** Seq that the page holding (or not holding) this alarm was read at. */
  settledAt: (alarmId: string) => number;
}

/** @param wanted asked between pages: false gives up */
export async function fetchRoom(ask: Ask, wanted: () => boolean): Promise<Result<FetchedRoom>> {
  const snapshot = await ask("snapshot:get", {});
  if (!snapshot.ok) return snapshot;
  const alarms: Alarm[] = [];
  /** Ascending: the last id each page covers, and its seq. */
  const pages: { upTo: string | undefined; seq: number }[] = [];
  let after: AlarmId | undefined;
  do {
    const page = await ask("alarm:page", after === undefined ? {} : { after });
    if (!page.ok) return page;
    for (const alarm of page.value.alarms) alarms.push(alarm);
    pages.push({ upTo: page.value.next, seq: page.value.seq });
    after = page.value.next;
  } while (after !== undefined && wanted());
  const settledAt = (id: string): number => pages.find((page) => page.upTo === undefined || id <= page.upTo)?.seq ?? snapshot.value.seq;
  return ok({ snapshot: snapshot.value, alarms, settledAt });
}
