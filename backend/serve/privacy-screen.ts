import type { Instant } from "#contract/ids";
import type { Clock, Room } from "../ports.ts";

/** A picture that arrives so soon after the key may show what was there before it, ms. */
const IN_FLIGHT = 5_000;

/** Which small pictures may be shown: while the privacy key is on none that is older than the key, of whatever monitor. */
export interface PrivacyScreen {
  hides(at: Instant): boolean;
  /** To be asked whenever a picture comes in: so the key is known to have been off then. */
  look(): void;
}

/** Follows the key as it stands, and as it goes on again between two looks. After a start with the key on, all is older than it. */
export function openPrivacyScreen(room: Pick<Room, "state" | "onFacts">, clock: Pick<Clock, "wall">): PrivacyScreen {
  let from: Instant | undefined;
  function look(): void {
    if (!room.state().wall.privacy) from = undefined;
    else from ??= clock.wall() + IN_FLIGHT;
  }
  look();
  room.onFacts((facts) => {
    for (const fact of facts) {
      if (fact.kind === "wall:edited" && fact.changes.some((change) => change.part === "settings" && change.after.privacy && !change.before.privacy)) from = undefined;
    }
    look();
  });
  return {
    look,
    hides(at) {
      look();
      return from !== undefined && at < from;
    },
  };
}
