import type { Party } from "#contract/account";
import { Account, Display } from "#contract/account";
import type { NewFact } from "#contract/fact";
import { SessionId, type MonitorId } from "#contract/ids";
import type { RequestInput, RequestOutput, RequestParsed } from "#contract/request";
import { REQUESTS } from "#contract/request";
import type { Result } from "#contract/result";
import { Screen } from "#contract/wall";
import { fold } from "../../backend/core/fold.ts";
import { emptyState, type RoomState, type Touch } from "../../backend/core/state.ts";
import type { Fact } from "#contract/fact";
import type { Seat } from "../../backend/ports.ts";
import { openLedger } from "../../backend/room/ledger.ts";
import { openWallRoom, type WallRequests, type WallRoom } from "../../backend/room/wall-answers.ts";
import { handClock, type HandClock } from "./hand-clock.ts";
import { keptLog } from "./journal.ts";
import { listJournal } from "./list-journal.ts";

/** The wall's part of a room over a journal in memory and a clock moved by hand. */
export interface HandWall {
  state: RoomState;
  facts: Fact[];
  clock: HandClock;
  room: WallRoom;
  /** Whether a console looks at the small pictures. */
  looks: { watched: boolean };
  /** A request as it comes from the wire, its defaults filled in; a millisecond goes by first. */
  ask<N extends WallRequests>(name: N, input: RequestInput<N>, who?: string | Display, seat?: Seat): Promise<Result<RequestOutput<N>>>;
  commit(facts: NewFact[]): Promise<void>;
  /** Another process over the same journal. */
  restart(): HandWall;
  close(): void;
}
/** A window's socket for tests. */
export interface HandSeat extends Seat {
  unseated: MonitorId[];
  end(): void;
}

export function handWall(journal = listJournal(), clock = handClock()): HandWall {
  const state = emptyState();
  for (const fact of journal.facts) fold(state, fact);
  let touched: Touch[] = [];
  const log = keptLog();
  const ledger = openLedger({
    journal, clock, log, now: () => clock.now(),
    apply(facts) {
      for (const fact of facts) touched.push(...fold(state, fact));
      return [];
    },
    takeTouched() {
      const taken = touched;
      touched = [];
      return taken;
    },
  });
  const looks = { watched: false };
  const room = openWallRoom({ state, ledger, journal, clock, log, now: () => clock.now(), pictures: { near: () => [], watched: () => looks.watched } });
  return {
    state, facts: journal.facts, clock, room, looks,
    async ask<N extends WallRequests>(name: N, input: RequestInput<N>, who: string | Display = "lan", seat?: Seat) {
      clock.pass(1);
      return answer(room, name, input, partyOf(who), seat);
    },
    async commit(facts) {
      clock.pass(1);
      const written = await ledger.commit(facts);
      if (!written.ok) throw new Error(written.fault.code);
    },
    restart() {
      room.close();
      ledger.close();
      return handWall(journal, clock);
    },
    close() {
      room.close();
      ledger.close();
    },
  };
}

async function answer<N extends WallRequests>(room: WallRoom, name: N, input: unknown, party: Party, seat?: Seat): Promise<Result<RequestOutput<N>>> {
  const parsed = REQUESTS[name].input.safeParse(input);
  if (!parsed.success) return { ok: false, fault: { code: "malformed", path: parsed.error.issues[0]?.path.join(".") ?? "", detail: parsed.error.issues[0]?.message ?? "" } };
  return room.answers[name](parsed.data as RequestParsed<N>, party, seat);
}

export function partyOf(who: string | Display): Party {
  if (typeof who !== "string") return { kind: "display", display: who };
  return { kind: "person", account: Account.parse({ id: who, name: who, roles: ["shift-lead"] }), sessionId: SessionId.parse(`s-${who}`) };
}

export function displayOf(id: string, name = id): Display {
  return Display.parse({ id, name, createdAt: 1 });
}

export function screenOf(key: string, x = 0, more: object = {}): Screen {
  return Screen.parse({ key, label: key, bounds: { x, y: 0, width: 1920, height: 1080 }, ...more });
}

export function handSeat(): HandSeat {
  const acts: (() => void)[] = [];
  const unseated: MonitorId[] = [];
  return {
    unseated,
    unseat: (monitorId) => void unseated.push(monitorId),
    onGone: (act) => void acts.push(act),
    end: () => acts.splice(0).forEach((act) => act()),
  };
}
