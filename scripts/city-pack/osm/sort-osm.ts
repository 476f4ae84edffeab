import type { Geometry, Position } from "geojson";
import { boxOf, innerPoint, round6, touches, within, type Point } from "../shape.ts";
import { buildingOf } from "../tags/buildings.ts";
import { landFrom, landOf } from "../tags/land.ts";
import { nameOf } from "../tags/name.ts";
import { placeName, placeOf } from "../tags/places.ts";
import { roadOf } from "../tags/roads.ts";
import { WATER_FROM, waterOf, waterwayOf } from "../tags/water.ts";
import { isWard } from "../tags/wards.ts";
import { readBlobs } from "./blobs.ts";
import { chainsOf } from "./chains.ts";
import { seaWithin } from "./coast.ts";
import { NO_TAGS, entitiesOf, type OsmRelation, type OsmWay, type Tags } from "./entities.ts";
import { polygonsOf } from "./polygons.ts";
import type { Scan } from "./scan.ts";
import type { Sink, Sorted } from "./sorted.ts";

/** Names kept for the search; the contract's bound. */
const MOST_PLACES = 100_000;
/** Streets kept for the network and the search. */
const MOST_ROADS = 500_000;
/** Degrees from which an area of water is drawn on the flat map. */
const LARGE = 0.01;

/** An area is used when its tags mean one. */
export const wantedRelation = ({ tags = NO_TAGS }: OsmRelation): boolean =>
  (tags["type"] === "multipolygon" || tags["type"] === "boundary") && (waterOf(tags) !== undefined || landOf(tags) !== undefined || buildingOf(tags) !== undefined || isWard(tags) || placeOf(tags) !== undefined);

