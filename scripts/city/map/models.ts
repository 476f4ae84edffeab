import { glb } from "../../tiles/glb-writer.ts";
import { FACING, KY_DAI, NGO_MON } from "./citadel.ts";
import type { Point } from "../../tiles/shapes.ts";
import { beam, box, prism, tapered, type Solid } from "./solids.ts";

export interface Model {
  id: string;
  name: string;
  nameEn: string;
  at: Point;
  heading: number;
  bytes: Uint8Array;
}

const STONE = [0.42, 0.38, 0.33] as const;
const BRICK = [0.55, 0.33, 0.22] as const;
const YELLOW = [0.72, 0.55, 0.18] as const;
const GREEN = [0.22, 0.36, 0.24] as const;
const WOOD = [0.4, 0.16, 0.12] as const;
const STEEL = [0.62, 0.66, 0.7] as const;
const RED = [0.75, 0.08, 0.08] as const;

/** The flag tower: three tiers of 17.5 m in all, and the staff of 37 m (published figures). */
function flagTower(): Uint8Array {
  const tiers = [...tapered(0, 0, [62, 46], [58, 42], 0, 5.6), ...tapered(0, 0, [46, 32], [43, 29], 5.6, 11.4), ...tapered(0, 0, [32, 20], [30, 18], 11.4, 17.5)];
  const staff = [...prism(0, 0, 8, 0.7, 0.5, 17.5, 36), ...prism(0, 0, 8, 0.5, 0.25, 36, 54.5)];
  return glb([{ colour: STONE, corners: tiers }, { colour: STEEL, corners: staff }, { colour: RED, corners: box(4.7, 0, 9, 0.25, 47.5, 53.5) }, { colour: YELLOW, corners: box(4.7, 0, 2.2, 0.5, 49.4, 51.6) }]);
}

/** The south gate of the Imperial City: a base with two wings towards the front, and the pavilion of five phoenixes. */
function southGate(): Uint8Array {
  const base = [...box(0, 4, 58, 14, 0, 5.2), ...box(-24.5, -9, 9, 14, 0, 5.2), ...box(24.5, -9, 9, 14, 0, 5.2)];
  const halls = [...box(0, 4, 26, 9, 5.2, 10.5), ...box(0, 4, 18, 7, 12, 15), ...([-1, 1] as const).flatMap((side) => [...box(side * 21, 4, 13, 8, 5.2, 9.5), ...box(side * 24.5, -9, 7, 12, 5.2, 9.2)])];
  const yellow = [...tapered(0, 4, [30, 13], [20, 6], 10.5, 12.4), ...tapered(0, 4, [21, 10], [15, 0.8], 15, 18.2)];
  const green = ([-1, 1] as const).flatMap((side) => [...tapered(side * 21, 4, [16, 11], [11, 0.8], 9.5, 12.4), ...tapered(side * 24.5, -9, [10, 15], [0.8, 10], 9.2, 12)]);
  return glb([{ colour: STONE, corners: base }, { colour: WOOD, corners: halls }, { colour: YELLOW, corners: yellow }, { colour: GREEN, corners: green }]);
}

/** Six spans of 67 m, two arches each (published figures); the deck runs along z. */
function truongTien(): Uint8Array {
  const deck = 8.5;
  const span = 67;
  const steel: Solid = [];
  for (let n = 0; n < 6; n++)
    for (const x of [-3.4, 3.4]) {
      const point = (s: number): readonly [number, number] => [(n - 3 + s) * span, deck + 0.6 + 11 * 4 * s * (1 - s)];
      for (let i = 0; i < 12; i++) {
        steel.push(...beam(x, point(i / 12), point((i + 1) / 12), 0.9));
        if (i > 0) steel.push(...beam(x, [point(i / 12)[0], deck], point(i / 12), 0.35));
      }
    }
  const piers = [-3, -2, -1, 0, 1, 2, 3].flatMap((n) => tapered(0, n * span, [11, 4.5], [9, 3.5], -3, deck - 0.8));
  const ramps = ([-1, 1] as const).flatMap((end) => [0, 1, 2].flatMap((n) => box(0, end * (3 * span + 2.5 + n * 5), 10, 5, 0, deck - 0.8 - n * 2.4)));
  return glb([{ colour: STEEL, corners: [...steel, ...box(0, 0, 10.4, 6 * span, deck - 0.8, deck)] }, { colour: STONE, corners: [...piers, ...ramps] }]);
}

/** Phước Duyên tower: eight sides, seven storeys, 21 m. */
function thienMu(): Uint8Array {
  const walls: Solid = [...box(0, 0, 22, 22, 0, 0.9)];
  const eaves: Solid = [];
  for (let n = 0; n < 7; n++) {
    const [from, wide] = [0.9 + n * 2.65, 4.1 - n * 0.38];
    walls.push(...prism(0, 0, 8, wide, wide - 0.1, from, from + 2.2));
    eaves.push(...prism(0, 0, 8, wide + 0.55, wide - 0.2, from + 2.2, from + 2.65));
  }
  return glb([{ colour: BRICK, corners: walls }, { colour: STONE, corners: [...eaves, ...prism(0, 0, 8, 1.2, 0.05, 19.45, 21)] }]);
}

/** Four sights as models made of simple shapes; figures rounded, looks simplified. */
export const models = (): readonly Model[] => [
  { id: "ky-dai", name: "Kỳ Đài", nameEn: "Flag Tower", at: KY_DAI, heading: FACING, bytes: flagTower() },
  { id: "ngo-mon", name: "Ngọ Môn", nameEn: "Meridian Gate", at: NGO_MON, heading: FACING, bytes: southGate() },
  { id: "truong-tien", name: "Cầu Trường Tiền", nameEn: "Trường Tiền Bridge", at: [107.589, 16.4688], heading: 140.2, bytes: truongTien() },
  { id: "thien-mu", name: "Tháp Phước Duyên, chùa Thiên Mụ", nameEn: "Thiên Mụ Pagoda", at: [107.5449, 16.4538], heading: 180, bytes: thienMu() },
];
