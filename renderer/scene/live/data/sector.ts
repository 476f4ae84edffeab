/** Of the earth's mean radius: metres a degree of latitude. */
const METRES = 111_195;
/** Degrees of arc between two points of a sector's edge, at most. */
const STEP = 6;

/** What a camera sees as a polygon: its place, then along the arc. @param view bearing clockwise from north, angle, range m */
export function sectorOf(lon: number, lat: number, { bearing, angle, range }: { bearing: number; angle: number; range: number }): [lon: number, lat: number][] {
  const steps = Math.max(2, Math.ceil(angle / STEP));
  const arc = Array.from({ length: steps + 1 }, (_, i): [number, number] => {
    const turn = ((bearing - angle / 2 + (angle * i) / steps) * Math.PI) / 180;
    return [lon + (range * Math.sin(turn)) / (METRES * Math.cos((lat * Math.PI) / 180)), lat + (range * Math.cos(turn)) / METRES];
  });
  return angle >= 360 ? arc : [[lon, lat], ...arc];
}
