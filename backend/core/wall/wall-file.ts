import type { Instant, SiteId } from "#contract/ids";
import { CellId, SceneId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import { Cell, MAX_SCENES, Scene, type Monitor, type WallChange } from "#contract/wall";
import type { WallFile } from "#contract/wall-edit";
import type { WallMaps } from "#contract/wall-fold";
import { panelProblem } from "#contract/wall-panels";
import { setCells } from "./cut.ts";
import { withoutGuest } from "./guest.ts";
import { changesOf, draftOf, newMonitorId, type WallDraft } from "./draft.ts";
import { MAX_SCENES_TEXT } from "./scenes.ts";

/** Lines of notes at most; one more says how many were left out. */
const MOST_NOTES = 200;

type Wall = Pick<WallMaps, "monitors" | "cells" | "wall" | "scenes">;
export interface Imported {
  changes: WallChange[];
  scenes: Scene[];
  /** A code and what it is about, one line each: "unknown-panel heatmap 3". For windows to put into words. */
  notes: string[];
}

/** When, under which rev, and in which room a file is read. */
interface Here {
  now: Instant;
  rev: number;
  site: SiteId;
}

export function wallFile(wall: Wall, { now, site }: Omit<Here, "rev">): WallFile {
  // JSON out of records of JSON: `any` to the compiler.
  const plain = <T>(records: Iterable<T>) => JSON.parse(JSON.stringify([...records])) as WallFile["cells"];
  return { format: "kydai-wall-1", savedAt: now, site, monitors: [...wall.monitors.values()], cells: plain([...wall.cells.values()].flatMap((cell) => withoutGuest(cell) ?? [])), scenes: plain(wall.scenes.values()) };
}

/**
 * What importing a file changes: cells of the file's monitors become the file's, its scenes are saved as further versions.
 * Monitors are found by id where the file is this room's, else by number; one that is not here is made, without a screen. Panels of unknown kinds are kept.
 * Monitors and scenes that the file does not name stay as they are.
 */
export function importFile(wall: Wall, file: WallFile, at: Here): Result<Imported> {
  const ours = file.site === at.site;
  const draft = draftOf(wall, at.rev);
  const notes: string[] = [];
  const monitors = bringMonitors(draft, { file, ours }, notes);
  const ids = cellIds(ours ? wall : undefined, at.rev);
  const bring = (raw: readonly unknown[], where: string): Cell[] => raw.flatMap((one, i) => {
    const cell = Cell.safeParse(one);
    if (!cell.success) return note(notes, `bad-cell ${where}.${i} ${cell.error.issues[0]?.path.join(".") ?? ""}`);
    const home = monitors.get(cell.data.monitorId);
    if (home === undefined) return note(notes, `no-monitor ${where}.${i} ${cell.data.monitorId}`);
    return [{ ...cell.data, id: ids(cell.data.id), monitorId: home }];
  });

  const cells = bring(file.cells, "cells");
  setCells(draft, new Set(monitors.values()), cells);
  const scenes = bringScenes(wall, { file, ours, monitors, bring, at, notes });
  if (!scenes.ok) return scenes;
  notePanels([...cells, ...scenes.value.flatMap((scene) => scene.cells)], notes);
  for (const monitor of wall.monitors.values()) if (![...monitors.values()].includes(monitor.id)) notes.push(`monitor-left ${monitor.number} ${monitor.name}`);
  const changes = changesOf(wall, draft);
  if (!changes.ok) return changes;
  const over = notes.length - MOST_NOTES;
  return ok({ changes: changes.value, scenes: scenes.value, notes: over > 0 ? [...notes.slice(0, MOST_NOTES), `more ${over}`] : notes });
}

function note(notes: string[], line: string): [] {
  notes.push(line.trim());
  return [];
}

/** @returns the file's monitor ids → this room's */
function bringMonitors(draft: WallDraft, { file, ours }: { file: WallFile; ours: boolean }, notes: string[]): Map<string, Monitor["id"]> {
  const found = new Map<string, Monitor["id"]>();
  const taken = new Set<string>();
  const match = (own: Monitor | undefined, theirs: Monitor): void => {
    if (own === undefined || found.has(theirs.id) || taken.has(own.id)) return;
    found.set(theirs.id, own.id);
    taken.add(own.id);
  };
  for (const theirs of file.monitors) if (ours) match(draft.monitors.get(theirs.id), theirs);
  for (const theirs of file.monitors) match([...draft.monitors.values()].find((one) => one.number === theirs.number), theirs);
  for (const theirs of file.monitors) {
    if (found.has(theirs.id)) continue;
    const id = ours && !draft.monitors.has(theirs.id) ? theirs.id : newMonitorId(draft);
    found.set(theirs.id, id);
    const { screen: _theirs, maximised: _of, ...rest } = theirs;
    draft.monitors.set(id, { ...rest, id, number: numberFor(draft, theirs.number), rev: 0 });
    notes.push(`new-monitor ${theirs.number} ${theirs.name}`);
  }
  for (const theirs of file.monitors) {
    const own = draft.monitors.get(found.get(theirs.id) ?? "");
    if (own === undefined) continue;
    const to = theirs.whenLost.to === undefined ? undefined : found.get(theirs.whenLost.to);
    // The screens and where they stand are this room's; names and rules are the file's.
    draft.monitors.set(own.id, { ...own, name: theirs.name, whenLost: { how: theirs.whenLost.how, ...(to !== undefined && to !== own.id && { to }) } });
  }
  return found;
}

function numberFor(draft: WallDraft, wanted: number): number {
  const used = new Set([...draft.monitors.values()].map(({ number }) => number));
  if (!used.has(wanted)) return wanted;
  for (let number = 1; ; number++) if (!used.has(number)) return number;
}

/** Ids of cells: those this room knows of its own file stay, so that what is shown already goes on; others are made anew, once for the whole file. */
function cellIds(wall: Wall | undefined, rev: number): (id: string) => Cell["id"] {
  const known = new Set(wall?.cells.keys());
  for (const scene of wall?.scenes.values() ?? []) for (const cell of scene.cells) known.add(cell.id);
  const given = new Map<string, Cell["id"]>();
  return (id) => {
    const made = given.get(id) ?? CellId.parse(known.has(id) ? id : `i${rev}-${given.size + 1}`);
    given.set(id, made);
    return made;
  };
}

function bringScenes(wall: Wall, from: { file: WallFile; ours: boolean; monitors: ReadonlyMap<string, Monitor["id"]>; bring: (raw: readonly unknown[], where: string) => Cell[]; at: Here; notes: string[] }): Result<Scene[]> {
  const { file, ours, monitors, bring, at, notes } = from;
  const scenes = new Map<string, Scene>();
  const keys = new Map([...wall.scenes.values()].flatMap(({ id, key }) => (key === undefined ? [] : [[key, id] as const])));
  for (const [i, raw] of file.scenes.entries()) {
    const parsed = Scene.safeParse(raw);
    if (!parsed.success) {
      notes.push(`bad-scene ${i} ${parsed.error.issues[0]?.path.join(".") ?? ""}`.trim());
      continue;
    }
    const theirs = parsed.data;
    const there = theirs.monitors.flatMap((id) => monitors.get(id) ?? []);
    if (there.length === 0) {
      notes.push(`no-monitor scenes.${i} ${theirs.name}`);
      continue;
    }
    const own = (ours ? wall.scenes.get(theirs.id) : undefined) ?? [...wall.scenes.values()].find((one) => one.name === theirs.name);
    const id = own?.id ?? (ours && !scenes.has(theirs.id) ? theirs.id : SceneId.parse(`i${at.rev}-${i}`));
    const { key, savedBy: _theirs, ...rest } = theirs;
    const free = key !== undefined && (keys.get(key) ?? id) === id;
    if (key !== undefined && !free) notes.push(`key-taken ${key} ${theirs.name}`);
    if (free) keys.set(key, id);
    scenes.set(id, { ...rest, id, version: (own?.version ?? 0) + 1, monitors: [...new Set(there)], cells: bring(theirs.cells, `scenes.${i}.cells`), savedAt: at.now, ...(free && { key }) });
  }
  for (const own of wall.scenes.values()) if (!scenes.has(own.id)) notes.push(`scene-left ${own.name}`);
  const all = new Map([...wall.scenes, ...scenes]);
  if (all.size > MAX_SCENES) return fail({ code: "too-large", limit: MAX_SCENES });
  let text = 0;
  for (const scene of all.values()) text += JSON.stringify(scene.cells).length;
  return text > MAX_SCENES_TEXT ? fail({ code: "too-large", limit: MAX_SCENES_TEXT }) : ok([...scenes.values()]);
}

/** Panels that cannot be shown are kept and counted: another version, or a mended file, may know them. */
function notePanels(cells: readonly Cell[], notes: string[]): void {
  const counts = new Map<string, number>();
  for (const panel of cells.flatMap((cell) => cell.panels)) {
    const problem = panelProblem(panel);
    if (problem === undefined) continue;
    const line = problem.why === "unknown-kind" ? `unknown-panel ${panel.kind}` : `bad-settings ${panel.kind}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  for (const [line, count] of counts) notes.push(`${line} ${count}`);
}
