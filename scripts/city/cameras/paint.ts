import { bridge, onBridge, RIVER_BANK, riverFar, riverGround } from "./paint-river.ts";
import { inStreet, lamps, streetGround } from "./paint-street.ts";
import { chance, HAZE, mix, WALL, type Colour, type Vehicle, type View } from "./view.ts";

/** Size and rhythm of the demonstration's films: eight seconds that end as they begin. */
export const FILM = { width: 1280, height: 720, fps: 12.5, pictures: 100 } as const;

const TURN = Math.PI * 2;
const SKY: Colour = [96, 108, 122];
const RIVER: Colour = [92, 96, 88];
const MUD: Colour = [122, 104, 78];
const COLUMNS = 40;

/** Of a pixel: water moves there; nobody drives before it. Others stand still. */
const [WET, BEFORE] = [1, 2];

/** @returns pictures of a view, RGB, three bytes a pixel, by `turn`: 0 to 1 through the film. What stands still is painted once. */
export function painter(view: View): (turn: number) => Uint8Array {
  const { width, height } = FILM;
  const river = view.kind === "bridge";
  const horizon = river ? RIVER_BANK.top : 0.38;
  const roofs = Array.from({ length: COLUMNS + 1 }, (_, i) => horizon - 0.03 - chance(view.seed, i) * (river ? 0.07 : 0.24));
  const fronts = Array.from({ length: COLUMNS + 1 }, (_, i) => mix(WALL, HAZE, 0.3 + 0.4 * chance(view.seed, i + 50)));
  // A street's houses stand in the water once all of it is covered.
  const climbed = river ? 0 : Math.max(0, view.water - 0.5) * 0.14;
  const vehicles = Array.from({ length: 7 }, (_, i): Vehicle => ({ at: chance(view.seed, 100 + i), way: i % 2 === 0 ? 1 : -1, rounds: 1 + (i % 2), tone: 60 + chance(view.seed, 200 + i) * 150 }));
  const rain = Array.from({ length: 91 }, (_, i) => (view.water > 0.1 && chance(11, i) < 0.3 ? chance(7, i) : -1));
  const [still, what] = [new Uint8Array(width * height * 3), new Uint8Array(width * height)];
  const put = (out: Uint8Array, at: number, [r, g, b]: Colour): void => void ([out[at], out[at + 1], out[at + 2]] = [Math.round(r), Math.round(g), Math.round(b)]);
  /** Where a wave begins and ends, in the picture's height. */
  const far = river ? riverFar(view) : horizon - climbed;
  for (let py = 0; py < height; py++)
    for (let px = 0; px < width; px++) {
      const [x, y, at] = [px / width, py / height, py * width + px];
      const column = Math.floor(x * COLUMNS);
      const before = (river ? bridge : lamps)(view, x, y);
      if (before !== undefined) what[at] = BEFORE;
      const behind = y < (roofs[column] ?? horizon) ? mix(SKY, HAZE, y / horizon) : y < horizon - climbed ? windows(fronts[column] ?? WALL, x * COLUMNS, y, river) : (river ? riverGround : streetGround)(view, x, y);
      if (before === undefined && behind === undefined) what[at] = WET;
      put(still, at * 3, before ?? behind ?? HAZE);
    }

  return (turn) => {
    const out = still.slice();
    for (let at = 0; at < what.length; at++) if (what[at] === WET) put(out, at * 3, water(view, (at % width) / width, (Math.floor(at / width) / height - far) / (1 - far), turn));
    for (const { left, top, right, bottom, colour } of (river ? onBridge : inStreet)(view, vehicles, turn))
      for (let py = Math.max(0, Math.ceil(top * height)); py < Math.min(height, bottom * height); py++)
        for (let px = Math.max(0, Math.ceil(left * width)); px < Math.min(width, right * width); px++) if (what[py * width + px] !== BEFORE) put(out, (py * width + px) * 3, colour);
    for (let px = 0; px < width; px++) {
      const strand = rain[Math.floor((px / width) * 90)] ?? -1;
      // Rain: thin strokes that fall three times while the film turns.
      if (strand >= 0) for (let py = 0; py < height; py++) {
        const at = (py * width + px) * 3;
        if (Math.abs(((px / width) * 57 + (py / height) * 3 - turn * 9 + strand) % 1) < 0.02) put(out, at, mix([out[at] ?? 0, out[at + 1] ?? 0, out[at + 2] ?? 0], HAZE, 0.25));
      }
    }
    return out;
  };
}

/** Houses have windows; those across a river are too far away. */
function windows(front: Colour, column: number, y: number, river: boolean): Colour {
  const [across, down] = [column % 1, (y * 14) % 1];
  return !river && across > 0.25 && across < 0.75 && down > 0.3 && down < 0.75 ? mix(front, [50, 56, 66], 0.55) : front;
}

/** Waves that come back to where they were: whole turns in the film. @param depth 0 far to 1 near */
function water(view: View, x: number, depth: number, turn: number): Colour {
  const wave = Math.sin((x * 9 + depth * 34) * TURN * (0.4 + depth * 0.2) - turn * TURN * 2) * Math.sin((x * 5 - depth * 11) * TURN + turn * TURN);
  return mix(mix(RIVER, MUD, view.water), HAZE, 0.16 + wave * 0.12 * depth);
}
