import type { Instant } from "#contract/ids";
import type { WallPanel } from "#contract/wall";
import { panelAt, tilesOf, type Tile, type WallShown } from "#contract/wall-view";
import { overlap, withFronts, type Unplaced } from "./fronts.ts";

/**
 * One panel in one place of the window. `on`: seen. `coming`: drawn in full, not seen yet. `going`: the old picture, until what
 * takes its place is painted. `left`: no more seen, taken away when the cut is well over. `resting`: kept for a cut back to it.
 */
export interface Slot {
  key: string;
  tile: Tile;
  /** undefined: an empty cell */
  panel: WallPanel | undefined;
  phase: "on" | "coming" | "going" | "left" | "resting";
  /** Order of drawing, the higher in front. */
  front: number;
  /** While coming: since when it should be seen (server's clock); undefined: it is prepared ahead of its turn. */
  wantedAt?: Instant;
  /** While coming: the whole of the picture it belongs to is painted, and is shown at this instant (server's clock). */
  showAt?: Instant;
  /** Since when it is not seen any more. */
  restsSince?: Instant;
}
/** What is to be seen, what soon will be, and what a cut that was told of brings at its instant. */
export interface Wanted {
  seen: readonly Want[];
  soon: readonly Want[];
  cut?: { wants: readonly Want[]; at: Instant } | undefined;
}
export type Want = Pick<Slot, "key" | "tile" | "panel">;

/** The old picture waits no longer than this for the new one, ms; then the new one is shown with the word that it is being drawn. */
export const PAINT_MS = 1000;
/** What has its turn by the clock (carousels, shared screens) is drawn unseen so long before, ms. Below the shortest dwell. */
export const AHEAD_MS = 2500;
/** What has left is taken away so long after, ms: to take it away costs as much as to draw, and a cut has its instant. */
export const SWEEP_MS = 400;

/**
 * Panels are kept for so long after they were seen last, ms, without a layer and held still: a cut back to them has nothing to fetch
 * or to build. So many of those that were dear to draw (a map holds a context of the graphics card, of which a page has 16), and so many others.
 */
export const REST_MS = 300_000;
export const RESTING = { dear: 3, other: 12 } as const;

/** What is known of the slots: which are painted, and which of them took long. */
export interface Known {
  ready: ReadonlySet<string>;
  dear: ReadonlySet<string>;
}

/** The same panel in the same cell keeps its key whatever else changes: it is not drawn anew. */
function keyOf(tile: Tile, panel: WallPanel | undefined): string {
  return [tile.lostFrom ?? "", tile.cell.id, panel === undefined ? "" : `${panel.kind} ${JSON.stringify(panel.settings)}`].join("|");
}

/** What a monitor shows at an instant, lowest first. */
export function wantsOf(wall: WallShown, monitorId: string, now: Instant): Want[] {
  return tilesOf(wall, monitorId, now).map((tile) => {
    const panel = panelAt(tile.cell, now);
    return { key: keyOf(tile, panel), tile, panel };
  });
}

const isSeen = (slot: Slot | undefined): boolean => slot?.phase === "on" || slot?.phase === "going";

/**
 * The slots after a change of what is wanted, of what is painted, or of the time. In the order of their keys: elements that stay
 * are never moved within the document, for a moved frame of a web page loads again. A slot that stays as it was is the same object.
 */
