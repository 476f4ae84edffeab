import type { Instant } from "#contract/ids";
import type { IssuedPlace, IssuedScope } from "#contract/issued";
import type { IssuedBatch } from "../ports-issued.ts";
import { CentreFault, type IssuingCentre } from "../ports-replica.ts";
import type { Log } from "../ports.ts";

/** Rows of one answer at most, the one already known with them. */
const ROWS = 20;
/** ms after which the room is told once more that nothing more is there: it may not have been able to do what it owed. */
const TELL_END = 30_000;
/** ms between two looks where nobody calls, and after the room or the centre could not. */
const ASK = 2000;
const LATER = 30_000;
const SCOPES: readonly IssuedScope[] = ["all", "site"];

/** Where what was issued is handed over; `places`: how far the room has it. */
export interface IssuedInlet {
  places: readonly IssuedPlace[];
  take(batch: IssuedBatch): Promise<IssuedPlace | undefined>;
}

export interface ReadIssued {
  /** Looks when it is time to, or the centre called. A centre that cannot answer holds up no facts. @throws CentreFault only when the line is lost */
  step(centre: IssuingCentre, epoch: number): Promise<void>;
  /** When the centre was last asked, and had nothing that is not here. */
  askedAt(): Instant | undefined;
}

/** Reads what the centre issues, in the order of its turns. The room's journal is the cursor; the row at it is read again each time, and another one there means that the centre was put back: all is read anew, and the room knows what it has. */
export function openReadIssued({ inlet, clock, log, askedAt }: { inlet: IssuedInlet; clock: { wall(): Instant; steady(): number }; log: Log; askedAt: Instant | undefined }): ReadIssued {
  const places = new Map<IssuedScope, IssuedPlace>(inlet.places.map((place) => [place.id, place]));
  let asked = askedAt;
  let next = clock.steady();
  let [endOf, endAt] = [-1, 0];

  /** @returns whether all of the scope is here */
  async function look(centre: IssuingCentre, scope: IssuedScope, epoch: number): Promise<boolean> {
    const place = places.get(scope) ?? { id: scope, turn: 0, mark: "" };
    const rows = await centre.issued(scope, place.turn, ROWS);
    const [first, ...rest] = rows;
    const known = place.turn === 0 || (first?.turn === place.turn && first.mark === place.mark);
    if (!known) {
      log.warn("issued-read-anew", { scope, turn: place.turn });
      places.set(scope, { id: scope, turn: 0, mark: "" });
      // Where nothing is left there, nothing is to be read: the next look begins at its first row.
      return (await centre.issued(scope, 0, 1)).length === 0;
    }
    const fresh = place.turn === 0 ? rows : rest;
    const end = scope === "site" && rows.length < ROWS;
    // In a history that is new to the room it is told at once, with nothing new as well.
    if (fresh.length === 0 && (!end || (endOf === epoch && clock.steady() < endAt + TELL_END))) return true;
    const taken = await inlet.take({ scope, after: place.turn, rows: fresh, ...(end && { end: { epoch } }) });
    if (taken === undefined) {
      next = clock.steady() + LATER;
      return false;
    }
    if (end) [endOf, endAt] = [epoch, clock.steady()];
    if (fresh.length > 0) places.set(scope, taken);
    return fresh.length === 0;
  }

  return {
    askedAt: () => asked,
    async step(centre, epoch) {
      const called = centre.called();
      if (!called && clock.steady() < next) return;
      next = clock.steady() + ASK;
      try {
        const whole: boolean[] = [];
        for (const scope of SCOPES) whole.push(await look(centre, scope, epoch));
        if (whole.every(Boolean)) asked = clock.wall();
        // More of it: at once.
        else if (next <= clock.steady() + ASK) next = clock.steady();
      } catch (error) {
        if (!(error instanceof CentreFault) || error.why === "unreachable") throw error;
        log.warn("issued-not-read", { why: error.why, code: error.code });
        next = clock.steady() + LATER;
      }
    },
  };
}
