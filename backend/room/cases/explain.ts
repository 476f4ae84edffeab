import { AgencyId } from "#contract/incident";
import type { Fact, NewFact } from "#contract/fact";
import type { Instant } from "#contract/ids";
import { EXPLAIN_FROM, EXPLAIN_WITHIN, ExplanationId, violationKey, violationOf, type Explanation } from "#contract/violation";
import type { RoomState } from "../../core/state.ts";
import { StoreDamaged, type Log, type Now } from "../../ports.ts";
import type { CaseKeeper } from "./keeper.ts";
import { localOffset, workingHours } from "./processes.ts";

/** Opens the duty of H-V.§4 by itself, and takes it back when an excuse leaves too few violations. */
export interface ExplainWatch {
  /** Told of facts once they are durable. */
  heed(facts: readonly Fact[]): void;
  /** Looks at this month and the one before as they stand: what a kill between a miss and its duty left undone is done. */
  review(): void;
  close(): void;
}

interface Options {
  state: Pick<RoomState, "explanations" | "calendars">;
  keeper: Pick<CaseKeeper, "book" | "write">;
  now: () => Now;
  log: Log;
}

export function openExplainWatch({ state, keeper, now, log }: Options): ExplainWatch {
  const asked = new Map<string, { agencyId: string; month: string }>();
  let closed = false;
  const ahead = (): number => localOffset(state);
  const ask = (agencyId: string, month: string): void => {
    if (asked.size === 0) setImmediate(look);
    asked.set(`${agencyId} ${month}`, { agencyId, month });
  };

  /** A page that went bad while running is told, and ends nothing else. */
  function sound<T>(read: () => T, otherwise: T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof StoreDamaged)) throw error;
      log.error("store-damaged", { file: error.file, detail: error.detail });
      return otherwise;
    }
  }

  function look(): void {
    const wanted = [...asked.values()];
    asked.clear();
    if (closed) return;
    const facts = sound(() => wanted.flatMap(({ agencyId, month }) => due(agencyId, month)), []);
    if (facts.length === 0) return;
    void keeper.write(facts).then((written) => {
      if (!written.ok) log.warn("explanation-not-written", { fault: written.fault.code });
    });
  }

  function due(agencyId: string, month: string): NewFact[] {
    const book = keeper.book();
    if (!book.ok) return [];
    const { from, to } = spanOf(month, ahead());
    const misses = book.value.unexcused(agencyId, from, to);
    const known = [...state.explanations.values()].filter((one) => one.agencyId === agencyId && one.month === month);
    const standing = known.find((one) => one.state !== "withdrawn");
    const at = now().wall;
    if (misses.length < EXPLAIN_FROM) return standing?.state === "open" ? [{ kind: "explanation:withdrawn", at, explanationId: standing.id }] : [];
    if (standing !== undefined) return [];
    const end = workingHours(state)?.add(at, { workingDays: EXPLAIN_WITHIN });
    if (end === undefined) {
      log.error("explanation-without-calendar", { agencyId, month });
      return [];
    }
    const explanation: Explanation = {
      id: ExplanationId.parse(`gt-${month}-${agencyId.slice(0, 48)}-${known.length + 1}`), agencyId: AgencyId.parse(agencyId), month,
      keys: misses.map((one) => violationKey(one.incidentId, one.clockKey)), openedAt: at, due: end.at, clause: "H-V.§4", state: "open", ...(end.provisional !== undefined && { provisional: end.provisional }),
    };
    return [{ kind: "explanation:opened", at, explanation }];
  }

  return {
    heed(facts) {
      for (const fact of facts) {
        if (fact.kind === "incident:moved" || fact.kind === "incident:fired") {
          // An extension, or a receipt on paper, may take a miss back and leave too few.
          const paperAt = fact.kind === "incident:moved" && fact.event.is === "received-on-paper" ? fact.event.at : undefined;
          const back = paperAt !== undefined || (fact.kind === "incident:moved" && fact.event.is === "extension-granted");
          for (const { agencyId, missedAt } of fact.change.clocks ?? []) {
            if (agencyId === undefined || (missedAt === undefined && !back)) continue;
            ask(agencyId, monthOf(missedAt ?? paperAt ?? fact.at, ahead()));
            // A miss that is taken back is gone, its month with it: it may have been any in which a duty stands.
            if (back) for (const one of state.explanations.values()) if (one.state === "open" && one.agencyId === agencyId) ask(agencyId, one.month);
          }
        } else if (fact.kind === "violation:excused") {
          const key = violationOf(fact.key);
          const book = keeper.book();
          const row = key === undefined || !book.ok ? undefined : sound(() => book.value.miss(key.incidentId, key.clockKey), undefined);
          if (row?.agencyId !== undefined) ask(row.agencyId, monthOf(row.missedAt, ahead()));
        }
      }
    },
    review() {
      const book = keeper.book();
      if (!book.ok) return;
      const month = monthOf(now().wall, ahead());
      for (const each of [month, monthOf(spanOf(month, ahead()).from - 1, ahead())]) {
        const { from, to } = spanOf(each, ahead());
        for (const agencyId of sound(() => book.value.missedOften(from, to, EXPLAIN_FROM), [])) ask(agencyId, each);
      }
    },
    close() {
      closed = true;
    },
  };
}

/** Local month of an instant, YYYY-MM. @param ahead ms that local time is ahead of UTC */
export function monthOf(at: Instant, ahead: number): string {
  return new Date(at + ahead).toISOString().slice(0, 7);
}

/** A local month's instants: from inclusive, to exclusive. */
export function spanOf(month: string, ahead: number): { from: Instant; to: Instant } {
  const [year = 1970, number = 1] = month.split("-").map(Number);
  return { from: Math.max(0, Date.UTC(year, number - 1, 1) - ahead), to: Date.UTC(year, number, 1) - ahead };
}
