import { parse } from "osm-pbf-parser-node";
import { refuse } from "../refusal.ts";

export type Tags = Readonly<Record<string, string>>;
export interface OsmNode { type: "node"; id: number; lon: number; lat: number; tags?: Tags }
export interface OsmWay { type: "way"; id: number; refs: number[]; tags?: Tags }
export interface Member { type: "node" | "way" | "relation"; ref: number; role: string }
export interface OsmRelation { type: "relation"; id: number; members: Member[]; tags?: Tags }
export type OsmEntity = OsmNode | OsmWay | OsmRelation;

export const NO_TAGS: Tags = {};

/** Everything in one unpacked data block. @throws Refusal where the block is not what the format says */
export function entitiesOf(data: Buffer, file: string, at: number): OsmEntity[] {
  try {
    return parse(data, {}).map((one) => {
      if (!isEntity(one)) throw new TypeError("neither node, way nor relation");
      return one;
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse("damaged", `${file}: khối dữ liệu trước byte ${at} hỏng (${why}). Hãy tải lại tệp.`, `${file}: the block before byte ${at} is damaged (${why}). Fetch it again.`);
  }
}

/** The parser's shapes, by what tells them apart; numbers that are none are left for what reads them. */
function isEntity(one: object): one is OsmEntity {
  if (!("type" in one && "id" in one && typeof one.id === "number")) return false;
  if (one.type === "node") return "lon" in one && typeof one.lon === "number" && "lat" in one && typeof one.lat === "number";
  if (one.type === "way") return "refs" in one && Array.isArray(one.refs);
  return one.type === "relation" && "members" in one && Array.isArray(one.members);
}
