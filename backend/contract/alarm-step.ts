import type { AlarmState } from "./alarm.ts";

/** What can befall an alarm. */
export const ALARM_EVENTS = [
  "raise", "clear", "acknowledge", "reset", "shelve", "unshelve",
  "suppress", "unsuppress", "remove-from-service", "return-to-service", "re-alarm", "escalate",
] as const;
export type AlarmEvent = (typeof ALARM_EVENTS)[number];

/** What the state table must know of an alarm besides its state; as it stands after the event. */
export interface AlarmTraits {
  /** Of a latched rule (OPC UA Part 9): only a reset brings it home. */
  latched: boolean;
  inAlarm: boolean;
  /** The latch is set: raised and not reset since. */
  latch: boolean;
  shelved: boolean;
  suppressed: boolean;
  outOfService: boolean;
}

/** The next state; where two are given, the second is of a latched rule; "revert": by the traits; undefined: the event does not apply. */
type Cell = AlarmState | readonly [plain: AlarmState, latched: AlarmState] | "revert" | undefined;

/**
 * ISA-18.2 figure 2 with the latch of OPC UA Part 9, every cell.
 * Hidden states (shelved, suppressed, out of service) go on being evaluated: raise and clear apply there and change nothing visible.
 * Where several hide at once the strongest names the state: out of service, then shelved, then suppressed.
 * An escalation asks again for an acknowledgement: the one given was for a lesser priority.
 */
export const ALARM_TABLE: Readonly<Record<AlarmState, Readonly<Partial<Record<AlarmEvent, Cell>>>>> = {
  "normal": { "raise": "unack", "shelve": "shelved", "suppress": "suppressed", "remove-from-service": "out-of-service" },
  "unack": {
    "clear": ["rtn-unack", "latched-unack"], "acknowledge": "ack", "escalate": "unack",
    "shelve": "shelved", "suppress": "suppressed", "remove-from-service": "out-of-service",
  },
  "ack": {
    "clear": ["normal", "latched-ack"], "re-alarm": "unack", "escalate": "unack",
    "shelve": "shelved", "suppress": "suppressed", "remove-from-service": "out-of-service",
  },
  "rtn-unack": {
    "raise": "unack", "acknowledge": "normal",
    "shelve": "shelved", "suppress": "suppressed", "remove-from-service": "out-of-service",
  },
  "latched-unack": {
    "raise": "unack", "acknowledge": "latched-ack", "reset": "rtn-unack",
    "shelve": "shelved", "suppress": "suppressed", "remove-from-service": "out-of-service",
  },
  "latched-ack": {
    "raise": "unack", "reset": "normal",
    "shelve": "shelved", "suppress": "suppressed", "remove-from-service": "out-of-service",
  },
  "shelved": {
    "raise": "shelved", "clear": "shelved", "escalate": "shelved", "shelve": "shelved", "unshelve": "revert",
    "suppress": "shelved", "unsuppress": "shelved", "remove-from-service": "out-of-service",
  },
  "suppressed": {
    "raise": "suppressed", "clear": "suppressed", "escalate": "suppressed", "shelve": "shelved",
    "suppress": "suppressed", "unsuppress": "revert", "remove-from-service": "out-of-service",
  },
  "out-of-service": {
    "raise": "out-of-service", "clear": "out-of-service", "escalate": "out-of-service", "unshelve": "out-of-service",
    "suppress": "out-of-service", "unsuppress": "out-of-service", "return-to-service": "revert",
  },
};

/** Whether the event applies in this state; where not, a command for it is left out and a fact of it changes nothing. */
export function permits(state: AlarmState, event: AlarmEvent): boolean {
  return ALARM_TABLE[state][event] !== undefined;
}

/** @returns the state after the event; the same state where the event does not apply */
export function step(state: AlarmState, event: AlarmEvent, traits: AlarmTraits): AlarmState {
  const cell = ALARM_TABLE[state][event];
  if (cell === undefined) return state;
  if (cell === "revert") return revert(traits);
  return typeof cell === "string" ? cell : cell[traits.latched ? 1 : 0];
}

/** Where an alarm comes out when what hid it ends (ISA-18.2: re-evaluated, so in alarm means unacknowledged). */
function revert(traits: AlarmTraits): AlarmState {
  if (traits.outOfService) return "out-of-service";
  if (traits.shelved) return "shelved";
  if (traits.suppressed) return "suppressed";
  if (traits.inAlarm) return "unack";
  return traits.latch ? "latched-unack" : "normal";
}