/** Second pass: everything by its tags into the sink and into what it returns. Memory: the features go on at once; ways that relations need are kept by index. */
export function sortOsm(fd: number, size: number, file: string, scan: Scan, sink: Sink, progress: (share: number) => void): Sorted {
  const { nodes } = scan;
  const out: Sorted = { roads: [], rivers: [], places: [], wards: [], waters: [], sea: undefined, counts: { roads: 0, buildings: 0, guessedHeights: 0, waters: 0, lands: 0, openRings: 0, brokenCoasts: 0, droppedPlaces: 0, droppedRoads: 0, seaCut: false } };
  const kept = new Map<number, Uint32Array>();
  const coasts: Uint32Array[] = [];
  const at = (index: number): Point => [round6(nodes.lon(index)), round6(nodes.lat(index))];

  const place = (tags: Tags, where: () => Point): void => {
    const name = placeName(tags);
    const as = name === "" ? undefined : placeOf(tags);
    // Wards that are brought have names of their own.
    if (as === undefined || (as.kind === "ward" && !sink.wards)) return;
    const point = where();
    if (!within(sink.area, point)) return;
    if (out.places.length >= MOST_PLACES) out.counts.droppedPlaces++;
    else out.places.push({ name, ...as, at: [round6(point[0]), round6(point[1])] });
  };

  function area(tags: Tags, polygons: Point[][][]): void {
    if (polygons.length === 0) return;
    const box = boxOf(polygons.flatMap(([outer]) => outer!));
    if (!touches(box, sink.area)) return;
    const degrees = Math.max(box[2] - box[0], box[3] - box[1]);
    const name = nameOf(tags);
    const named: Record<string, string> = name === "" ? {} : { name };
    const geometry: Geometry = { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map((ring) => ring.map(([lon, lat]): Position => [lon, lat]))) };
    const water = waterOf(tags);
    const building = water === undefined ? buildingOf(tags) : undefined;
    const land = water === undefined && building === undefined ? landOf(tags) : undefined;
    if (water !== undefined) {
      out.counts.waters++;
      sink.add({ layer: "water", minZoom: Math.max(WATER_FROM[water], degrees < 0.002 ? 13 : degrees < LARGE ? 11 : 0), properties: { kind: water, ...named }, geometry });
      if (degrees >= LARGE) out.waters.push({ kind: water, name, polygons });
    } else if (building !== undefined && sink.buildings) {
      out.counts.buildings++;
      if (building.guessed) out.counts.guessedHeights++;
      sink.add({ layer: "building", minZoom: building.kind === "heritage" || building.kind === "wall" ? 12 : building.kind === "house" ? 14 : 13, properties: { kind: building.kind, height: building.height, ...(building.base > 0 ? { base: building.base } : {}), ...named }, geometry });
    } else if (land !== undefined) {
      out.counts.lands++;
      sink.add({ layer: "land", minZoom: landFrom(degrees), properties: { kind: land, ...named }, geometry });
    }
    if (isWard(tags) && sink.wards && name !== "") out.wards.push({ name, polygons });
    else place(tags, () => innerPoint(polygons));
  }

  function line(way: OsmWay, tags: Tags, found: Uint32Array): void {
    const points = (): Position[] => Array.from(found, (index) => [...at(index)]);
    if (found.length < 2 || !touches(boxOf(Array.from(found, at)), sink.area)) return;
    const name = nameOf(tags);
    const named: Record<string, string> = name === "" ? {} : { name };
    const road = roadOf(tags);
    if (road !== undefined) {
      out.counts.roads++;
      sink.add({ layer: "road", minZoom: road.minZoom, properties: { kind: road.kind, ...named, ...(road.bridge ? { bridge: true } : {}) }, geometry: { type: "LineString", coordinates: points() } });
      if (out.roads.length >= MOST_ROADS) out.counts.droppedRoads++;
      else if (road.kind !== "rail" && road.kind !== "path") out.roads.push({ ...road, name, nodes: found });
      const bridgeName = nameOf({ name: tags["bridge:name:vi"] ?? tags["bridge:name"] ?? (/^(cầu|bridge)\s/iu.test(name) ? name : "") });
      if (road.bridge && bridgeName !== "") place({ man_made: "bridge", name: bridgeName }, () => at(found[found.length >> 1]!));
      return;
    }
    const waterway = waterwayOf(tags);
    if (waterway !== undefined) {
      sink.add({ layer: "waterway", minZoom: waterway.minZoom, properties: { kind: waterway.kind, ...named }, geometry: { type: "LineString", coordinates: points() } });
      if (waterway.kind === "river" && name !== "") out.rivers.push({ name, nodes: found });
      return;
    }
    const wall = tags["building"] === undefined ? buildingOf(tags) : undefined;
    if (wall?.kind === "wall" && sink.buildings) sink.add({ layer: "building", minZoom: 12, properties: { kind: "wall", height: wall.height, ...named }, geometry: { type: "LineString", coordinates: points() } });
    else if (tags["natural"] === "coastline") coasts.push(found);
    else if (way.refs.length > 1) place(tags, () => at(found[found.length >> 1]!));
  }

  for (const { type, data, end } of readBlobs(fd, size, file)) {
    progress(end / size);
    if (type === "OSMHeader") continue;
    for (const entity of entitiesOf(data, file, end)) {
      const tags = entity.tags ?? NO_TAGS;
      if (entity.type === "node") {
        if (entity.tags !== undefined) place(tags, () => [entity.lon, entity.lat]);
      } else if (entity.type === "way") {
        const found = Uint32Array.from(entity.refs.map((ref) => nodes.find(ref)).filter((index) => index >= 0));
        if (scan.members.has(entity.id)) kept.set(entity.id, found);
        if (entity.tags === undefined || found.length < 2) continue;
        const closed = found.length >= 4 && found[0] === found.at(-1);
        const lined = roadOf(tags) !== undefined || waterwayOf(tags) !== undefined || tags["natural"] === "coastline";
        if (closed && !lined && tags["area"] !== "no") area(tags, [[Array.from(found, at)]]);
        else line(entity, tags, found);
      }
    }
  }
  for (const relation of scan.relations) area(relation.tags ?? NO_TAGS, polygonsOf(relation, kept, at, () => void out.counts.openRings++));
  const lines = chainsOf(coasts).map((chain) => chain.map(at));
  const found = [sink.area, ...sink.coast].map((box) => seaWithin(box, lines));
  const whole = found.find(({ broken }) => broken === 0) ?? found[0]!;
  out.counts.brokenCoasts = whole.broken;
  out.counts.seaCut = whole !== found[0] && whole.sea !== undefined;
  if (whole.sea !== undefined) {
    sink.add({ layer: "water", minZoom: 0, properties: { kind: "sea" }, geometry: whole.sea });
    out.sea = { name: "", polygons: whole.sea.coordinates.map((rings) => rings.map((ring) => ring.map(([lon = 0, lat = 0]): Point => [lon, lat]))) };
  }
  return out;
}
