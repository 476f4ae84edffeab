import { layerOf, nameOf, type BaseLayer, type BaseMap } from "./base-map.ts";
import { spotsOf, type Project, type Spot } from "./base-names.ts";
import { boxAround, createBoxIndex, createLabelRoom, overlap, type Box, type LabelRoom } from "./label-room.ts";
import { rankOf, type Mark } from "./marks.ts";
import { LINE_HEIGHT, linesOf, type Measure } from "./text-size.ts";

/** A name and where its middle stands, px. */
export interface Label {
  lines: readonly string[];
  x: number;
  y: number;
  /** px */
  size: number;
  kind: "alarm" | "base";
}

/**
 * What is written, and what becomes of signs: `crowded` plain stations have no room for a full one; `hidden` are plain stations
 * under an alarm's name, and alarms under the sign of one at least as urgent.
 */
export interface Layout {
  labels: readonly Label[];
  crowded: ReadonlySet<string>;
  hidden: ReadonlySet<string>;
}

export interface LayoutOptions {
  width: number;
  height: number;
  marks: readonly Mark[];
  base: BaseMap | undefined;
  wall: boolean;
  scale: number;
  project: Project;
  measure: Measure;
  /** What stands over the map: nothing is written under it. */
  over?: readonly Box[];
}

/** Names of the base map, the most telling first; wards are many and come last. */
const NAMED: readonly BaseLayer[] = ["sea", "lagoon", "citadel", "river", "road", "label"];

/** px of an alarm's shape at scale 1, by window; its ring adds some. */
export function iconSize(wall: boolean): number {
  return wall ? 19 : 24;
}

/** px of a plain station's radius at scale 1, and of one without room. */
export const RADIUS = { full: 9, crowded: 4.5 };

/** What the panel writes over the map: how much reports, at the upper right. px */
export function coveredOf(wall: boolean, scale: number): { top: number; right: number } {
  return { top: 28 * scale, right: (wall ? 190 : 160) * scale };
}

/** Alarms whose names are tried, the most urgent first: a map that names more tells nothing, and 10,000 alarms must cost no more than these. */
const NAMED_ALARMS = 80;

/** How far along a side a name is moved, as a part of what keeps it beside its sign; the middle first. */
const SHIFTS = [0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75, 1, -1];

/**
 * Finds room for all that is written: nothing stands over the edge, over an alarm's sign or over another name, and what
 * finds no room is left out. Alarms come first, the most urgent of them first; then plain stations; then the base map.
 */
export function layOut({ width, height, marks, base, wall, scale, project, measure, over = [] }: LayoutOptions): Layout {
  const covered = coveredOf(wall, scale);
  const view: Box = { left: 3, top: 3, right: width - 3, bottom: height - 3 };
  const room = createLabelRoom(view);
  room.occupy({ left: width - covered.right, right: width, top: 0, bottom: covered.top });
  for (const box of over) room.occupy(box);
  const labels: Label[] = [];
  const reach = iconSize(wall) * scale * 0.68;
  const spots = new Map<Mark, Spot>(marks.map((mark) => [mark, project(mark.lon, mark.lat)]));
  const alarms = marks.filter((mark) => mark.alarm !== undefined).sort((a, b) => rankOf(b) - rankOf(a));
  const shown = uppermost(alarms, spots, (iconSize(wall) * scale) / 3);
  for (const mark of shown) room.occupy(boxAround(...spots.get(mark)!, 2 * reach, 2 * reach));

  const circle = (mark: Mark, radius: number): Box => boxAround(...spots.get(mark)!, 2 * radius * scale, 2 * radius * scale);
  const plain = marks.filter((mark) => mark.alarm === undefined);
  const dots = plain.map((mark) => circle(mark, RADIUS.crowded));
  const dotted = createBoxIndex();
  for (const dot of dots) dotted.add(dot);

  for (const mark of [...shown].slice(0, NAMED_ALARMS)) {
    if (wall && (mark.over || (mark.alarm !== "emergency" && mark.alarm !== "high"))) continue; // letters of 19 mm leave room for few
    const label = besideOf(mark, spots.get(mark)!);
    if (label !== undefined) labels.push(label);
  }
  // A ring behind letters reads as one of their accents.
  const written = labels.map(({ lines, x, y, size }) => boxAround(x, y, ...sizeOf(lines, size, measure)));
  const hidden = new Set(plain.filter((_, i) => written.some((box) => overlap(box, dots[i]!))).map(({ id }) => id));
  for (const mark of alarms) if (!shown.has(mark)) hidden.add(mark.id);
  const crowded = new Set<string>();
  for (const mark of plain) if (!room.claim(circle(mark, RADIUS.full))) crowded.add(mark.id);
  for (const dot of dots) room.occupy(dot);
  if (!wall) for (const label of baseLabels(base, view, room, scale, project, measure)) labels.push(label);
  return { labels, crowded, hidden };

  function besideOf(mark: Mark, [x, y]: Spot): Label | undefined {
    const size = (wall ? 15 : 12.5) * scale;
    const lines = linesOf(mark.name);
    const [w, h] = sizeOf(lines, size, measure);
    const gap = reach + 2 * scale;
    const across = gap + w / 2;
    const along = gap + h / 2;
    const sides = SHIFTS.flatMap((part): Spot[] => [[x + across, y + part * along], [x - across, y + part * along], [x + part * across, y + along], [x + part * across, y - along]]);
    const place = ([cx, cy]: Spot): Box => boxAround(cx, cy, w, h);
    // Rather over nothing at all; over a plain station before nowhere.
    const spot = sides.find((side) => !dotted.touches(place(side)) && room.claim(place(side))) ?? sides.find((side) => room.claim(place(side)));
    return spot === undefined ? undefined : { lines, x: spot[0], y: spot[1], size, kind: "alarm" };
  }
}

/**
 * Alarms whose sign is seen: one that stands within `near` px of a more urgent one's, across and down, would show a sliver of
 * itself. So the number of signs is bounded by the size of the map, not by the number of stations: a machine that draws
 * without a graphics card takes most of a second for 10,000.
 *
 * @param alarms the most urgent first
 */
function uppermost(alarms: readonly Mark[], spots: ReadonlyMap<Mark, Spot>, near: number): ReadonlySet<Mark> {
  const seen = createBoxIndex();
  return new Set(alarms.filter((mark) => {
    const box = boxAround(...spots.get(mark)!, near, near);
    if (seen.touches(box)) return false;
    seen.add(box);
    return true;
  }));
}

function baseLabels(base: BaseMap | undefined, view: Box, room: LabelRoom, scale: number, project: Project, measure: Measure): Label[] {
  const labels: Label[] = [];
  const size = 12 * scale;
  for (const layer of NAMED) {
    for (const { geometry, properties } of base?.features ?? []) {
      const name = nameOf(properties);
      if (name === "" || layerOf(properties) !== layer) continue;
      const lines = linesOf(name);
      const [w, h] = sizeOf(lines, size, measure);
      const spot = spotsOf(geometry, project, view, w, h).find(([x, y]) => room.claim(boxAround(x, y, w + 6, h + 4)));
      if (spot !== undefined) labels.push({ lines, x: spot[0], y: spot[1], size, kind: "base" });
    }
  }
  return labels;
}

function sizeOf(lines: readonly string[], size: number, measure: Measure): [width: number, height: number] {
  return [Math.max(...lines.map((line) => measure(line, size))), lines.length * size * LINE_HEIGHT];
}
