import type { Fact, FactOf, NewFact } from "#contract/fact";
import type { AccountId, CellId } from "#contract/ids";
import { ok, type Result } from "#contract/result";
import type { WallChange, WallDeed } from "#contract/wall";
import { checkpointDue, checkpointOf, countFact, isReplayed, REPLAYED, type SinceCheckpoint } from "../core/wall/checkpoint.ts";
import type { EditContext } from "../core/wall/edit-context.ts";
import type { RoomState } from "../core/state.ts";
import type { Journal, Log, Now } from "../ports.ts";
import type { Ledger } from "./ledger.ts";
import { openWallBlame } from "./wall-blame.ts";

/** An edit decided and not yet written: what the fact needs, and the ids of cells it made. */
export type WallEditing = { deed: WallDeed; changes: WallChange[]; made?: readonly CellId[]; by?: AccountId }
  & Partial<Pick<FactOf<"wall:edited">, "cutAt" | "sceneId" | "bindingId" | "scheduleId" | "alarmId" | "of" | "due" | "lateBy">>;
export interface Edited {
  /** Undefined: nothing had to change. */
  seq?: number;
  made?: CellId[];
}

/** The one door through which the wall is edited. Decide and commit in one go, without waiting between: nothing comes in between then. */
export interface WallKeeper {
  /** What an edit decided now needs to know: its rev is the seq its fact will have, unless the disk fills meanwhile. */
  context(by?: AccountId): EditContext;
  /** Writes the edit, and these facts after it, in one commit. Answers after it. */
  commit(edit: WallEditing, more?: readonly NewFact[]): Promise<Result<Edited>>;
  /** As `commit`, and holds on a full disk too, without a seq then: written when there is room. */
  hold(edit: WallEditing): Promise<Result<Edited>>;
  /** Writes facts of the wall that change no record of the document. */
  write(facts: readonly NewFact[]): Promise<Result<Fact[]>>;
  /** Seq of the newest change of the document or its scenes; 0: none yet. */
  version(): number;
  close(): void;
}

/** Facts that change what a file of the wall holds. */
const DOCUMENT = ["wall:edited", "wall:scene-saved", "wall:scene-removed"] as const satisfies readonly Fact["kind"][];

interface Options {
  state: RoomState;
  ledger: Pick<Ledger, "commit" | "hold" | "count" | "onFacts">;
  journal: Pick<Journal, "head" | "page" | "recent">;
  now: () => Now;
  log: Log;
}

export function openWallKeeper({ state, ledger, journal, now, log }: Options): WallKeeper {
  const blame = openWallBlame(journal);
  let since: SinceCheckpoint | undefined;
  let asked = false;
  let closed = false;

  /** Written in a turn of its own: never while others are being told of the facts before. */
  function checkpoint(): void {
    asked = false;
    if (closed) return;
    since ??= sinceStart(journal);
    const at = now().wall;
    if (!checkpointDue(since, at)) return;
    void ledger.commit([checkpointOf(state, at)]).then((written) => {
      if (!written.ok) log.warn("wall-checkpoint-failed", { fault: written.fault.code });
    });
  }
  const stop = ledger.onFacts((facts) => {
    for (const fact of facts) {
      if (since !== undefined) since = countFact(since, fact);
      if (fact.kind === "wall:edited") blame.note(fact);
      if (!isReplayed(fact) || asked) continue;
      asked = true;
      setImmediate(checkpoint);
    }
  });

  return {
    context: (by) => ({ now: now().wall, rev: journal.head() + ledger.count() + 1, blame: blame.who, by }),
    commit: (edit, more = []) => enter(edit, more, (facts) => ledger.commit(facts)),
    hold: (edit) => enter(edit, [], (facts) => ledger.hold(facts)),
    write: (facts) => ledger.commit(facts),
    version: () => journal.recent({ kinds: [...DOCUMENT], limit: 1 })[0]?.seq ?? 0,
    close() {
      closed = true;
      stop();
    },
  };

  async function enter({ made, ...edit }: WallEditing, more: readonly NewFact[], write: (facts: readonly NewFact[]) => Promise<Result<Fact[]>>): Promise<Result<Edited>> {
    const first: NewFact[] = edit.changes.length === 0 ? [] : [{ kind: "wall:edited", at: now().wall, ...edit }];
    if (first.length + more.length === 0) return ok({});
    const written = await write([...first, ...more]);
    if (!written.ok) return written;
    const seq = first.length === 0 ? undefined : written.value[0]?.seq;
    return ok({ ...(seq !== undefined && { seq }), ...(made !== undefined && made.length > 0 && { made: [...made] }) });
  }
}

/** What the journal holds since the last checkpoint, read back to it or until one is due anyway: bounded by the checkpoint's own rule. */
function sinceStart(journal: Pick<Journal, "recent">): SinceCheckpoint {
  const checkpoint = journal.recent({ kinds: ["wall:checkpoint"], limit: 1 })[0];
  let since: SinceCheckpoint = { at: checkpoint?.at, facts: 0, changes: 0 };
  for (let before: number | undefined; ; ) {
    const page: Fact[] = journal.recent({ kinds: REPLAYED, before, limit: 25 });
    for (const fact of page) if (fact.seq > (checkpoint?.seq ?? 0)) since = countFact({ ...since, at: checkpoint?.at ?? fact.at }, fact);
    const oldest = page.at(-1);
    if (oldest === undefined || oldest.seq <= (checkpoint?.seq ?? 0) || checkpointDue(since, 0)) return since;
    before = oldest.seq;
  }
}
