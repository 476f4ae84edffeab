import type { StreamState } from "#contract/camera";

/** Signs that tell the states apart without colour. */
export const SIGN = { idle: "○", connecting: "…", live: "●", late: "◷", frozen: "❚❚", lost: "✕" } as const satisfies Record<StreamState["is"], string>;
/** The graver of two streams' states is what the camera's line says. */
export const GRAVITY: readonly StreamState["is"][] = ["idle", "live", "connecting", "late", "frozen", "lost"];

/** A clock off by more is told, ms; and one that runs away by more in an hour. */
export const [CLOCK_OFF, CLOCK_RUNS] = [2000, 1000];

export function graver(main: StreamState, sub: StreamState | undefined): StreamState {
  if (sub === undefined) return main;
  const [of, by] = [GRAVITY.indexOf(main.is), GRAVITY.indexOf(sub.is)];
  return by > of || (by === of && main.picture === undefined && sub.picture !== undefined) ? sub : main;
}
