import { GRAVITY } from "./grid.ts";
import type { Bed, Kernel, Scheme } from "./kernel.ts";
import { LOOK_EVERY, openTiles } from "./tiles.ts";

/**
 * The reference: local-inertial scheme of Bates, Horritt and Fewtrell (2010), q-centred as de Almeida et al. (2012), with friction
 * by both directions' flux, the flux capped at Froude 1 and outflows scaled so that no cell gives more than it holds. f64.
 * Equations in research 1.1; the sums are grouped so that a mirrored or turned grid gives the same bits.
 */
export function openLocalInertial({ grid, z, n, crestX, crestY }: Bed, { theta, alpha, hMin, dtMax }: Scheme): Kernel {
  const { width, size, dx } = grid;
  const h = new Float64Array(size);
  let qx = new Float64Array(size);
  let qy = new Float64Array(size);
  let nextX = new Float64Array(size);
  let nextY = new Float64Array(size);
  const tiles = openTiles(grid, hMin);
  const lent: { face: number; axis: "x" | "y" }[] = [];
  const aside = (1 - theta) / 2;
  let deepest = 0;
  let steps = 0;

  /** New flux through the faces west and south of the cells [from, to) of one row. */
  const fluxes = (from: number, to: number, dt: number): void => {
    const [x, y, newX, newY] = [qx, qy, nextX, nextY];
    for (let c = from; c < to; c++) {
      const s = c - width;
      const w = c - 1;
      const eta = z[c]! + h[c]!;
      const etaW = z[w]! + h[w]!;
      const hx = Math.max(eta, etaW) - crestX[c]!;
      if (hx > hMin) {
        const q = x[c]!;
        const across = ((y[w]! + y[c]!) + (y[w + width]! + y[c + width]!)) / 4;
        const speed = Math.sqrt(q * q + across * across);
        const rough = (n[c]! + n[w]!) / 2;
        const drag = (GRAVITY * dt * rough * rough * speed) / (hx * hx * Math.cbrt(hx));
        const next = (theta * q + aside * (x[w]! + x[c + 1]!) - (GRAVITY * hx * dt * (eta - etaW)) / dx) / (1 + drag);
        const cap = hx * Math.sqrt(GRAVITY * hx);
        newX[c] = Math.max(-cap, Math.min(cap, next));
      } else newX[c] = 0;
      const etaS = z[s]! + h[s]!;
      const hy = Math.max(eta, etaS) - crestY[c]!;
      if (hy > hMin) {
        const q = y[c]!;
        const across = ((x[s]! + x[c]!) + (x[s + 1]! + x[c + 1]!)) / 4;
        const speed = Math.sqrt(q * q + across * across);
        const rough = (n[c]! + n[s]!) / 2;
        const drag = (GRAVITY * dt * rough * rough * speed) / (hy * hy * Math.cbrt(hy));
        const next = (theta * q + aside * (y[s]! + y[c + width]!) - (GRAVITY * hy * dt * (eta - etaS)) / dx) / (1 + drag);
        const cap = hy * Math.sqrt(GRAVITY * hy);
        newY[c] = Math.max(-cap, Math.min(cap, next));
      } else newY[c] = 0;
    }
  };

  /** Scales what leaves a cell to what it holds (research 1.1, beta). Each face has one upwind cell: no face is scaled twice. */
  const limitOutflow = (from: number, to: number, dt: number): void => {
    const [newX, newY] = [nextX, nextY];
    for (let c = from; c < to; c++) {
      const n1 = c + width;
      const out = (Math.max(0, -newX[c]!) + Math.max(0, newX[c + 1]!)) + (Math.max(0, -newY[c]!) + Math.max(0, newY[n1]!));
      if (dt * out <= h[c]! * dx) continue;
      // A hair below all it holds, so that rounding leaves no negative depth.
      const beta = ((h[c]! * dx) / (dt * out)) * (1 - 1e-15);
      if (newX[c]! < 0) newX[c]! *= beta;
      if (newX[c + 1]! > 0) newX[c + 1]! *= beta;
      if (newY[c]! < 0) newY[c]! *= beta;
      if (newY[n1]! > 0) newY[n1]! *= beta;
    }
  };

  const update = (from: number, to: number, k: number): void => {
    const [newX, newY] = [nextX, nextY];
    for (let c = from; c < to; c++) {
      const next = h[c]! + k * ((newX[c]! - newX[c + 1]!) + (newY[c]! - newY[c + width]!));
      h[c] = next > 0 ? next : 0;
      if (next > deepest) deepest = next;
    }
  };

  const calm = (first: number, columns: number, rows: number): void => {
    for (let j = 0, at = first; j < rows; j++, at += width) for (const q of [qx, qy, nextX, nextY]) q.fill(0, at, at + columns);
  };
  const eachRow = (visit: (from: number, to: number) => void): void => {
    const runs = tiles.runs();
    for (let r = 0; r < runs.length; r += 3) for (let j = 0, at = runs[r]!; j < runs[r + 2]!; j++, at += width) visit(at, at + runs[r + 1]!);
  };

  return {
    h,
    tiles,
    limit(more) {
      if (steps === 0) for (const depth of h) deepest = Math.max(deepest, depth);
      return Math.min(dtMax, (alpha * dx) / Math.sqrt(GRAVITY * Math.max(deepest, more, 1e-9)));
    },
    step(dt) {
      if (steps++ % LOOK_EVERY === 0) tiles.look(h, calm);
      deepest = 0;
      eachRow((from, to) => fluxes(from, to, dt));
      eachRow((from, to) => limitOutflow(from, to, dt));
      eachRow((from, to) => update(from, to, dt / dx));
      for (const { face, axis } of lent.splice(0)) (axis === "x" ? qx : qy)[face] = 0;
      [qx, nextX] = [nextX, qx];
      [qy, nextY] = [nextY, qy];
    },
    lend(face, axis, q) {
      (axis === "x" ? qx : qy)[face] = q;
      lent.push({ face, axis });
    },
    flux: (face, axis) => (axis === "x" ? qx : qy)[face]!,
    recrest: () => undefined,
    capped() {
      const flags = new Uint8Array(size);
      const at = (c: number, other: number, crest: number, q: number): void => {
        const hf = Math.max(z[c]! + h[c]!, z[other]! + h[other]!) - crest;
        if (hf > hMin && Math.abs(q) >= 0.999 * hf * Math.sqrt(GRAVITY * hf)) flags[c] = flags[other] = 1;
      };
      eachRow((from, to) => {
        for (let c = from; c < to; c++) {
          at(c, c - 1, crestX[c]!, qx[c]!);
          at(c, c - width, crestY[c]!, qy[c]!);
        }
      });
      return flags;
    },
  };
}
