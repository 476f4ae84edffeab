import type { AlarmMetrics } from "#contract/alarm";
import type { Fact } from "#contract/fact";
import type { Instant } from "#contract/ids";
import { alarmMetrics } from "../core/metrics.ts";
import type { RoomState } from "../core/state.ts";
import type { Journal } from "../ports.ts";

/** Facts that figures of alarm performance are made of. */
const KINDS = ["alarm:raised", "alarm:cleared", "alarm:re-alarmed", "flood:began", "flood:ended"];
/** Entries read at most for one set of figures; older ones are left out. */
const MOST = 200_000;
/** Entries read at a time: a few ms, then everything else has its turn. */
const PAGE = 200;
/** Two windows that ask for the same span within this share one answer, ms. */
const SHARED_MS = 30_000;

interface Span {
  from: Instant;
  to: Instant;
}

/** Figures of alarm performance from the journal, read in slices so that no alarm waits for them; one set at a time. */
export function openFigures(journal: Pick<Journal, "recent">, state: RoomState): (span: Span) => Promise<AlarmMetrics> {
  let queue: Promise<unknown> = Promise.resolve();
  const recent = new Map<string, Promise<AlarmMetrics>>();

  async function compute(span: Span): Promise<AlarmMetrics> {
    const facts: Fact[] = [];
    let before: number | undefined;
    while (facts.length < MOST) {
      const page = journal.recent({ before, kinds: KINDS, limit: PAGE });
      for (const fact of page) if (fact.at >= span.from && fact.at <= span.to) facts.push(slim(fact));
      const oldest = page.at(-1);
      if (oldest === undefined || page.length < PAGE || oldest.at < span.from) break;
      before = oldest.seq;
      await new Promise((resume) => void setImmediate(resume));
    }
    return alarmMetrics(facts.reverse(), state, span);
  }

  return (span) => {
    const key = `${Math.round((span.to - span.from) / 60_000)} ${Math.floor(span.to / SHARED_MS)}`;
    const known = recent.get(key);
    if (known !== undefined) return known;
    const made = queue.then(() => compute(span));
    queue = made.catch(() => undefined);
    // The three spans of a window, twice over, are all that is worth keeping.
    for (const old of recent.keys()) if (recent.size >= 6) recent.delete(old);
    recent.set(key, made);
    made.catch(() => recent.delete(key));
    return made;
  };
}

/** Without what figures do not look at: 200,000 whole alarms would be too much to hold. */
function slim(fact: Fact): Fact {
  return fact.kind === "alarm:raised" ? { ...fact, alarm: { ...fact.alarm, inputs: [], conditions: [], message: "", messageEn: "" } } : fact;
}
