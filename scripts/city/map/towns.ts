import { METRES_PER_LAT, metresPerLon } from "../../tiles/tile-math.ts";
import type { Point } from "../../tiles/shapes.ts";

/** A built-up place whose side streets and houses are invented. */
export interface Town {
  name: string;
  at: Point;
  /** Half axes along and across `bearing`, metres. */
  along: number;
  across: number;
  /** Of its streets, degrees. */
  bearing: number;
  /** Metres between streets along and across. */
  block: readonly [number, number];
  /** Share of lots with a house, in the middle. */
  dense: number;
  look: "old" | "centre" | "new" | "village";
}
const town = (name: string, lon: number, lat: number, along: number, across: number, bearing: number, block: readonly [number, number], dense: number, look: Town["look"]): Town => ({ name, at: [lon, lat], along, across, bearing, block, dense, look });

export const TOWNS: readonly Town[] = [
  town("Nội thành", 107.5768, 16.4744, 1230, 1230, 53, [150, 110], 0.82, "old"),
  town("Gia Hội – Phú Cát", 107.5886, 16.4800, 1300, 420, 338, [130, 85], 0.95, "old"),
  town("Phú Hậu", 107.5880, 16.4895, 800, 480, 350, [140, 90], 0.85, "old"),
  town("Nam sông Hương", 107.5905, 16.4632, 1250, 520, 47, [150, 110], 0.9, "centre"),
  town("Phú Hội", 107.5958, 16.4672, 620, 480, 45, [120, 80], 0.97, "centre"),
  town("Vĩnh Ninh – Phước Vĩnh", 107.5845, 16.4520, 1000, 700, 5, [150, 95], 0.85, "old"),
  town("Phường Đúc", 107.5655, 16.4505, 1400, 420, 68, [140, 90], 0.75, "village"),
  town("Trường An", 107.5845, 16.4430, 900, 800, 12, [160, 110], 0.7, "old"),
  town("Phước Vĩnh – An Cựu", 107.5965, 16.4505, 900, 600, 350, [140, 95], 0.85, "old"),
  town("Xuân Phú", 107.6065, 16.4620, 900, 620, 40, [130, 85], 0.9, "centre"),
  town("An Đông", 107.6095, 16.4530, 1000, 700, 38, [140, 100], 0.78, "new"),
  town("Vỹ Dạ", 107.6060, 16.4790, 1150, 700, 20, [140, 95], 0.82, "old"),
  town("An Vân Dương", 107.6215, 16.4600, 1700, 1000, 148, [190, 140], 0.55, "new"),
  town("Cồn Hến", 107.5953, 16.4803, 560, 130, 2, [120, 70], 0.6, "village"),
  town("Kim Long", 107.5600, 16.4610, 1100, 900, 58, [170, 110], 0.68, "village"),
  town("Hương Long", 107.5430, 16.4600, 1200, 800, 60, [220, 140], 0.45, "village"),
  town("An Hoà – Hương Sơ", 107.5620, 16.4920, 1400, 900, 40, [160, 110], 0.65, "new"),
  town("Bao Vinh", 107.5790, 16.4985, 500, 380, 20, [120, 80], 0.8, "old"),
  town("Thuỷ Xuân", 107.5680, 16.4340, 1300, 1000, 20, [260, 170], 0.35, "village"),
  town("Thuỷ Biều", 107.5450, 16.4400, 1400, 800, 70, [220, 150], 0.4, "village"),
  town("Phú Thượng", 107.6120, 16.4880, 1300, 700, 60, [180, 130], 0.5, "village"),
  town("Thuỷ Dương", 107.6270, 16.4390, 1700, 800, 130, [170, 110], 0.6, "new"),
  town("Thuỷ Phương", 107.6500, 16.4180, 1800, 700, 125, [190, 120], 0.5, "village"),
  town("Phú Bài", 107.6900, 16.4000, 1900, 1000, 130, [200, 130], 0.6, "new"),
  town("Thuỷ Thanh", 107.6430, 16.4620, 1200, 600, 70, [200, 130], 0.4, "village"),
  town("Tứ Hạ", 107.4660, 16.5280, 1500, 900, 110, [190, 130], 0.6, "new"),
  town("Hương Xuân – Hương Chữ", 107.5180, 16.5000, 2600, 700, 118, [230, 150], 0.4, "village"),
  town("Hương Vinh", 107.5820, 16.5100, 1400, 700, 5, [190, 120], 0.45, "village"),
  town("Sịa", 107.5080, 16.5780, 1300, 1000, 45, [190, 130], 0.55, "new"),
  town("Thuận An", 107.6470, 16.5560, 1900, 420, 128, [150, 100], 0.6, "new"),
  town("Phú Mỹ – Phú Dương", 107.6230, 16.5080, 1600, 700, 25, [200, 140], 0.4, "village"),
  town("Phong Điền", 107.3630, 16.5800, 1300, 800, 125, [210, 140], 0.5, "new"),
  town("Phong Hải", 107.4720, 16.6680, 2600, 260, 128, [220, 110], 0.4, "village"),
  town("Điền Lộc", 107.4350, 16.6900, 1500, 400, 130, [220, 130], 0.35, "village"),
  town("Vinh Thanh", 107.7800, 16.4600, 2400, 420, 128, [220, 120], 0.4, "village"),
  town("Phú Đa", 107.7150, 16.4350, 1500, 900, 60, [220, 150], 0.4, "new"),
  town("Vinh Hiền", 107.9100, 16.3600, 1200, 300, 125, [200, 110], 0.4, "village"),
  town("Truồi", 107.7780, 16.3230, 1200, 700, 140, [200, 130], 0.45, "village"),
  town("Phú Lộc", 107.8600, 16.2820, 1300, 500, 100, [190, 120], 0.5, "new"),
  town("Lăng Cô", 108.0740, 16.2480, 2100, 320, 135, [180, 110], 0.5, "new"),
  town("Chân Mây", 107.9850, 16.2820, 1500, 900, 90, [260, 180], 0.3, "new"),
  town("Khe Tre", 107.7220, 16.1640, 1100, 700, 40, [190, 130], 0.5, "new"),
  town("A Lưới", 107.2330, 16.2360, 2000, 600, 135, [190, 130], 0.5, "new"),
  town("Bình Điền", 107.5180, 16.3660, 1000, 600, 60, [230, 150], 0.35, "village"),
  town("La Sơn", 107.7300, 16.3560, 1000, 600, 140, [220, 140], 0.4, "village"),
];

/** How deep in a town a place lies: 0 in the middle, 1 on its edge, more beyond. */
export function depthIn({ at, along, across, bearing }: Town, [lon, lat]: Point): number {
  const east = (lon - at[0]) * metresPerLon(at[1]);
  const north = (lat - at[1]) * METRES_PER_LAT;
  const sine = Math.sin((bearing * Math.PI) / 180);
  const cosine = Math.cos((bearing * Math.PI) / 180);
  return Math.hypot((east * sine + north * cosine) / along, (east * cosine - north * sine) / across);
}
/** The town a place belongs to: of those about it the one it lies deepest in. */
export function townAt(at: Point): { town: Town; depth: number } | undefined {
  let best: { town: Town; depth: number } | undefined;
  for (const one of TOWNS) {
    const depth = depthIn(one, at);
    if (depth < 1 && (best === undefined || depth < best.depth)) best = { town: one, depth };
  }
  return best;
}