export function stageOf(before: readonly Slot[], wanted: Wanted, { ready, dear }: Known, now: Instant): Slot[] {
  const was = new Map(before.map((slot) => [slot.key, slot]));
  const seen = new Set(wanted.seen.map((want) => want.key));
  const old = before.filter((slot) => isSeen(slot) && !seen.has(slot.key));
  const slots = new Map<string, Unplaced>();
  const awaited = awaitedOf(wanted.seen, before, ready, now);
  for (const want of wanted.seen) {
    const former = was.get(want.key);
    const wantedAt = awaited.get(want.key);
    if (wantedAt !== undefined) slots.set(want.key, { ...want, phase: "coming", wantedAt });
    // What stays keeps its place as well, until what takes it is painted: no place is ever bare.
    else if (former?.phase === "on" && [...awaited.keys()].some((key) => overlap(placeOf(wanted.seen, key), former.tile.rect))) slots.set(want.key, { ...want, tile: { ...want.tile, rect: former.tile.rect }, phase: "on" });
    else slots.set(want.key, { ...want, phase: "on" });
  }
  const coming = [...slots.values()].filter((slot) => slot.phase === "coming");
  for (const slot of old) if (coming.some((one) => overlap(one.tile.rect, slot.tile.rect))) slots.set(slot.key, { ...slot, phase: "going" });
  for (const want of [...wanted.soon, ...(wanted.cut?.wants ?? [])]) if (!slots.has(want.key)) slots.set(want.key, { ...want, phase: "coming" });
  for (const slot of armed(slots, wanted, ready)) slots.set(slot.key, slot);
  for (const slot of behind(before.filter((one) => !slots.has(one.key)), dear, now)) slots.set(slot.key, slot);
  return withFronts([...slots.values()], before, wanted.seen.map(({ key }) => key)).sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Which are not to be seen yet, and since when they should: unpainted over an old picture; and with them all that were asked for together. */
function awaitedOf(seen: readonly Want[], before: readonly Slot[], ready: ReadonlySet<string>, now: Instant): Map<string, Instant> {
  const was = new Map(before.map((slot) => [slot.key, slot]));
  const since = (want: Want): Instant => was.get(want.key)?.wantedAt ?? now;
  // With nothing to keep in its place, a panel that still loads says so itself.
  const hasOld = (want: Want): boolean => before.some((slot) => isSeen(slot) && slot.key !== want.key && overlap(slot.tile.rect, want.tile.rect));
  const waiting = seen.filter((want) => !isSeen(was.get(want.key)) && now - since(want) < PAINT_MS && hasOld(want));
  const unpainted = new Set(waiting.filter((want) => !ready.has(want.key)).map(since));
  return new Map(waiting.filter((want) => unpainted.has(since(want))).map((want) => [want.key, since(want)]));
}

/** What the cut brings, once all of it is painted; not where it comes below something that stays: then the order is to be changed with it. */
function armed(slots: ReadonlyMap<string, Unplaced>, { cut }: Wanted, ready: ReadonlySet<string>): Unplaced[] {
  if (cut === undefined) return [];
  const [stays, comes] = [[] as Unplaced[], [] as Unplaced[]];
  for (const { key } of cut.wants) {
    const slot = slots.get(key);
    if (slot !== undefined) (slot.phase === "on" ? stays : comes).push(slot);
  }
  const painted = comes.every((slot) => ready.has(slot.key) && slot.wantedAt === undefined);
  const above = comes.every((slot) => !stays.some((one) => overlap(one.tile.rect, slot.tile.rect)));
  return painted && above ? comes.map((slot) => ({ ...slot, showAt: cut.at })) : [];
}

function placeOf(wants: readonly Want[], key: string): Tile["rect"] {
  return wants.find((want) => want.key === key)?.tile.rect ?? { x: 0, y: 0, w: 0, h: 0 };
}

/** Of those that nothing wants now: what has just left, and those seen last. What was only prepared, never seen, goes. */
function behind(left: readonly Slot[], dear: ReadonlySet<string>, now: Instant): Unplaced[] {
  const all = left
    .filter((slot) => slot.phase !== "coming")
    .map(({ key, tile, panel, restsSince = now }) => ({ key, tile, panel, restsSince }))
    .toSorted((a, b) => b.restsSince - a.restsSince);
  const rest = all.filter((slot) => slot.panel !== undefined && now - slot.restsSince < REST_MS);
  const kept = new Set([...rest.filter((slot) => dear.has(slot.key)).slice(0, RESTING.dear), ...rest.filter((slot) => !dear.has(slot.key)).slice(0, RESTING.other)]);
  return all.flatMap((slot): Unplaced[] => (now - slot.restsSince < SWEEP_MS ? [{ ...slot, phase: "left" }] : kept.has(slot) ? [{ ...slot, phase: "resting" }] : []));
}
