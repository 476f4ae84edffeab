import type { Priority } from "#contract/alarm";
import { PRIORITIES } from "#contract/alarm";
import type { Pattern } from "../../design/sound/pattern.ts";

/** Silence never lasts longer than this after M, ms: the mute returns by itself. */
export const MUTE_FOR = 120_000;

/** Whether and until when the room has been silenced, and how many emergencies were owing then. */
export interface Mute {
  until: number;
  emergencies: ReadonlySet<string>;
}

/** @param emergencies ids of unacknowledged emergency alarms at the moment of muting: only another one breaks the silence */
export function mutedAt(now: number, emergencies: ReadonlySet<string>): Mute {
  return { until: now + MUTE_FOR, emergencies };
}

/** A mute still in force: time is left and no emergency has come that was not there when it was pressed. */
export function inForce(mute: Mute | undefined, now: number, emergencies: ReadonlySet<string>): boolean {
  return mute !== undefined && now < mute.until && [...emergencies].every((id) => mute.emergencies.has(id));
}

/** What should be heard now: the sound of the most urgent alarm that owes an acknowledgement. */
export function soundFor(owing: Readonly<Record<Priority, number>>, muted: boolean): Priority | undefined {
  return muted ? undefined : PRIORITIES.find((priority) => owing[priority] > 0);
}

/**
 * Told apart by number of beeps, pitch and pace, not by pitch alone (hearing loss, noise). Between 500 and 2,000 Hz,
 * where ears and small speakers are good (IEC 60601-1-8 gives the idea of 10/3/2/1 pulses per urgency).
 */
export const PATTERNS: Readonly<Record<Priority, Pattern>> = {
  emergency: { beeps: [0, 0.15, 0.3, 0.55, 0.7].map((at, i) => ({ pitch: i % 2 === 0 ? 988 : 1319, at, length: 0.11 })), every: 1.6, volume: 0.5 },
  high: { beeps: [0, 0.22, 0.44].map((at) => ({ pitch: 880, at, length: 0.16 })), every: 4, volume: 0.35 },
  medium: { beeps: [0, 0.3].map((at) => ({ pitch: 659, at, length: 0.2 })), every: 10, volume: 0.25 },
  routine: { beeps: [{ pitch: 523, at: 0, length: 0.3 }], every: 30, volume: 0.15 },
};
