import type { Bed, Kernel } from "./kernel.ts";
import { eachCell } from "./grid.ts";
import { openLedger, openSum, type Account, type Ledger } from "./ledger.ts";

/** What sources, boundaries and structures see and do of the water. Volumes in m³, depths and levels in m above the local datum. */
export interface Water {
  bed: Bed;
  kernel: Kernel;
  /** Area of a cell, m². */
  area: number;
  depth(cell: number): number;
  level(cell: number): number;
  /** Adds water to a cell and to an account; `undefined` where it only moves between cells. */
  give(cell: number, volume: number, account: Account | undefined): void;
  /** Takes at most what the cell holds. @returns what was taken, m³ */
  take(cell: number, volume: number, account: Account | undefined): number;
  /** All the water on the cells, m³. */
  stored(): number;
  ledger: Ledger;
}

/** A source, boundary or structure: acts before each step. */
export interface Part {
  /** Cells it changes step by step: their tiles take the shortest step (`Kernel.hasten`). Absent for what falls or soaks everywhere. */
  cells?: readonly number[];
  /** A depth it may bring before the next step, m: the step is chosen so that this is stable too. */
  depth?(t: number): number;
  act(t: number, dt: number): void;
  /** After the step, at its end. */
  after?(t: number): void;
  /** What it still holds back is given before a report. */
  flush?(): void;
}

/**
 * Water in f32 gives only steps of 2^-24 of the depth: what a small rain leaves over stands in a carry until it makes a step, so
 * that none is lost. In f64 there is no carry.
 */
export function openWater(bed: Bed, kernel: Kernel): Water {
  const { grid } = bed;
  const { h, tiles, carry, spent } = kernel;
  const area = grid.dx * grid.dx;

  const change = (cell: number, depth: number): void => {
    if (carry === undefined) {
      h[cell]! += depth;
      if (h[cell]! < 0) h[cell] = 0;
    } else {
      const wanted = h[cell]! + depth + carry[cell]!;
      h[cell] = Math.max(0, wanted);
      carry[cell] = wanted - h[cell]!;
    }
    if (h[cell]! > 0) tiles.wake(cell);
  };
  const stored = (): number => {
    const sum = openSum();
    eachCell(grid, (cell) => { sum.add(h[cell]! + (carry?.[cell] ?? 0)); });
    return sum.value() * area;
  };
  const ledger = openLedger(stored());

  return {
    bed, kernel, area, stored, ledger,
    depth: (cell) => h[cell]!,
    level: (cell) => bed.z[cell]! + h[cell]!,
    give(cell, volume, account) {
      change(cell, volume / area);
      if (account !== undefined) ledger.book(account, volume);
    },
    take(cell, volume, account) {
      const spoken = spent === undefined ? 0 : spent[cell]! * grid.dx;
      const taken = Math.max(0, Math.min(volume, h[cell]! * area - spoken));
      // All of it means dry: no rounding is to leave a film, and the book says what went.
      if (taken === h[cell]! * area) h[cell] = 0;
      else change(cell, -taken / area);
      if (account !== undefined) ledger.book(account, -taken);
      return taken;
    },
  };
}

/** Depth at which a discharge flows critically, m: what a source of `q` m²/s piles up at least. */
export function criticalDepth(q: number): number {
  return Math.cbrt((q * q) / 9.81);
}
