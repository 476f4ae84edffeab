import { MOST_BACK, type CameraFigures, type CameraService, type ServiceSpan } from "#contract/camera-service";
import { dayNumber, dayOf } from "#contract/day";
import type { Fact } from "#contract/fact";
import type { Instant } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { cameraService, SERVICE_KINDS } from "../../core/camera-service.ts";
import { shiftsOf } from "../../core/shift-times.ts";
import type { RoomState } from "../../core/state.ts";
import type { Clock, Journal } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { localOffset } from "../cases/processes.ts";

/** Facts read at one go – some ms of the room's thread –, ms between two goes, facts read at most. */
const [SLICE, PAUSE, MOST] = [500, 10, 60_000];
/** Savings and removals of cameras that are looked through, the newest; so many facts of who was looked at, where not all is read; facts of shifts; starts of the backend. */
const [SAVINGS, LOOKED, SHIFTS, STARTS] = [5000, 5000, 500, 500];
/** What happened is told so long after it at most, ms; a kill alone is told by the next start, whenever that is. */
const TOLD = 600_000;
/** Counted at one time; one more is told to wait. An answer holds for so long, ms – longer than windows ask again –, and that of a period of which nothing more is told for so long. */
const [AT_ONCE, HOLDS, HOLDS_OVER] = [2, 45_000, 600_000];
const DAY = 86_400_000;

interface Options {
  state: Pick<RoomState, "cameras" | "calendars">;
  journal: Pick<Journal, "recent" | "past">;
  clock: Pick<Clock, "wall" | "after">;
}
interface Counted {
  /** What was counted: it begins later than was asked where more happened than is read. */
  from: Instant;
  cut: boolean;
  cameras: CameraService[];
}

/** Counts a period from the journal in slices, so that no alarm waits for it. Up to now at most. */
export async function countCameras({ state, journal, clock }: Options, { from, to }: { from: Instant; to: Instant }): Promise<Counted> {
  async function read(kinds: readonly Fact["kind"][], since: number | undefined, most: number, enough: (fact: Fact) => boolean = () => false): Promise<{ facts: Fact[]; whole: boolean }> {
    const facts: Fact[] = [];
    for (let before = since; ;) {
      const page = journal.recent({ kinds, limit: SLICE, ...(before !== undefined && { before }) });
      facts.push(...page);
      if (page.length < SLICE || page.some(enough)) return { facts, whole: true };
      if (facts.length >= most) return { facts, whole: false };
      before = page.at(-1)?.seq;
      await new Promise<void>((resolve) => void clock.after(PAUSE, resolve));
    }
  }
  const now = clock.wall();
  // What came long after the period says nothing of it, but for the start that tells of a kill in it.
  const end = to + TOLD < now ? journal.past()?.seqAt(to + TOLD) : undefined;
  const next = end === undefined ? [] : journal.recent({ kinds: ["backend:started"], limit: STARTS }).filter(({ seq }) => seq > end).slice(-1);
  // What was known before the backend's last start says nothing of the time after it.
  const { facts, whole } = await read(SERVICE_KINDS, end === undefined ? undefined : end + 1, MOST, ({ kind, at }) => kind === "backend:started" && at <= from);
  const oldest = facts.at(-1);
  const looked = whole ? [] : (await read(["backend:started", "camera:watched", "camera:unwatched"], oldest?.seq, LOOKED, ({ kind }) => kind === "backend:started")).facts;
  const saved = (await read(["camera:saved", "camera:removed"], oldest?.seq ?? 0, SAVINGS)).facts;
  // Of what was not read nothing is said: neither that the centre was away, nor anything else.
  const began = whole ? from : Math.min(Math.max(from, oldest?.at ?? from), to);
  const before = [...looked, ...saved].toSorted((a, b) => a.seq - b.seq);
  const tallies = cameraService([...before, ...facts.toReversed(), ...next], { from: began, to: Math.min(to, now), running: !whole });
  const known = [...tallies].filter(([id]) => state.cameras.has(id));
  return { from: began, cut: !whole, cameras: known.map(([cameraId, tally]) => ({ cameraId, ...tally })) };
}

/** All cameras' time together. */
export function together(cameras: readonly CameraService[]): CameraFigures {
  const sum = (key: "up" | "fault" | "off" | "centre" | "unwatched" | "losses"): number => cameras.reduce((all, one) => all + one[key], 0);
  return { cameras: cameras.length, up: sum("up"), fault: sum("fault"), off: sum("off"), centre: sum("centre"), unwatched: sum("unwatched"), losses: sum("losses") };
}

/** How cameras did over a shift, a day or a month. */
export function cameraServiceAnswers(options: Options): AnswersFor<"camera:service"> {
  const { state, journal, clock } = options;
  const held = new Map<string, { at: Instant; until: Instant; counted: Promise<Counted> }>();
  let counting = 0;

  function periodOf(span: ServiceSpan, back: number, now: Instant): { from: Instant; to: Instant } | undefined {
    if (span === "shift") return shiftsOf(journal.recent({ kinds: ["shift:began", "shift:signed", "shift:ended"], limit: SHIFTS }).toReversed(), now).at(-1 - back);
    const offset = localOffset(state);
    const today = Math.floor((now + offset) / DAY);
    const begin = (day: number): Instant => day * DAY - offset;
    if (span === "day") return { from: begin(today - back), to: Math.min(begin(today - back + 1), now) };
    const [year = 0, month = 1] = dayOf(today).split("-").map(Number);
    const first = (months: number): Instant => begin(dayNumber(`${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}-01`));
    const months = year * 12 + month - 1 - back;
    return { from: first(months), to: Math.min(first(months + 1), now) };
  }
  async function count(period: { from: Instant; to: Instant }): Promise<Counted> {
    counting++;
    try {
      return await countCameras(options, period);
    } finally {
      counting--;
    }
  }
  const answerOf = (to: Instant, { from, cut, cameras }: Counted) => ({ period: { from, to }, cut, cameras });
  return {
    "camera:service": async ({ span, back }) => {
      if (back > MOST_BACK[span]) return fail({ code: "malformed", path: "back", detail: `at most ${MOST_BACK[span]} back` });
      const now = clock.wall();
      const period = periodOf(span, back, now);
      if (period === undefined) return ok({ cut: false, cameras: [] });
      // By its own beginning: yesterday is another day tomorrow.
      const key = `${span} ${period.from}`;
      for (const [other, { at, until }] of held) if (now >= until || now < at) held.delete(other);
      const known = held.get(key);
      if (known !== undefined) return ok(answerOf(period.to, await known.counted));
      if (counting >= AT_ONCE) return fail({ code: "too-many", retryAfter: 2 });
      const counted = count(period);
      held.set(key, { at: now, until: now + (period.to + TOLD < now ? HOLDS_OVER : HOLDS), counted });
      counted.catch(() => held.delete(key));
      return ok(answerOf(period.to, await counted));
    },
  };
}
