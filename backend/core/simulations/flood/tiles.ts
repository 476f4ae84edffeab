import { cellAt, eachCell, type Grid } from "./grid.ts";

/** Cells a side of a tile, and so the steps water may go before the tiles are looked at anew: it goes one cell a step. */
export const TILE = 16;
/** Steps between two looks. A tile beside a wet one is active, so that water has a whole tile before it. */
export const LOOK_EVERY = TILE - 2;

/** Where the kernels work: in tiles that hold water deep enough to flow, and in their neighbours. */
export interface Tiles {
  /** Runs of active cells: first padded index of the lowest row, columns, rows; three numbers each, south to north. */
  runs(): Int32Array;
  /** Cells in the runs. */
  active(): number;
  /** A source raised this cell: its tile and the neighbours work from the next step on. */
  wake(cell: number): void;
  /** Looks at all depths anew. @param sleep called with each run that falls asleep, whose fluxes are to be zero @param deepest largest depth of each tile, m, where somebody knows it */
  look(h: Float64Array | Float32Array, sleep: (first: number, columns: number, rows: number) => void, deepest?: Float32Array): void;
  /** The tile that holds a cell, counted row after row from the south-west. */
  tileOf(cell: number): number;
  /** 1 for each tile that works, row after row from the south-west. */
  awake: Uint8Array;
}

/** @param hMin below it nothing flows, m: a tile with less everywhere has no flux, so leaving it out changes no bit */
export function openTiles(grid: Grid, hMin: number): Tiles {
  const across = Math.ceil(grid.nx / TILE);
  const up = Math.ceil(grid.ny / TILE);
  const awake = new Uint8Array(across * up);
  const wet = new Uint8Array(across * up);
  /** Looked up: rain asks for every cell. */
  const tileOf = new Int32Array(grid.size);
  eachCell(grid, (cell, raster) => { tileOf[cell] = Math.floor(Math.floor(raster / grid.nx) / TILE) * across + Math.floor((raster % grid.nx) / TILE); });
  let dirty = true;
  let made = new Int32Array(0);
  let cells = 0;

  const around = (tile: number, visit: (tile: number) => void): void => {
    const [a, b] = [tile % across, Math.floor(tile / across)];
    for (let v = Math.max(0, b - 1); v <= Math.min(up - 1, b + 1); v++) for (let u = Math.max(0, a - 1); u <= Math.min(across - 1, a + 1); u++) visit(v * across + u);
  };
  const columnsOf = (a: number): number => Math.min(TILE, grid.nx - a * TILE);
  const rowsOf = (b: number): number => Math.min(TILE, grid.ny - b * TILE);
  const isWet = (h: Float64Array | Float32Array, tile: number): boolean => {
    const [a, b] = [tile % across, Math.floor(tile / across)];
    for (let j = 0, first = cellAt(grid, a * TILE, b * TILE); j < rowsOf(b); j++, first += grid.width)
      for (let c = first; c < first + columnsOf(a); c++) if (h[c]! > hMin) return true;
    return false;
  };
  const rebuild = (): void => {
    const next: number[] = [];
    cells = 0;
    for (let b = 0; b < up; b++) {
      for (let a = 0; a < across; a++) {
        if (awake[b * across + a] === 0) continue;
        const from = a;
        while (a + 1 < across && awake[b * across + a + 1] === 1) a++;
        const columns = Math.min((a + 1) * TILE, grid.nx) - from * TILE;
        next.push(cellAt(grid, from * TILE, b * TILE), columns, rowsOf(b));
        cells += columns * rowsOf(b);
      }
    }
    made = Int32Array.from(next);
    dirty = false;
  };

  return {
    awake,
    tileOf: (cell) => tileOf[cell]!,
    runs() {
      if (dirty) rebuild();
      return made;
    },
    active() {
      if (dirty) rebuild();
      return cells;
    },
    wake(cell) {
      const tile = tileOf[cell]!;
      if (wet[tile] === 1) return;
      wet[tile] = 1;
      around(tile, (near) => {
        dirty ||= awake[near] === 0;
        awake[near] = 1;
      });
    },
    look(h, sleep, deepest) {
      for (let tile = 0; tile < wet.length; tile++) wet[tile] = Number(deepest === undefined ? isWet(h, tile) : deepest[tile]! > hMin);
      for (let tile = 0; tile < wet.length; tile++) {
        let near = 0;
        around(tile, (other) => { near |= wet[other]!; });
        if (near === awake[tile]) continue;
        awake[tile] = near;
        dirty = true;
        if (near === 0) sleep(cellAt(grid, (tile % across) * TILE, Math.floor(tile / across) * TILE), columnsOf(tile % across), rowsOf(Math.floor(tile / across)));
      }
    },
  };
}
