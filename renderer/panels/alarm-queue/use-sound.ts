import { useCallback, useMemo, useState } from "react";
import type { Alarm } from "#contract/alarm";
import { byId } from "../../live/alarm-order.ts";
import { useAlarmCounts, useAlarmView, useRealNow } from "../../live/hooks.ts";
import { present } from "../../live/sight.ts";
import { owesAck } from "./query.ts";
import { useSiren } from "../../design/sound/siren.ts";
import { inForce, mutedAt, PATTERNS, soundFor, type Mute } from "./sound-policy.ts";

const EMERGENCIES = { accept: (alarm: Alarm) => alarm.priority === "emergency" && owesAck(alarm.state), compare: byId };

const NONE: ReadonlySet<string> = new Set();

function idsOf(alarms: readonly Alarm[]): ReadonlySet<string> {
  return new Set(alarms.map((alarm) => alarm.id));
}

/** Sound of the queue: on while anything owes an acknowledgement; muted for two minutes at most, and never over a new emergency. Always of the present: who looks back must hear what happens. */
export function useSound(): { blocked: boolean; mutedFor: number | undefined; toggle: () => void } {
  const counts = useAlarmCounts(present);
  const now = useRealNow();
  const emergencies = useAlarmView(EMERGENCIES, present);
  const [mute, setMute] = useState<Mute>();
  const silent = mute !== undefined;
  // Asked for only while muted: in a flood these are tens of thousands.
  const ids = useMemo(() => (silent ? idsOf(emergencies.list) : NONE), [silent, emergencies]);
  const muted = inForce(mute, now, ids);
  // Time that runs out, or an emergency that comes, ends the mute for good: it must not come back when that emergency is acknowledged.
  if (mute !== undefined && !muted) setMute(undefined);
  const sound = soundFor(counts.unacknowledgedByPriority, muted);
  const blocked = useSiren(sound === undefined ? undefined : PATTERNS[sound]);
  const toggle = useCallback(() => setMute((before) => (before === undefined ? mutedAt(now, idsOf(emergencies.list)) : undefined)), [now, emergencies]);
  return { blocked, mutedFor: muted && mute !== undefined ? mute.until - now : undefined, toggle };
}
