import type { Instant } from "#contract/ids";
import type { WallPanel } from "#contract/wall";
import { panelAt, tilesOf, type Rect, type Tile, type WallShown } from "#contract/wall-view";

/** One panel in one place of the window. `on`: seen. `coming`: drawn, not seen yet. `going`: the old picture, until what takes its place is painted. */
export interface Slot {
  key: string;
  tile: Tile;
  /** undefined: an empty cell */
  panel: WallPanel | undefined;
  phase: "on" | "coming" | "going";
  /** Order of drawing, the higher in front. */
  front: number;
  /** While coming: since when it should be seen (server's clock); undefined: it is prepared ahead of its turn. */
  wantedAt?: Instant;
  /** Seen before, and kept drawn for a while since: it took long to draw and may be wanted again. */
  restsSince?: Instant;
}
/** What is to be seen, and what soon will be. */
export interface Wanted {
  seen: readonly Want[];
  soon: readonly Want[];
}
export type Want = Pick<Slot, "key" | "tile" | "panel">;

/** The old picture waits no longer than this for the new one, ms. */
export const PAINT_MS = 1000;
/** What has its turn by the clock (carousels, shared screens) is drawn unseen so long before, ms. Below the shortest dwell. */
export const AHEAD_MS = 2500;

/** So many panels that were dear to draw are kept for so long, ms, after they were seen last: a cut back to them is instant. */
export const RESTING = 3;
export const REST_MS = 300_000;

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

/**
 * The slots after a change of what is wanted, of what is painted, or of the time. In the order of their keys: elements that stay
 * are never moved within the document, for a moved frame of a web page loads again.
 */
export function stageOf(before: readonly Slot[], wanted: Wanted, { ready, dear }: Known, now: Instant): Slot[] {
  const was = new Map(before.map((slot) => [slot.key, slot]));
  const seen = new Set(wanted.seen.map((want) => want.key));
  const old = before.filter((slot) => slot.phase !== "coming" && !seen.has(slot.key));
  const slots = new Map<string, Slot>();
  for (const [i, want] of wanted.seen.entries()) {
    const former = was.get(want.key);
    const wantedAt = former?.wantedAt ?? now;
    // With nothing to keep in its place, a panel that still loads says so itself.
    const shows = former?.phase === "on" || former?.phase === "going" || ready.has(want.key) || now - wantedAt >= PAINT_MS || !old.some((slot) => overlap(slot.tile.rect, want.tile.rect));
    slots.set(want.key, shows ? { ...want, phase: "on", front: 1000 + i } : { ...want, phase: "coming", front: 1000 + i, wantedAt });
  }
  const awaited = [...slots.values()].filter((slot) => slot.phase === "coming");
  for (const slot of old) if (awaited.some((one) => overlap(one.tile.rect, slot.tile.rect))) slots.set(slot.key, { ...slot, phase: "going", front: slot.front % 1000 });
  for (const want of wanted.soon) if (!slots.has(want.key)) slots.set(want.key, { ...want, phase: "coming", front: 0 });
  for (const slot of resting(before.filter((one) => !slots.has(one.key) && dear.has(one.key)), now)) slots.set(slot.key, slot);
  return [...slots.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Of those that nothing wants now, the ones seen last. What was only prepared, never seen, does not rest. */
function resting(left: readonly Slot[], now: Instant): Slot[] {
  return left
    .filter((slot) => slot.phase !== "coming" || slot.restsSince !== undefined)
    .map(({ key, tile, panel, restsSince = now }): Slot & { restsSince: Instant } => ({ key, tile, panel, phase: "coming", front: 0, restsSince }))
    .filter((slot) => now - slot.restsSince < REST_MS)
    .toSorted((a, b) => b.restsSince - a.restsSince)
    .slice(0, RESTING);
}

function overlap(a: Rect, b: Rect): boolean {
  const edge = 1e-6;
  return a.x < b.x + b.w - edge && b.x < a.x + a.w - edge && a.y < b.y + b.h - edge && b.y < a.y + a.h - edge;
}
