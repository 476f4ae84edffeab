import type { AlarmState } from "#contract/alarm";
import { useText, type Say } from "../i18n.ts";
import css from "./alarm.module.css";

const KEYS = {
  normal: "stateNormal", unack: "stateUnack", ack: "stateAck", "rtn-unack": "stateRtnUnack", "latched-unack": "stateLatchedUnack",
  "latched-ack": "stateLatchedAck", shelved: "stateShelved", suppressed: "stateSuppressed", "out-of-service": "stateOutOfService",
} as const satisfies Record<AlarmState, string>;

/** The state's word in the present language. */
export function stateText(state: AlarmState, say: Say): string {
  return say(`alarms.${KEYS[state]}`);
}

/** Shapes that tell the states apart without colour: filled owes an acknowledgement, an outline does not; a lock is a latch. */
const SHAPES: Readonly<Record<AlarmState, { path: string; filled: boolean; dashed?: boolean; inner?: string }>> = {
  normal: { path: "M4 12h16", filled: false },
  unack: { path: "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Z", filled: true, inner: "M12 6.5v7M12 16.5v1.5" },
  ack: { path: "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Z", filled: false, inner: "m7.5 12.5 3 3 6-7" },
  "rtn-unack": { path: "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Z", filled: false, dashed: true, inner: "M12 6.5v7M12 16.5v1.5" },
  "latched-unack": { path: "M4 11h16v11H4ZM7.5 11V7a4.5 4.5 0 0 1 9 0v4", filled: true, inner: "M12 14v3M12 18.6v.8" },
  "latched-ack": { path: "M4 11h16v11H4ZM7.5 11V7a4.5 4.5 0 0 1 9 0v4", filled: false, inner: "m8.5 16.5 2.5 2.5 4.5-5" },
  shelved: { path: "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Z", filled: false, inner: "M12 6.5V12l4 2.5" },
  suppressed: { path: "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Z", filled: false, inner: "M5 5l14 14" },
  "out-of-service": { path: "M3 3h18v18H3Z", filled: false, inner: "M7 7l10 10M17 7 7 17" },
};

/** Shape of a state. @param label false: the word stands beside it anyway */
export function StateMark({ state, label = true }: { state: AlarmState; label?: boolean }) {
  const t = useText();
  const shape = SHAPES[state];
  return (
    <svg className={css.state} viewBox="0 0 24 24" data-state={state} data-filled={shape.filled || undefined} role={label ? "img" : undefined} aria-label={label ? stateText(state, t) : undefined} aria-hidden={!label}>
      <path className={css.outer} d={shape.path} strokeDasharray={shape.dashed === true ? "3.5 2.6" : undefined} />
      {shape.inner !== undefined && <path className={css.inner} d={shape.inner} />}
    </svg>
  );
}

/** Shape and word. */
export function StateLabel({ state }: { state: AlarmState }) {
  const t = useText();
  return <span className={css.label} data-state={state}><StateMark state={state} label={false} /><span>{stateText(state, t)}</span></span>;
}
