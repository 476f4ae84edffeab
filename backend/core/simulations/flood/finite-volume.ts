import { GRAVITY } from "./grid.ts";
import type { Bed, Kernel, Scheme } from "./kernel.ts";
import { LOOK_EVERY, openTiles } from "./tiles.ts";

/** Depth below which a cell is dry and has no velocity, m. */
const DRY = 1e-6;
/** Share of the fastest wave's travel over a cell that a step may take. */
const CFL = 0.45;

const minmod = (a: number, b: number): number => (a * b <= 0 ? 0 : Math.abs(a) < Math.abs(b) ? a : b);

/**
 * The whole shallow-water equations by finite volumes: HLL fluxes with dry-bed speeds over the hydrostatic reconstruction of Audusse et
 * al. (2004), friction point-implicit; second order by minmod slopes of (level, depth, velocities) and Heun's two stages, first order
 * beside dry cells and walls. For breaches, where the local-inertial scheme is too slow (research 1.2, 1.3). f64, some ten times slower.
 *
 * @param start discharges of a cell at the start, m²/s; undefined: at rest
 */
export function openFiniteVolume({ grid, z, n, crestX, crestY }: Bed, { dtMax }: Pick<Scheme, "dtMax">, order: 1 | 2, start?: (cell: number, depth: number) => readonly [hu: number, hv: number]): Kernel {
  const { width, size, dx, nx, ny } = grid;
  const make = (): Float64Array => new Float64Array(size);
  const [h, hu, hv] = [make(), make(), make()];
  const [h0, hu0, hv0, u, v, eta, dh, du, dv, fx, fy] = [make(), make(), make(), make(), make(), make(), make(), make(), make(), make(), make()];
  const tiles = openTiles(grid, 0);
  let steps = 0;

  const eachRow = (visit: (from: number, to: number) => void): void => {
    for (let j = 0, at = width + 1; j < ny; j++, at += width) visit(at, at + nx);
  };
  const primitives = (): void => eachRow((from, to) => {
    for (let c = from; c < to; c++) {
      eta[c] = z[c]! + h[c]!;
      if (h[c]! > DRY) {
        u[c] = hu[c]! / h[c]!;
        v[c] = hv[c]! / h[c]!;
      } else u[c] = v[c] = hu[c] = hv[c] = 0;
    }
  });

  // The state on either side of a face, and what goes through it; kept here so that no face makes an object.
  let [hl, zl, ul, vl, hr, zr, ur, vr] = [0, 0, 0, 0, 0, 0, 0, 0];
  let [mass, normal, across] = [0, 0, 0];

  /** HLL with wave speeds that hold on a dry bed too (research 1.2). */
  const hll = (a: number, b: number): void => {
    mass = normal = across = 0;
    if (a <= 0 && b <= 0) return;
    const ca = Math.sqrt(GRAVITY * a);
    const cb = Math.sqrt(GRAVITY * b);
    const left = a <= 0 ? ur - 2 * cb : b <= 0 ? ul - ca : Math.min(ul - ca, ur - cb);
    const right = b <= 0 ? ul + 2 * ca : a <= 0 ? ur + cb : Math.max(ul + ca, ur + cb);
    const qa = a * ul;
    const qb = b * ur;
    const pa = qa * ul + 0.5 * GRAVITY * a * a;
    const pb = qb * ur + 0.5 * GRAVITY * b * b;
    if (left >= 0) {
      mass = qa;
      normal = pa;
    } else if (right <= 0) {
      mass = qb;
      normal = pb;
    } else {
      mass = (right * qa - left * qb + left * right * (b - a)) / (right - left);
      normal = (right * pa - left * pb + left * right * (qb - qa)) / (right - left);
    }
    across = mass * (mass >= 0 ? vl : vr);
  };

  /** Fluxes of all faces of one axis. @param s distance of neighbours along the axis @param un and ut: velocities along and across */
  const sweep = (s: number, { crest, un, ut, dn, dt, f }: { crest: Float64Array; un: Float64Array; ut: Float64Array; dn: Float64Array; dt: Float64Array; f: Float64Array }): void => {
    const isOpen = (face: number): boolean => crest[face]! <= Math.max(z[face]!, z[face - s]!);
    /** Whether a cell may have slopes: both its faces are open and nobody beside it is dry. */
    const isSmooth = (c: number): boolean => order === 2 && isOpen(c) && isOpen(c + s) && h[c]! > DRY && h[c - s]! > DRY && h[c + s]! > DRY;
    const one = (r: number): void => {
      const l = r - s;
      hl = h[l]!;
      zl = z[l]!;
      ul = un[l]!;
      vl = ut[l]!;
      hr = h[r]!;
      zr = z[r]!;
      ur = un[r]!;
      vr = ut[r]!;
      if (hl <= 0 && hr <= 0) {
        f[r] = 0;
        return;
      }
      if (isSmooth(l)) {
        const e = eta[l]! + 0.5 * minmod(eta[l]! - eta[l - s]!, eta[r]! - eta[l]!);
        hl += 0.5 * minmod(h[l]! - h[l - s]!, h[r]! - h[l]!);
        ul += 0.5 * minmod(un[l]! - un[l - s]!, un[r]! - un[l]!);
        vl += 0.5 * minmod(ut[l]! - ut[l - s]!, ut[r]! - ut[l]!);
        // The ground slopes inside the cell: what it pushes between middle and face belongs to the cell.
        const ground = e - hl;
        dn[l]! -= 0.5 * GRAVITY * (h[l]! + hl) * (ground - zl);
        zl = ground;
      }
      const inL = hl;
      if (isSmooth(r)) {
        const e = eta[r]! - 0.5 * minmod(eta[r]! - eta[l]!, eta[r + s]! - eta[r]!);
        hr -= 0.5 * minmod(h[r]! - h[l]!, h[r + s]! - h[r]!);
        ur -= 0.5 * minmod(un[r]! - un[l]!, un[r + s]! - un[r]!);
        vr -= 0.5 * minmod(ut[r]! - ut[l]!, ut[r + s]! - ut[r]!);
        const ground = e - hr;
        dn[r]! += 0.5 * GRAVITY * (h[r]! + hr) * (ground - zr);
        zr = ground;
      }
      const sill = Math.max(zl, zr, isOpen(r) ? -Infinity : crest[r]!);
      const a = Math.max(0, inL + zl - sill);
      const b = Math.max(0, hr + zr - sill);
      hll(a, b);
      f[r] = mass;
      dh[l]! -= mass;
      dh[r]! += mass;
      dn[l]! -= normal + 0.5 * GRAVITY * (inL * inL - a * a);
      dn[r]! += normal + 0.5 * GRAVITY * (hr * hr - b * b);
      dt[l]! -= across;
      dt[r]! += across;
    };
    // One face more than cells: that of the far edge.
    eachRow((from, to) => { for (let c = from; c < to + (s === 1 ? 1 : 0); c++) one(c); });
    if (s !== 1) for (let i = 0, c = (ny + 1) * width + 1; i < nx; i++) one(c + i);
  };

  /** Scales what leaves a cell to what it holds, as the local-inertial scheme does: over ragged ground no time step is small enough. */
  const limitOutflow = (step: number): void => eachRow((from, to) => {
    for (let c = from; c < to; c++) {
      const out = Math.max(0, -fx[c]!) + Math.max(0, fx[c + 1]!) + Math.max(0, -fy[c]!) + Math.max(0, fy[c + width]!);
      if (step * out <= h[c]! * dx) continue;
      const keep = 1 - ((h[c]! * dx) / (step * out)) * (1 - 1e-15);
      keepBack(fx, c, c - 1, -1, keep, c);
      keepBack(fx, c + 1, c + 1, 1, keep, c);
      keepBack(fy, c, c - width, -1, keep, c);
      keepBack(fy, c + width, c + width, 1, keep, c);
    }
  });
  const keepBack = (f: Float64Array, face: number, other: number, sign: 1 | -1, keep: number, c: number): void => {
    const out = sign * f[face]!;
    if (out <= 0) return;
    dh[c]! += keep * out;
    dh[other]! -= keep * out;
    f[face]! *= 1 - keep;
  };

  /** One stage of Euler. */
  const stage = (step: number): void => {
    primitives();
    for (const array of [dh, du, dv]) array.fill(0);
    sweep(1, { crest: crestX, un: u, ut: v, dn: du, dt: dv, f: fx });
    sweep(width, { crest: crestY, un: v, ut: u, dn: dv, dt: du, f: fy });
    limitOutflow(step);
    const k = step / dx;
    eachRow((from, to) => {
      for (let c = from; c < to; c++) {
        h[c] = Math.max(0, h[c]! + k * dh[c]!);
        hu[c]! += k * du[c]!;
        hv[c]! += k * dv[c]!;
      }
    });
  };
  const friction = (step: number): void => eachRow((from, to) => {
    for (let c = from; c < to; c++) {
      if (h[c]! <= DRY) {
        hu[c] = hv[c] = 0;
        continue;
      }
      const k = (GRAVITY * n[c]! * n[c]!) / (h[c]! * h[c]! * Math.cbrt(h[c]!));
      const factor = 2 / (1 + Math.sqrt(1 + 4 * step * k * Math.hypot(hu[c]!, hv[c]!)));
      hu[c]! *= factor;
      hv[c]! *= factor;
    }
  });

  return {
    h,
    tiles,
    limit(more) {
      if (steps === 0 && start !== undefined) for (let c = 0; c < size; c++) [hu[c], hv[c]] = start(c, h[c]!) as [number, number];
      let fastest = Math.sqrt(GRAVITY * Math.max(more, 1e-9));
      eachRow((from, to) => {
        for (let c = from; c < to; c++) {
          const depth = h[c]!;
          if (depth > DRY) fastest = Math.max(fastest, Math.max(Math.abs(hu[c]!), Math.abs(hv[c]!)) / depth + Math.sqrt(GRAVITY * depth));
        }
      });
      return Math.min(dtMax, (CFL * dx) / fastest);
    },
    step(step) {
      if (steps++ % LOOK_EVERY === 0) tiles.look(h, () => undefined);
      h0.set(h);
      hu0.set(hu);
      hv0.set(hv);
      stage(step);
      if (order === 2) {
        stage(step);
        eachRow((from, to) => {
          for (let c = from; c < to; c++) {
            h[c] = (h0[c]! + h[c]!) / 2;
            hu[c] = (hu0[c]! + hu[c]!) / 2;
            hv[c] = (hv0[c]! + hv[c]!) / 2;
          }
        });
      }
      friction(step);
    },
    // Its edges are walls to it; what comes in or goes out is given to cells and taken from them.
    lend: () => undefined,
    flux: (face, axis) => (axis === "x" ? fx : fy)[face]!,
    recrest: () => undefined,
  };
}
