import type { AlertArea } from "#contract/alert";
import type { Area } from "#contract/things";

/** A ward is known by its middle alone: so far from it, m, its people may live. Rather one too many than one too few is told. */
export const WARD_REACH = 3000;
/** m in a degree of latitude. */
const DEGREE = 111_320;

/** Whether people of a ward are to be told of what holds in these places. */
export function reaches(places: readonly AlertArea[], { position: [lon, lat] }: Pick<Area, "position">): boolean {
  const squeeze = Math.cos((lat / 180) * Math.PI);
  /** m east and north of the ward's middle. */
  const from = ([x, y]: readonly [number, number]): readonly [number, number] => [(x - lon) * squeeze * DEGREE, (y - lat) * DEGREE];
  return places.some(({ shape }) => {
    if (shape.is === "circle") return Math.hypot(...from(shape.centre)) <= shape.radius + WARD_REACH;
    const ring = shape.points.map(from);
    return holdsOrigin(ring) || ring.some((point, i) => distance(point, ring[(i + 1) % ring.length] ?? point) <= WARD_REACH);
  });
}

type Metres = readonly [number, number];

/** The origin lies inside the ring (even-odd rule). */
function holdsOrigin(ring: readonly Metres[]): boolean {
  let inside = false;
  ring.forEach(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y];
    if (y > 0 !== nextY > 0 && ((nextX - x) * -y) / (nextY - y) + x > 0) inside = !inside;
  });
  return inside;
}

/** From the origin to a straight piece of a line. */
function distance([x, y]: Metres, [nextX, nextY]: Metres): number {
  const [dx, dy] = [nextX - x, nextY - y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(x * dx + y * dy) / length));
  return Math.hypot(x + along * dx, y + along * dy);
}
