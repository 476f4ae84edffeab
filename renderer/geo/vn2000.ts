import proj4 from "proj4";

/**
 * Seven parameters VN-2000 → WGS 84 of Quyết định 05/2007/QĐ-BTNMT (metres, arc seconds, ppm; position vector), the national
 * transformation; good to a few decimetres.
 */
const TO_WGS84 = "-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278";

/** Central meridians of the provinces' 3° zones, degrees (Thông tư 973/2001/TT-TCĐC). */
export const MERIDIANS = { hue: 107, "khanh-hoa": 108.25 } as const;

/** Metres in a province's zone: x counts north, y east, as Vietnamese documents name them. */
export interface Vn2000 {
  x: number;
  y: number;
}

/** @param meridian of the zone, degrees @returns both ways between [lon, lat] degrees WGS 84 and metres VN-2000 (transverse Mercator, k = 0.9999, y0 = 500 km) */
export function vn2000(meridian: number): { from(lon: number, lat: number): Vn2000; to(at: Vn2000): [lon: number, lat: number] } {
  const zone = proj4("WGS84", `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=${TO_WGS84} +units=m +no_defs`);
  return {
    from(lon, lat) {
      const [east = Number.NaN, north = Number.NaN] = zone.forward([lon, lat]);
      return { x: north, y: east };
    },
    to({ x, y }) {
      const [lon = Number.NaN, lat = Number.NaN] = zone.inverse([y, x]);
      return [lon, lat];
    },
  };
}

/** The central meridian whose 3° zone holds a longitude, where no province says otherwise. */
export function meridianNear(lon: number): number {
  return Math.round(lon / 0.75) * 0.75;
}

/**
 * A place as somebody types it: "16.4637, 107.5909" (latitude first, as maps on telephones give it), "107.5909 16.4637", degrees
 * with minutes and seconds ("16°27'49\"N 107°35'27\"E"), or VN-2000 metres ("X 1821234 Y 563456", or the bare two numbers).
 * Which is which is told by size, as only one reading lies near `near`.
 * Metres that no place of the zone in Việt Nam has ("999 999") are no place.
 *
 * @returns [lon, lat]; undefined where no reading makes a place on earth
 */
export function parsePlace(text: string, { meridian, near }: { meridian: number; near: readonly [number, number] }): [number, number] | undefined {
  const angles = [...text.matchAll(/(\d{1,3})\s*°\s*(?:(\d{1,2})\s*['′]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*["″]\s*)?([NSEWBĐT])?/giu)];
  if (angles.length === 2) return nearest(angles.map(degreesOf), near);
  const numbers = [...text.replace(/(\d),(\d)/g, "$1.$2").matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);
  const [a, b] = numbers;
  if (a === undefined || b === undefined || numbers.length !== 2) return undefined;
  if (Math.abs(a) <= 180 && Math.abs(b) <= 180) return nearest([a, b], near);
  const zone = vn2000(meridian);
  const readings = [{ x: a, y: b }, { x: b, y: a }].filter(inZone).map((at) => zone.to(at));
  return readings.filter(onEarth).toSorted((one, other) => apart(one, near) - apart(other, near))[0];
}

/** Việt Nam lies between 8° and 24° north; a zone of 3° is 168 km to each side of its meridian at most, and a city may reach over. */
const inZone = ({ x, y }: Vn2000): boolean => x > 880_000 && x < 2_660_000 && Math.abs(y - 500_000) < 250_000;

function degreesOf([, degrees = "0", minutes = "0", seconds = "0", side = ""]: RegExpMatchArray): number {
  const size = Number(degrees) + Number(minutes) / 60 + Number(seconds.replace(",", ".")) / 3600;
  // T: tây, west; N is north here, as in English, and B (bắc) too.
  return /[SWT]/i.test(side) ? -size : size;
}

function nearest([a = Number.NaN, b = Number.NaN]: readonly number[], near: readonly [number, number]): [number, number] | undefined {
  const readings: [number, number][] = [[a, b], [b, a]];
  return readings.filter(onEarth).toSorted((one, other) => apart(one, near) - apart(other, near))[0];
}

const onEarth = ([lon, lat]: readonly [number, number]): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
const apart = ([lon, lat]: readonly [number, number], near: readonly [number, number]): number => Math.hypot(lon - near[0], lat - near[1]);
