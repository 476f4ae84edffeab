import { describe, expect, test } from "vitest";
import { boxAround, overlap, type Box } from "./label-room.ts";
import { iconSize, layOut, type Label, type LayoutOptions } from "./layout.ts";
import { rankOf, type Mark } from "./marks.ts";
import { LINE_HEIGHT, linesOf, type Measure } from "./text-size.ts";

const WIDTH = 400;
const HEIGHT = 500;
const measure: Measure = (line, size) => line.length * size * 0.56;
/** Its position is its place in the drawing. */
const mark = (id: string, lon: number, lat: number, changes: Partial<Mark> = {}): Mark => ({ id, name: `Trạm ${id}`, lon, lat, code: "M", owed: false, over: false, silent: false, ...changes });
const layout = (changes: Partial<LayoutOptions>) => layOut({ width: WIDTH, height: HEIGHT, marks: [], base: undefined, wall: false, scale: 1, measure, project: (lon, lat) => [lon, lat], ...changes });
const boxOf = ({ lines, x, y, size }: Label): Box => boxAround(x, y, Math.max(...lines.map((line) => measure(line, size))), lines.length * size * LINE_HEIGHT);
const nameOf = (label: Label): string => label.lines.join(" ");

/** A city with one crowd in the middle and alarms at every edge, the same each time. */
const CITY: Mark[] = Array.from({ length: 60 }, (_, n) => {
  const at = n % 3 === 0 ? [(n * 97) % WIDTH, (n * 61) % HEIGHT] : [180 + ((n * 13) % 50), 220 + ((n * 7) % 40)];
  return mark(`${n}`, at[0]!, at[1]!, n % 2 === 0 ? { alarm: n % 4 === 0 ? "high" : "emergency", owed: n % 3 === 0 } : {});
});

describe("names on the map", () => {
  test.each([["console", false, 1], ["wall", true, 2.6]])("%s: none is cut by the edge, none stands on another or on an alarm's sign", (_, wall, scale) => {
    const { labels } = layout({ marks: CITY, wall, scale });
    expect(labels.length).toBeGreaterThan(1);
    const boxes = labels.map(boxOf);
    for (const box of boxes) {
      expect(Math.min(box.left, box.top, WIDTH - box.right, HEIGHT - box.bottom)).toBeGreaterThanOrEqual(0);
      for (const { lon, lat, alarm } of CITY) if (alarm !== undefined) expect(overlap(box, boxAround(lon, lat, iconSize(wall) * scale, iconSize(wall) * scale))).toBe(false);
    }
    boxes.forEach((box, i) => expect(boxes.slice(i + 1).some((other) => overlap(box, other))).toBe(false));
  });
  test("none stands under the credits or the tools that lie over the map", () => {
    const over = [{ left: 200, top: 380, right: WIDTH, bottom: HEIGHT }, { left: 0, top: 0, right: 40, bottom: 300 }];
    const [free, kept] = [layout({ marks: CITY }), layout({ marks: CITY, over })].map(({ labels }) => labels.map(boxOf).filter((box) => over.some((each) => overlap(box, each))).length);
    expect([free! > 0, kept]).toEqual([true, 0]);
  });
  test("at the right edge a name stands on the other side", () => {
    const [label] = layout({ marks: [mark("a", WIDTH - 15, 200, { alarm: "high" })] }).labels;
    expect(label!.x).toBeLessThan(WIDTH - 15);
  });
  test("the most urgent alarm is named first: where there is room for one, it is the emergency's", () => {
    const marks = [mark("mot", 60, 60, { alarm: "routine" }), mark("hai", 60, 62, { alarm: "emergency" })];
    expect(layout({ marks, width: 130, height: 220, wall: true }).labels.map(nameOf)).toEqual(["Trạm hai"]);
  });
  test("a wall names no alarm that is over", () => {
    expect(layout({ marks: [mark("a", 200, 200, { alarm: "emergency", over: true })], wall: true }).labels).toEqual([]);
  });
  test("a plain station under another sign is drawn small", () => {
    const { crowded } = layout({ marks: [mark("a", 200, 200), mark("b", 203, 200), mark("c", 300, 300), mark("d", 301, 300, { alarm: "high" })] });
    expect([...crowded]).toEqual(["b", "c"]);
  });
});

