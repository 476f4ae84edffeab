/** Size and rhythm of the demonstration's films: eight seconds that end as they begin. */
export const FILM = { width: 640, height: 360, fps: 12.5, pictures: 100 } as const;

/** What a camera looks at, as far as a few strokes can say it. */
export interface View {
  kind: "bridge" | "street" | "yard";
  /** Water's height in the picture, 0 (none) to 1. */
  water: number;
  /** Of chance, so that no two cameras see the same houses. */
  seed: number;
  arches: number;
}

type Colour = readonly [number, number, number];
const mix = (a: Colour, b: Colour, t: number): Colour => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
/** Chance that is the same at each run: 0 to 1. */
const chance = (seed: number, n: number): number => {
  const x = Math.sin(seed * 127.1 + n * 311.7) * 43_758.5453;
  return x - Math.floor(x);
};
const TURN = Math.PI * 2;
const SKY: Colour = [96, 108, 122];
const HAZE: Colour = [168, 174, 178];
const RIVER: Colour = [92, 96, 88];
const MUD: Colour = [122, 104, 78];
const ROAD: Colour = [70, 72, 76];
const WALL: Colour = [128, 122, 112];
const STEEL: Colour = [150, 154, 158];

/** One picture, RGB, three bytes a pixel. @param turn 0 to 1 through the film */
export function paint(view: View, turn: number): Uint8Array {
  const { width, height } = FILM;
  const out = new Uint8Array(width * height * 3);
  const horizon = view.kind === "bridge" ? 0.5 : 0.38;
  const roofs = Array.from({ length: 41 }, (_, i) => horizon - 0.03 - chance(view.seed, i) * (view.kind === "bridge" ? 0.07 : 0.24));
  const vehicles = Array.from({ length: 7 }, (_, i) => ({ at: chance(view.seed, 100 + i), way: i % 2 === 0 ? 1 : -1, rounds: 1 + (i % 2), tone: 60 + chance(view.seed, 200 + i) * 150 }));
  for (let py = 0; py < height; py++) {
    for (let px = 0; px < width; px++) {
      const [x, y] = [px / width, py / height];
      const roof = roofs[Math.floor(x * 40)] ?? horizon;
      let colour = y < roof ? mix(SKY, HAZE, y / horizon) : y < horizon ? mix(WALL, HAZE, 0.3 + 0.4 * chance(view.seed, Math.floor(x * 40) + 50)) : ground(view, x, y, horizon, turn);
      const drawn = view.kind === "bridge" ? bridge(view, x, y, vehicles, turn) : traffic(view, x, y, horizon, vehicles, turn);
      colour = drawn ?? colour;
      // Rain: thin strokes that fall three times while the film turns.
      const fall = (x * 57 + y * 3 - turn * 9 + chance(7, Math.floor(x * 90))) % 1;
      if (view.water > 0 && Math.abs(fall) < 0.02 && chance(11, Math.floor(x * 90)) < 0.3) colour = mix(colour, HAZE, 0.25);
      const at = (py * width + px) * 3;
      [out[at], out[at + 1], out[at + 2]] = [Math.round(colour[0]), Math.round(colour[1]), Math.round(colour[2])];
    }
  }
  return out;
}

function ground(view: View, x: number, y: number, horizon: number, turn: number): Colour {
  const depth = (y - horizon) / (1 - horizon);
  const wet = view.kind === "bridge" || depth > 1 - view.water;
  if (!wet) return mix(ROAD, HAZE, 0.25 * (1 - depth));
  // Waves that come back to where they were: whole turns in the film.
  const wave = Math.sin((x * 9 + depth * 34) * TURN * (0.4 + depth * 0.2) - turn * TURN * 2) * Math.sin((x * 5 - depth * 11) * TURN + turn * TURN);
  return mix(mix(RIVER, MUD, view.water), HAZE, 0.16 + wave * 0.12 * depth);
}

interface Vehicle { at: number; way: number; rounds: number; tone: number }

/** A deck on piers under steel arches, and who drives over it. */
function bridge(view: View, x: number, y: number, vehicles: readonly Vehicle[], turn: number): Colour | undefined {
  const [deck, thick] = [0.46, 0.028];
  if (y >= deck && y < deck + thick) return STEEL;
  const span = (x * view.arches) % 1;
  if (y >= deck + thick && y < 0.62 - view.water * 0.06 && (span < 0.06 || span > 0.94)) return WALL;
  const arch = deck - 0.16 * Math.sin(span * Math.PI);
  if (y < deck && Math.abs(y - arch) < 0.009) return STEEL;
  if (y < deck && y > arch && (span * 9) % 1 < 0.07) return STEEL;
  for (const { at, way, rounds, tone } of vehicles) {
    const place = (((at + way * rounds * turn) % 1) + 1) % 1;
    if (Math.abs(x - place) < 0.014 && y > deck - 0.03 && y < deck) return [tone, tone * 0.9, tone * 0.8];
  }
  return undefined;
}

/** Two lanes that come nearer and go away; in deep water nobody drives. */
function traffic(view: View, x: number, y: number, horizon: number, vehicles: readonly Vehicle[], turn: number): Colour | undefined {
  if (view.water > 0.6) return undefined;
  for (const { at, way, rounds, tone } of vehicles) {
    const place = (((at + way * rounds * turn) % 1) + 1) % 1;
    const size = 0.012 + place * place * 0.07;
    const centre = [0.5 + way * (0.04 + place * 0.22), horizon + place * (1 - horizon) * 0.9] as const;
    if (Math.abs(x - centre[0]) < size && Math.abs(y - centre[1]) < size) return y < centre[1] - size * 0.4 ? [40, 44, 48] : [tone, tone * 0.85, tone * 0.8];
  }
  return undefined;
}
