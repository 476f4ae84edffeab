import fc from "fast-check";
import { expect, test } from "vitest";
import { ASLEEP, programSize, rimmed, setPaces, writeProgram } from "./paces.ts";

const [CELLS, EAST, NORTH, GIVE_X, GIVE_Y, TAKE_X, TAKE_Y] = [0, 1, 2, 3, 4, 5, 6] as const;
const [nx, ny] = [70, 50];
const GRID = { across: 5, up: 4, nx };
const ROW = GRID.across + 2;
const anyDepths = fc.array(fc.integer({ min: 0, max: 400 }).map((cm) => cm / 100), { minLength: 20, maxLength: 20 });
const anyAwake = fc.array(fc.integer({ min: 0, max: 3 }).map((n) => Number(n > 0)), { minLength: 20, maxLength: 20 });
const LIMITS = [Infinity, 1, 0.25, 0.06];

function pacesOf(depths: readonly number[], awake: readonly number[], quick: readonly number[] = []): Uint8Array {
  const paces = new Uint8Array(rimmed(GRID)).fill(ASLEEP);
  setPaces(GRID, { awake: Uint8Array.from(awake), deepest: Float32Array.from(depths), limits: LIMITS, quick: Uint8Array.from({ length: 20 }, (_v, k) => quick[k] ?? 0), paces });
  return paces;
}

test("no tile steps longer than its own depth allows, nor more than twice as long as one beside it, and with a source the shortest", () => {
  fc.assert(fc.property(anyDepths, anyAwake, anyAwake, (depths, awake, slow) => {
    const quick = slow.map((one) => 1 - one);
    const paces = pacesOf(depths, awake, quick);
    for (let b = 1; b <= GRID.up; b++) for (let a = 1; a <= GRID.across; a++) {
      const pace = paces[b * ROW + a]!;
      const tile = (b - 1) * GRID.across + a - 1;
      expect(pace === ASLEEP).toBe(awake[tile] === 0);
      if (pace === ASLEEP) continue;
      if (quick[tile] === 1) expect(pace).toBe(0);
      expect(Math.fround(depths[tile]!)).toBeLessThanOrEqual(LIMITS[pace]!);
      for (const near of [paces[b * ROW + a + 1]!, paces[(b + 1) * ROW + a]!, paces[(b + 1) * ROW + a + 1]!]) if (near !== ASLEEP) expect(Math.abs(near - pace)).toBeLessThanOrEqual(1);
    }
  }));
});

test("every cell is moved by one pace, and what one pace gives to a face another takes from it", () => {
  fc.assert(fc.property(anyDepths, anyAwake, (depths, awake) => {
    const paces = pacesOf(depths, awake);
    const moved = new Uint8Array(nx * ny);
    const faces = { gx: [] as string[], gy: [] as string[], tx: [] as string[], ty: [] as string[] };
    for (let pace = 0; pace < 4; pace++) {
      const into = new Int32Array(programSize(GRID));
      let cells = 0;
      const own = writeProgram(GRID, { paces, pace, ny, into });
      const items = (b: number, group: number): number[][] => {
        const all: number[][] = [];
        for (let k = into[b * 8 + group]!; k < into[b * 8 + group + 1]!; k++) all.push([into[k * 3]!, into[k * 3 + 1]!]);
        return all;
      };
      for (let b = 0; b <= GRID.up; b++) {
        for (const [first, columns] of items(b, CELLS)) for (let j = b * 16; j < Math.min(ny, b * 16 + 16); j++) for (let i = first! - 1; i < first! - 1 + columns!; i++) {
          moved[j * nx + i]!++;
          cells++;
        }
        for (const [group, into_] of [[GIVE_X, faces.gx], [TAKE_X, faces.tx], [GIVE_Y, faces.gy], [TAKE_Y, faces.ty]] as const) for (const [first, columns] of items(b, group)) into_.push(`${b} ${first} ${columns}`);
        // A face beyond its own cells is one it gives to.
        for (const [first] of items(b, EAST)) expect(faces.gx).toContain(`${b} ${first} 1`);
        for (const [first, columns] of items(b, NORTH)) expect(faces.gy).toContain(`${b} ${first} ${columns}`);
      }
      expect(own).toBe(cells);
    }
    for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) expect(moved[j * nx + i]).toBe(awake[Math.floor(j / 16) * GRID.across + Math.floor(i / 16)]);
    expect(faces.tx.sort()).toEqual(faces.gx.sort());
    expect(faces.ty.sort()).toEqual(faces.gy.sort());
  }), { numRuns: 50 });
});
