import { useState } from "react";
import type { Instant } from "#contract/ids";
import type { Cell, WallPanel } from "#contract/wall";
import type { Tile } from "#contract/wall-view";
import { serverNow } from "../../live/socket.ts";

/** A picture's instant is that of its arrival: it may have been taken, and a wall's window may have drawn the covers, so much later, ms. */
const SETTLES_MS = 1500;

/** A cell with anything in it that is hidden while the privacy key is on; of a carousel one panel is enough. */
export function isSensitive(cell: Cell): boolean {
  return cell.panels.some((panel) => panel.sensitive);
}

/** What may be told of a hidden panel: its kind, and neither its title nor what it is about. */
export function withoutWords({ kind }: WallPanel): WallPanel {
  return { kind, settings: {}, sensitive: true };
}

/** Since when the privacy key is on, as far as this place saw it: no earlier than it was first drawn. Server's clock. */
export function usePrivateSince(privacy: boolean): Instant | undefined {
  const [since, setSince] = useState(() => (privacy ? serverNow() : undefined));
  if (privacy !== (since !== undefined)) setSince(privacy ? serverNow() : undefined);
  return since;
}

/** Whether a picture of these tiles may be seen: none of sensitive cells that could show them as before the privacy key. */
export function maySee(takenAt: Instant, since: Instant | undefined, tiles: readonly Tile[]): boolean {
  return since === undefined || takenAt >= since + SETTLES_MS || !tiles.some((tile) => isSensitive(tile.cell));
}

/** A kept picture and the instant it stands for, under the privacy key of now. */
export interface PastPicture {
  takenAt: Instant;
  at: Instant;
  tiles: readonly Tile[];
  /** Edits of the wall known of, and the instant from which on all of them are. */
  edits: readonly Instant[];
  known: Instant;
}

/**
 * Whether a kept picture may be seen while the key is on now. It was taken of the whole glass, with bar and margins, so that
 * no rectangle covers a cell to the pixel: one with a sensitive cell is not shown, nor one that may be of another layout.
 */
export function maySeePast({ takenAt, at, tiles, edits, known }: PastPicture): boolean {
  const from = Math.min(takenAt, at) - SETTLES_MS, to = Math.max(takenAt, at);
  return from >= known && !tiles.some((tile) => isSensitive(tile.cell)) && !edits.some((edit) => edit >= from && edit <= to);
}
