import type { Display, Party } from "#contract/account";
import type { NewFact } from "#contract/fact";
import type { MonitorId } from "#contract/ids";
import type { RequestOutput, RequestParsed } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import type { LeftCause } from "#contract/wall";
import { adopt } from "../core/wall/adopt.ts";
import { conflict } from "../core/wall/edit-context.ts";
import { arrivalFacts, departureFacts } from "../core/wall/presence.ts";
import type { RoomState } from "../core/state.ts";
import type { Clock, Log, Seat } from "../ports.ts";
import type { AnswersFor } from "./answers.ts";
import { tokenBuckets } from "./token-bucket.ts";
import type { WallKeeper } from "./wall-keeper.ts";

/**
 * Comings and goings of one monitor that are written at once, and then a second: a loose plug must not fill the journal. A going
 * pays for the coming after it, so a window that comes back is never sent away; a going that has to wait and is over by then
 * was none.
 */
const BURST = 20;
const PER_SECOND = 6 / 60;
const THERE_AND_BACK = 2;
/** A going that could not be written yet is tried again so often, ms. */
const RETRY = 1000;

interface Options {
  state: RoomState;
  keeper: WallKeeper;
  clock: Clock;
  log: Log;
  /** A console looks at the small pictures now. */
  watched: () => boolean;
}
interface Sitting {
  seat: Seat;
  display: Display;
}
export interface WallPresence {
  answers: AnswersFor<"wall:screens" | "wall:attend">;
  close(): void;
}

/** Which screens there are and which window shows which monitor: each monitor has one seat, and the newest window takes it. */
export function openWallPresence({ state, keeper, clock, log, watched }: Options): WallPresence {
  const seats = new Map<MonitorId, Sitting>();
  const take = tokenBuckets(BURST, PER_SECOND);
  const followed = new WeakSet<Seat>();
  /** Goings not written yet, and the timer that will. */
  const owed = new Map<MonitorId, LeftCause>();
  let cancel: (() => void) | undefined;

  function retry(): void {
    cancel ??= clock.after(RETRY, () => {
      cancel = undefined;
      for (const [monitorId, cause] of [...owed]) depart(monitorId, cause);
    });
  }
  function depart(monitorId: MonitorId, cause: LeftCause): void {
    leave(monitorId, cause).catch((error: unknown) => log.error("wall-leave-failed", { error }));
  }
  /** Writes that a monitor is shown no more, or owes it. */
  async function leave(monitorId: MonitorId, cause: LeftCause): Promise<void> {
    owed.delete(monitorId);
    const facts = departureFacts(state.attendances.get(monitorId), cause, clock.wall());
    if (facts.length === 0) return;
    if (take(monitorId, clock.steady(), THERE_AND_BACK) > 0 || !(await keeper.write(facts)).ok) {
      owed.set(monitorId, cause);
      retry();
    }
  }
  function gone(seat: Seat): void {
    for (const [monitorId, sitting] of [...seats]) {
      if (sitting.seat !== seat) continue;
      seats.delete(monitorId);
      depart(monitorId, "window-gone");
    }
  }
  /** The newest window takes the seat; the one before is told. A window sits on one seat. */
  function sit(monitorId: MonitorId, sitting: Sitting): void {
    const former = seats.get(monitorId);
    seats.set(monitorId, sitting);
    // Somebody sits there again: a going not written yet is void.
    owed.delete(monitorId);
    if (former?.seat === sitting.seat) return;
    former?.seat.unseat(monitorId);
    for (const [other, { seat }] of [...seats]) {
      if (seat !== sitting.seat || other === monitorId) continue;
      seats.delete(other);
      depart(other, "moved");
    }
    if (followed.has(sitting.seat)) return;
    followed.add(sitting.seat);
    sitting.seat.onGone(() => gone(sitting.seat));
  }

  async function attend({ screen }: RequestParsed<"wall:attend">, party: Party, seat: Seat | undefined): Promise<Result<RequestOutput<"wall:attend">>> {
    if (party.kind !== "display") return fail({ code: "forbidden", permission: "wall:attend" });
    if (seat === undefined) return conflict("who attends a monitor does so for as long as its socket lives");
    const { display } = party;
    const context = keeper.context();
    const adopted = adopt(state, { display, screens: [screen], all: false, wallOnly: true }, context);
    if (!adopted.ok) return adopted;
    const monitorId = adopted.value.places[0]?.monitorId;
    if (monitorId === undefined) return conflict(`screen ${screen.key}: no monitor`);
    const facts = arrivalFacts(state.attendances.get(monitorId), { monitorId, displayId: display.id, screen }, context.now);
    const paid = state.attendances.get(monitorId)?.leftAt !== undefined;
    const wait = facts.length === 0 || paid ? 0 : take(monitorId, clock.steady(), facts.length);
    if (wait > 0) return fail({ code: "too-many", retryAfter: Math.ceil(wait) });
    sit(monitorId, { seat, display });
    const written = await keeper.commit(adopted.value.edit, facts);
    return written.ok ? ok({ monitorId }) : written;
  }

  async function screens(input: RequestParsed<"wall:screens">, party: Party): Promise<Result<RequestOutput<"wall:screens">>> {
    if (party.kind !== "display") return fail({ code: "forbidden", permission: "wall:screens" });
    const context = keeper.context();
    const adopted = adopt(state, { display: party.display, ...input, all: true }, context);
    if (!adopted.ok) return adopted;
    const { edit, places, reseen, gone: unplugged } = adopted.value;
    const facts = reseen.map((attendance): NewFact => ({ kind: "wall:attended", at: context.now, attendance }));
    for (const { key, monitorId } of places) {
      if (owed.get(monitorId) === "unplugged") owed.delete(monitorId);
      const back = input.screens.find((screen) => screen.key === key);
      const last = state.attendances.get(monitorId);
      // Pulled and plugged in again before its window was closed: that window shows it again.
      if (back === undefined || last?.leftAt === undefined || seats.get(monitorId)?.display.id !== party.display.id) continue;
      facts.push(...arrivalFacts(last, { monitorId, displayId: party.display.id, screen: back }, context.now));
    }
    const wait = edit.changes.length + facts.length === 0 ? 0 : take(`screens ${party.display.id}`, clock.steady());
    if (wait > 0) return fail({ code: "too-many", retryAfter: Math.ceil(wait) });
    const writing = keeper.commit(edit, facts);
    await Promise.all(unplugged.map((monitorId) => leave(monitorId, "unplugged")));
    const written = await writing;
    return written.ok ? ok({ places, watched: watched() }) : written;
  }

  return {
    answers: { "wall:attend": attend, "wall:screens": screens },
    close() {
      cancel?.();
    },
  };
}
