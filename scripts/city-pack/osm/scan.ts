import type { Bounds } from "#contract/city";
import { refuse } from "../refusal.ts";
import { readBlobs } from "./blobs.ts";
import { NO_TAGS, entitiesOf, type OsmRelation } from "./entities.ts";
import { openNodes, type NodeColumns } from "./node-columns.ts";
import { openSpread } from "./spread.ts";
import { fieldsOf, signed, type Field } from "./protobuf.ts";

/** What the first pass keeps: where all nodes are, which relations matter and which ways they are made of. */
export interface Scan {
  nodes: NodeColumns;
  relations: OsmRelation[];
  /** Ways that a relation needs. */
  members: Set<number>;
  /** The box in the file's header. */
  header: Bounds | undefined;
  /** The box around streets and buildings, without the few that an extract drags along. */
  lived: Bounds | undefined;
}

/** Members of relations kept in memory; a country has some millions. */
const MOST_MEMBERS = 5_000_000;
const KNOWN = new Set(["OsmSchema-V0.6", "DenseNodes"]);

/**
 * First pass. A relation counts when it makes an area.
 *
 * @param wanted tells by its tags whether a relation's area is used
 * @throws Refusal on what is no whole, sorted OSM PBF
 */
export function scanOsm(fd: number, size: number, file: string, wanted: (relation: OsmRelation) => boolean, progress: (share: number) => void): Scan {
  const scan: Scan = { nodes: openNodes(), relations: [], members: new Set(), header: undefined, lived: undefined };
  const spread = openSpread();
  let ways = 0;
  let members = 0;
  for (const { type, data, end } of readBlobs(fd, size, file)) {
    progress(end / size);
    if (type === "OSMHeader") {
      scan.header = readHeader(data, file);
      continue;
    }
    for (const entity of entitiesOf(data, file, end)) {
      if (entity.type === "node") scan.nodes.add(entity.id, entity.lon, entity.lat);
      else if (entity.type === "way") {
        ways++;
        const tags = entity.tags ?? NO_TAGS;
        const at = tags["highway"] === undefined && tags["building"] === undefined ? -1 : scan.nodes.find(entity.refs[0] ?? NaN);
        if (at >= 0) spread.add(scan.nodes.lon(at), scan.nodes.lat(at));
      } else if (wanted(entity)) {
        members += entity.members.length;
        if (members > MOST_MEMBERS) refuse("limit", `Hơn ${MOST_MEMBERS} thành viên quan hệ. Hãy cắt riêng thành phố bằng osmium extract.`, `More than ${MOST_MEMBERS} members of relations. Cut the city out with osmium extract.`);
        scan.relations.push(entity);
        for (const member of entity.members) if (member.type === "way") scan.members.add(member.ref);
      }
    }
  }
  if (scan.nodes.size() === 0 || ways === 0) refuse("not-osm", `${file}: không có nút hay đường nào. Hãy tải lại tệp trích.`, `${file}: holds no nodes or no ways. Fetch the extract again.`);
  scan.lived = spread.box();
  return scan;
}

/** @returns the header's box, if it has one */
function readHeader(data: Uint8Array, file: string): Bounds | undefined {
  let box: Bounds | undefined;
  for (const { tag, bytes } of fields(data, file)) {
    const text = Buffer.from(bytes).toString("utf8");
    if (tag === 4 && !KNOWN.has(text)) refuse("not-osm", `${file}: cần tính năng ${text} chưa hỗ trợ. Tệp lịch sử: osmium time-filter TỆP -o moi.osm.pbf`, `${file}: needs ${text}, which is not supported. For a history file: osmium time-filter FILE -o new.osm.pbf`);
    if (tag !== 1) continue;
    const [left = 0, right = 0, top = 0, bottom = 0] = [1, 2, 3, 4].map((wanted) => signed(fields(bytes, file).find((field) => field.tag === wanted)?.value ?? 0) / 1e9);
    if (left < right && bottom < top && left >= -180 && right <= 180 && bottom >= -90 && top <= 90) box = [left, bottom, right, top];
  }
  return box;
}

function fields(message: Uint8Array, file: string): Field[] {
  try {
    return [...fieldsOf(message)];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse("damaged", `${file}: phần đầu hỏng (${why}). Hãy tải lại tệp.`, `${file}: its header is damaged (${why}). Fetch it again.`);
  }
}