test("a plain station is drawn unless an alarm's name can stand nowhere else", () => {
  const alarm = mark("a", 200, 200, { alarm: "high" });
  expect([...layout({ marks: [alarm, mark("b", 240, 200)] }).hidden]).toEqual([]);
  const around = Array.from({ length: 400 }, (_, n) => mark(`p${n}`, (n % 20) * 20, Math.floor(n / 20) * 20));
  const { hidden, labels } = layout({ marks: [alarm, ...around] });
  expect(labels.map(nameOf)).toEqual(["Trạm a"]);
  expect(hidden.size).toBeGreaterThan(0);
  expect(around.filter(({ id, lon, lat }) => hidden.has(id) !== overlap(boxOf(labels[0]!), boxAround(lon, lat, 9, 9)))).toEqual([]);
});

describe("names of the base map", () => {
  const feature = (layer: string, name: string, geometry: GeoJSON.Geometry): GeoJSON.Feature => ({ type: "Feature", properties: { layer, name }, geometry });
  const base = (...features: GeoJSON.Feature[]): GeoJSON.FeatureCollection => ({ type: "FeatureCollection", features });
  test("the sea's name stands on what is seen of it, whole, though the sea goes far beyond", () => {
    const sea = feature("sea", "Biển Đông", { type: "Polygon", coordinates: [[[250, -5000], [9000, -5000], [9000, 300], [250, 300], [250, -5000]]] });
    const [label, ...others] = layout({ base: base(sea) }).labels;
    expect(others).toEqual([]);
    const box = boxOf(label!);
    expect([box.left >= 250, box.right <= WIDTH, box.top >= 0, box.bottom <= 300]).toEqual([true, true, true, true]);
  });
  test("a road's name is written once, within the view; one out of sight is not written", () => {
    const road = feature("road", "QL1", { type: "LineString", coordinates: [[-900, 100], [WIDTH + 900, 120]] });
    const label = feature("label", "Xã A Lưới", { type: "Point", coordinates: [-50, 100] });
    expect(layout({ base: base(road, label) }).labels.map(nameOf)).toEqual(["QL1"]);
  });
});

test("long names take two lines of about the same length", () => {
  expect([linesOf("Mưa A Lưới"), linesOf("Sông Tả Trạch tại Thượng Nhật")]).toEqual([["Mưa A Lưới"], ["Sông Tả Trạch", "tại Thượng Nhật"]]);
});

test("drawn on top: what happens before what is over, whatever the priority", () => {
  const over = mark("a", 0, 0, { alarm: "emergency", owed: true, over: true });
  expect([mark("b", 0, 0), over, mark("c", 0, 0, { alarm: "routine" }), mark("d", 0, 0, { alarm: "emergency" })].map(rankOf).every((rank, i, all) => i === 0 || rank > all[i - 1]!)).toBe(true);
});

test("10,000 stations in alarm cost a bounded number of looks: the most urgent are named, the rest are signs", () => {
  const storm = Array.from({ length: 10_000 }, (_, n) => mark(`${n}`, (n * 37) % WIDTH, (n * 91) % HEIGHT, { alarm: "emergency", owed: true }));
  let measured = 0;
  const { labels } = layout({ marks: storm, measure: (line, size) => (measured++, measure(line, size)) });
  expect(labels.length).toBeLessThanOrEqual(80);
  expect(measured).toBeLessThan(1000);
});

describe("alarms that stand on one another", () => {
  const near = iconSize(false) / 3;
  test("the more urgent one is drawn, the one under it is not; beside it, both are", () => {
    const marks = [mark("under", 200, 200, { alarm: "high" }), mark("over", 203, 202, { alarm: "emergency" }), mark("beside", 200 + near + 4, 200, { alarm: "high" })];
    expect([...layout({ marks }).hidden]).toEqual(["under"]);
  });
  test("what happens is not hidden by what is over", () => {
    const marks = [mark("over", 200, 200, { alarm: "emergency", over: true }), mark("now", 201, 200, { alarm: "routine" })];
    expect([...layout({ marks }).hidden]).toEqual(["over"]);
  });
  test("every hidden one lies under a drawn one at least as urgent; of 100,000, no more are drawn than the map has room for", () => {
    const storm = Array.from({ length: 100_000 }, (_, n) => mark(`${n}`, (n * 37.7) % WIDTH, (n * 91.3) % HEIGHT, { alarm: n % 9 === 0 ? "emergency" : "high", owed: n % 5 === 0 }));
    const { hidden } = layout({ marks: storm });
    const drawn = storm.filter(({ id }) => !hidden.has(id));
    expect(drawn.length).toBeLessThanOrEqual((WIDTH / near + 1) * (HEIGHT / near + 1));
    const covers = (a: Mark, b: Mark): boolean => rankOf(a) >= rankOf(b) && Math.abs(a.lon - b.lon) < near && Math.abs(a.lat - b.lat) < near;
    for (const one of storm.slice(0, 2000)) if (hidden.has(one.id)) expect(drawn.some((other) => covers(other, one))).toBe(true);
  });
});
