import type { Fact, FactKind } from "#contract/fact";
import type { Cell, Monitor, Proposal, WallChange } from "#contract/wall";
import type { WallMaps } from "#contract/wall-fold";
import { cellName, type Named } from "./cell-name.ts";

/** What the things of the wall are or were called, by id: those there are by their present name, those that are gone by their last. */
export interface WallBook {
  monitors: ReadonlyMap<string, Pick<Monitor, "number" | "name">>;
  /** "2.3" */
  cells: ReadonlyMap<string, string>;
  scenes: ReadonlyMap<string, string>;
  bindings: ReadonlyMap<string, string>;
  schedules: ReadonlyMap<string, string>;
  displays: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, string>;
  proposals: ReadonlyMap<string, Pick<Proposal, "sceneId" | "alarmId">>;
  /** Cells of one edit by the names they had then, by the edit's seq. */
  cellsThen: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

/** Kinds of facts that say what something is called: they are rare, and read beyond a list's end. */
export const NAMING_KINDS: readonly FactKind[] = ["wall:scene-saved", "wall:binding-saved", "wall:schedule-saved", "display:saved", "account:saved"];
/** Cells of one edit that are named one by one; a cut of a whole wall is named by its scene. */
export const NAMED_CELLS = 6;

/**
 * Gathers the names from the wall as it stands and from facts about it, going back in time.
 * @param facts the newest first, with no edit of the wall missing between them
 * @param older facts of `NAMING_KINDS` from before them, the newest first
 */
export function wallBook(facts: readonly Fact[], wall: WallMaps, older: readonly Fact[] = []): WallBook {
  const book = { monitors: new Map<string, Monitor>(wall.monitors), cells: new Map<string, string>(), scenes: named(wall.scenes), bindings: named(wall.bindings), schedules: named(wall.schedules), displays: new Map<string, string>(), people: new Map<string, string>(), proposals: new Map<string, Proposal>(wall.proposals), cellsThen: new Map<number, Map<string, string>>() };
  const then = { monitors: new Map(wall.monitors), cells: new Map(wall.cells) };
  for (const id of wall.cells.keys()) remember(book.cells, id, cellName(wall, id));
  for (const fact of facts) {
    learn(fact);
    if (fact.kind === "wall:edited") book.cellsThen.set(fact.seq, goBack(then, fact.changes, book));
  }
  older.forEach(learn);
  return book;

  function learn(fact: Fact): void {
    switch (fact.kind) {
      case "wall:checkpoint": return fact.monitors.forEach((monitor) => remember(book.monitors, monitor.id, monitor));
      case "wall:scene-saved": return remember(book.scenes, fact.scene.id, fact.scene.name);
      case "wall:binding-saved": return remember(book.bindings, fact.binding.id, fact.binding.name);
      case "wall:schedule-saved": return remember(book.schedules, fact.schedule.id, fact.schedule.name);
      case "wall:proposed": return remember(book.proposals, fact.proposal.id, fact.proposal);
      case "display:saved": return remember(book.displays, fact.display.id, fact.display.name);
      case "account:saved": return remember(book.people, fact.account.id, fact.account.name);
      default: return undefined;
    }
  }
}

function named(records: ReadonlyMap<string, { name: string }>): Map<string, string> {
  return new Map([...records].map(([id, { name }]) => [id, name]));
}

/** The newest name counts: an older one is not written over it. */
function remember<T>(names: Map<string, T>, id: string, name: T | undefined): void {
  if (name !== undefined && !names.has(id)) names.set(id, name);
}

/** Takes the wall back before an edit. @returns what its cells were called: those it left by their name after it, those it removed by the one before */
function goBack(then: { monitors: Map<string, Monitor>; cells: Map<string, Cell> } & Named, changes: readonly WallChange[], book: { monitors: Map<string, Monitor>; cells: Map<string, string> }): Map<string, string> {
  const names = new Map<string, string>();
  const cells = changes.filter((change) => change.part === "cell");
  const few = cells.length <= NAMED_CELLS ? cells : [];
  for (const { id, after } of few) if (after !== undefined) remember(names, id, cellName(then, id));
  for (const change of changes) {
    if (change.part === "settings") continue;
    if (change.part === "monitor") put(then.monitors, change.id, change.before);
    else put(then.cells, change.id, change.before);
    const monitor = change.part === "monitor" ? change.after ?? change.before : undefined;
    if (monitor !== undefined) remember(book.monitors, monitor.id, monitor);
  }
  for (const { id, after } of few) if (after === undefined) remember(names, id, cellName(then, id));
  for (const [id, name] of names) remember(book.cells, id, name);
  return names;
}

function put<T>(map: Map<string, T>, id: string, value: T | undefined): void {
  if (value === undefined) map.delete(id);
  else map.set(id, value);
}
