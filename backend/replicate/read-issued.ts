import type { Instant } from "#contract/ids";
import type { IssuedPlace, IssuedScope } from "#contract/issued";
import type { IssuedBatch } from "../ports-issued.ts";
import { CentreFault, type IssuingCentre } from "../ports-replica.ts";
import type { Log } from "../ports.ts";
import { openLoad } from "./load.ts";

/** Rows of one answer at most, the one already known with them, and bytes of their records; less where the line is slow (`load.ts`). */
const ROWS = 20;
const BYTES = 128_000;
/** Bytes of a row beside its record, about. */
const ROW_BYTES = 200;
/** ms after which the room is told once more that nothing more is there: it may not have been able to do what it owed. */
const TELL_END = 30_000;
/** ms between two looks where nobody calls, and after the room or the centre could not. */
const ASK = 2000;
const LATER = 30_000;
/** ms between two looks at most after lines that were lost under one: a record too large for the line leaves it to the facts meanwhile. */
const LOST_LATER = 600_000;
/** The second is read when all of the first is here: an account of this room may stand in an agency that was issued to all. */
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
export function openReadIssued({ inlet, clock, log, askedAt, bytesPerSecond }: { inlet: IssuedInlet; clock: { wall(): Instant; steady(): number }; log: Log; askedAt: Instant | undefined; /** Reads so much at most. */ bytesPerSecond?: number | undefined }): ReadIssued {
  const places = new Map<IssuedScope, IssuedPlace>(inlet.places.map((place) => [place.id, place]));
  let asked = askedAt;
  let next = clock.steady();
  let [endOf, endAt] = [-1, 0];
  const load = openLoad({ rows: ROWS, bytes: Math.min(BYTES, bytesPerSecond ?? BYTES) });
  let [called, lost] = [false, 0];
  /** Before then nobody is asked, whoever calls. */
  let notBefore = -Infinity;

  /** @returns whether all of the scope is here */
  async function look(centre: IssuingCentre, scope: IssuedScope, epoch: number): Promise<boolean> {
    const place = places.get(scope) ?? { id: scope, turn: 0, mark: "" };
    const began = clock.steady();
    const rows = await centre.issued(scope, place.turn, { rows: ROWS, bytes: load.bounds().bytes });
    load.took(clock.steady() - began);
    // What was read is waited for afterwards, and nobody else waits: what travels to the centre has its own measure.
    if (bytesPerSecond !== undefined) notBefore = Math.max(notBefore, began + (rows.reduce((sum, { body }) => sum + ROW_BYTES + Buffer.byteLength(body ?? ""), 0) * 1000) / bytesPerSecond);
    const [first, ...rest] = rows;
    const known = place.turn === 0 || (first?.turn === place.turn && first.mark === place.mark);
    if (!known) {
      log.warn("issued-read-anew", { scope, turn: place.turn });
      places.set(scope, { id: scope, turn: 0, mark: "" });
      return false;
    }
    const fresh = place.turn === 0 ? rows : rest;
    const end = scope === "site" && fresh.length === 0;
    // In a history that is new to the room it is told at once, with nothing new as well.
    if (fresh.length === 0 && (!end || (endOf === epoch && clock.steady() < endAt + TELL_END))) return true;
    const taken = await inlet.take({ scope, after: place.turn, rows: fresh, ...(end && { end: { epoch } }) });
    if (taken === undefined) {
      next = clock.steady() + LATER;
      return false;
    }
    if (end) [endOf, endAt] = [epoch, clock.steady()];
    if (fresh.length === 0) return true;
    places.set(scope, taken);
    // After what is new it is told at once that nothing more is there.
    if (scope === "site") endOf = -1;
    return false;
  }

  return {
    askedAt: () => asked,
    async step(centre, epoch) {
      called = centre.called() || called;
      if (clock.steady() < notBefore || (!called && clock.steady() < next)) return;
      called = false;
      next = clock.steady() + ASK;
      try {
        let whole = true;
        for (const scope of SCOPES) if (whole) whole = await look(centre, scope, epoch);
        if (whole) asked = clock.wall();
        // More of it: at once.
        else if (next <= clock.steady() + ASK) next = clock.steady();
        lost = 0;
      } catch (error) {
        if (!(error instanceof CentreFault)) throw error;
        if (error.why === "unreachable") {
          load.lost();
          notBefore = clock.steady() + Math.min(LOST_LATER, ASK * 2 ** lost++);
          throw error;
        }
        log.warn("issued-not-read", { why: error.why, code: error.code });
        next = clock.steady() + LATER;
      }
    },
  };
}
