import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { CITY_LIMITS, CityManifest, Network } from "#contract/city";
import { fail, ok, type Result } from "#contract/result";

/** A larger network is refused: it is held in memory twice. Bytes. */
const SIZE_LIMIT = 32 * 1024 * 1024;

/** One direction of a street between two of its ends. */
export interface Lane {
  /** Degrees. */
  line: readonly (readonly [lon: number, lat: number])[];
  /** Metres along the line at each of its points; the last is its length. */
  along: readonly number[];
  kmh: number;
  /** Lanes that begin where this one ends, the way back left out unless there is no other. */
  next: number[];
}

/** Reads the streets of a city pack. @returns undefined where the pack has none; in words why its network cannot be used */
export function readNetwork(folder: string): Result<Network | undefined, string> {
  try {
    const root = realpathSync(folder);
    const text = (path: string, limit: number): string => {
      const place = realpathSync(join(root, path));
      const about = statSync(place);
      // A pack comes from outside: a pipe would never end being read, and what a link leads to is not the pack's.
      if (!place.startsWith(root + sep) || !about.isFile()) throw new Error(`${path}: not a file of the pack`);
      if (about.size > limit) throw new Error(`${path}: larger than ${limit} bytes`);
      return readFileSync(place, "utf8");
    };
    const manifest = CityManifest.safeParse(JSON.parse(text("manifest.json", CITY_LIMITS.manifest)));
    if (!manifest.success) return fail(`${folder}: manifest.json: ${manifest.error.issues[0]?.message ?? "unreadable"}`);
    const layer = manifest.data.layers.find((each) => each.kind === "network");
    if (layer === undefined) return ok(undefined);
    const network = Network.safeParse(JSON.parse(text(layer.file, SIZE_LIMIT)));
    return network.success ? ok(network.data) : fail(`${folder}: ${layer.file}: ${network.error.issues[0]?.path.join(".") ?? ""} ${network.error.issues[0]?.message ?? "unreadable"}`);
  } catch (error) {
    // A pack without a manifest is one of the older kind: it has no streets.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return ok(undefined);
    return fail(`${folder}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Metres between two points: flat, good to 0.1 % within a city. */
export function metresBetween([lon1, lat1]: readonly [number, number], [lon2, lat2]: readonly [number, number]): number {
  return Math.hypot((lon2 - lon1) * 111_320 * Math.cos(((lat1 + lat2) / 2) * (Math.PI / 180)), (lat2 - lat1) * 110_574);
}

/** Both directions of every street, joined where ends have equal coordinates. Streets of no length are left out. */
export function lanesOf(network: Network): Lane[] {
  const lanes: (Lane & { from: string; to: string; back: number })[] = [];
  const end = (point: readonly [number, number] | undefined) => (point === undefined ? "" : `${point[0]} ${point[1]}`);
  for (const { line, kmh, one } of network.streets) {
    const add = (points: readonly (readonly [number, number])[], back: number) => {
      const along = [0];
      for (let i = 1; i < points.length; i++) along.push((along[i - 1] ?? 0) + metresBetween(points[i - 1] ?? [0, 0], points[i] ?? [0, 0]));
      lanes.push({ line: points, along, kmh, next: [], from: end(points[0]), to: end(points.at(-1)), back });
    };
    let length = 0;
    for (let i = 1; i < line.length; i++) length += metresBetween(line[i - 1] ?? [0, 0], line[i] ?? [0, 0]);
    if (!(length > 1)) continue;
    const n = lanes.length;
    add(line, one ? -1 : n + 1);
    if (!one) add(line.toReversed(), n);
  }
  const starting = new Map<string, number[]>();
  for (const [n, lane] of lanes.entries()) {
    const there = starting.get(lane.from);
    if (there === undefined) starting.set(lane.from, [n]);
    else there.push(n);
  }
  for (const lane of lanes) {
    const out = starting.get(lane.to) ?? [];
    const onward = out.filter((n) => n !== lane.back);
    lane.next = onward.length > 0 ? onward : out;
  }
  return lanes;
}
