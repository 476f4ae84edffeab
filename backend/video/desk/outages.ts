import type { CameraId, StreamName, StreamState } from "#contract/camera";
import type { NewFact } from "#contract/fact";

/** A picture is missed for so long before the journal is told, and there for so long before it is told that it is back, ms. */
const LASTS = 5000;
/** Facts of one stream are at least so far apart, ms: a camera that comes and goes fills no journal. */
const APART = 60_000;
/** One that nobody has looked at for so long is over as far as anybody knows, ms (`watching.ts` tells the same). */
const UNSEEN = 300_000;

/** Makes facts of streams' outages. Short ones are none, and neither is a stream nobody asked for. */
export interface Outages {
  /** @param now wall clock, ms. @returns facts whose time has come */
  take(cameraId: CameraId, stream: StreamName, state: StreamState, now: number): void;
  /** To be asked once a second. */
  due(now: number): NewFact[];
  /** The camera is none any more. */
  forget(cameraId: CameraId): void;
}

interface Entry {
  cameraId: CameraId;
  stream: StreamName;
  /** As journalled. */
  out: { since: number } | undefined;
  /** As it is now, and since when. `asked`: a first connection is being made. */
  seen: "there" | "missing" | "none" | "away" | "asked";
  since: number;
  reason: NonNullable<StreamState["reason"]>;
  toldAt: number;
}

export function openOutages(): Outages {
  const entries = new Map<string, Entry>();
  return {
    forget(cameraId) {
      for (const [key, entry] of entries) if (entry.cameraId === cameraId) entries.delete(key);
    },
    take(cameraId, stream, state, now) {
      const key = `${cameraId} ${stream}`;
      const entry = entries.get(key) ?? { cameraId, stream, out: undefined, seen: "none" as const, since: now, reason: "stalled" as const, toldAt: 0 };
      // Switched off or looked at by nobody is no outage; what the gateway's own end took is none of the camera's.
      const seen = state.is === "live" || state.is === "late" ? "there" : state.reason === "gateway" ? "away" : state.is === "frozen" || (state.is === "lost" && state.reason !== "off") ? "missing" : state.is !== "connecting" ? "none" : entry.seen === "missing" || entry.seen === "asked" ? entry.seen : "asked";
      // A camera that never answers has no picture from the first question on, not from its first refusal.
      if (seen !== entry.seen && !(seen === "missing" && entry.seen === "asked" && state.is === "lost")) entry.since = state.is === "frozen" ? (state.pictureAt ?? now) : now;
      entries.set(key, { ...entry, seen, reason: state.reason ?? (seen === "missing" && entry.seen !== "missing" ? "stalled" : entry.reason) });
      if (seen === "none" && entry.out === undefined) entries.delete(key);
    },
    due(now) {
      const facts: NewFact[] = [];
      for (const entry of entries.values()) {
        // The clock was set back: counted from now, or it would be told an hour late.
        if (entry.since > now) entry.since = now;
        if (entry.toldAt > now) entry.toldAt = now;
        const { cameraId, stream, out, seen, since, reason } = entry;
        if (out !== undefined && (seen === "none" || seen === "asked") && now - since >= UNSEEN) entry.out = undefined;
        if (now - since < LASTS || now - entry.toldAt < APART) continue;
        if (seen === "missing" && out === undefined) {
          facts.push({ kind: "camera:lost", at: now, cameraId, stream, reason, since });
          [entry.out, entry.toldAt] = [{ since }, now];
        } else if (seen === "there" && out !== undefined) {
          facts.push({ kind: "camera:back", at: now, cameraId, stream, lostFor: Math.max(0, since - out.since) });
          [entry.out, entry.toldAt] = [undefined, now];
        }
      }
      return facts;
    },
  };
}
