/** Triangles as corners x, y, z; x to the right, y up, z towards the viewer; the front of a model looks to −z. */
export type Solid = number[];
type Corner = readonly [x: number, y: number, z: number];

const quad = (a: Corner, b: Corner, c: Corner, d: Corner): Solid => [...a, ...b, ...c, ...a, ...c, ...d];

/** A box between two heights around (x, z). */
export const box = (x: number, z: number, dx: number, dz: number, from: number, to: number): Solid => tapered(x, z, [dx, dz], [dx, dz], from, to);

/** A box whose top is of another size than its foot: a tier, or a hipped roof. */
export function tapered(x: number, z: number, [fx, fz]: readonly [number, number], [tx, tz]: readonly [number, number], from: number, to: number): Solid {
  const foot = ([[-1, -1], [1, -1], [1, 1], [-1, 1]] as const).map(([a, b]): Corner => [x + (a * fx) / 2, from, z + (b * fz) / 2]);
  const top = ([[-1, -1], [1, -1], [1, 1], [-1, 1]] as const).map(([a, b]): Corner => [x + (a * tx) / 2, to, z + (b * tz) / 2]);
  return loft(foot, top);
}

/** An upright prism of `sides` sides, wider or narrower at the top. */
export function prism(x: number, z: number, sides: number, below: number, above: number, from: number, to: number): Solid {
  const ring = (radius: number, y: number) => Array.from({ length: sides }, (_, i): Corner => {
    const turn = ((i + 0.5) / sides) * 2 * Math.PI;
    return [x + radius * Math.cos(turn), y, z + radius * Math.sin(turn)];
  });
  return loft(ring(below, from), ring(above, to));
}

/** Sides between two rings with as many corners, going from x to z, and the lid on top. */
function loft(foot: readonly Corner[], top: readonly Corner[]): Solid {
  const sides = foot.flatMap((at, i) => quad(top[i]!, top[(i + 1) % top.length]!, foot[(i + 1) % foot.length]!, at));
  const lid = top.slice(2).flatMap((at, i) => [...top[0]!, ...at, ...top[i + 1]!]);
  return [...sides, ...lid];
}

/** A beam of square section from one place to another in the plane of one x. */
export function beam(x: number, [z0, y0]: readonly [number, number], [z1, y1]: readonly [number, number], wide: number): Solid {
  const h = wide / 2;
  const length = Math.hypot(z1 - z0, y1 - y0);
  const [nz, ny] = [(-(y1 - y0) / length) * h, ((z1 - z0) / length) * h];
  const ring = (z: number, y: number): Corner[] => [[x - h, y - ny, z - nz], [x + h, y - ny, z - nz], [x + h, y + ny, z + nz], [x - h, y + ny, z + nz]];
  const [a, b] = [ring(z0, y0), ring(z1, y1)];
  return [0, 1, 2, 3].flatMap((i) => quad(a[i]!, a[(i + 1) % 4]!, b[(i + 1) % 4]!, b[i]!));
}
