import { refuse } from "../refusal.ts";

/** Places of nodes by id, in columns: 16 bytes a node, in pieces of a million so that growing copies nothing. */
export interface NodeColumns {
  size(): number;
  /** @throws Refusal when ids do not grow, or there are too many */
  add(id: number, lon: number, lat: number): void;
  /** @returns index of a node; -1: not in the file */
  find(id: number): number;
  lon(index: number): number;
  lat(index: number): number;
}

/** 960 MB; Việt Nam as a whole has fewer. */
export const MOST_NODES = 60_000_000;
const PIECE = 1 << 20;
const SCALE = 1e7;

/** @param most nodes taken; the bound is a parameter for tests alone */
export function openNodes(most = MOST_NODES): NodeColumns {
  const ids: Float64Array[] = [];
  const lons: Int32Array[] = [];
  const lats: Int32Array[] = [];
  let size = 0;
  let last = -Infinity;
  const idAt = (index: number): number => ids[Math.floor(index / PIECE)]![index % PIECE]!;
  return {
    size: () => size,
    add(id, lon, lat) {
      if (id < last) refuse("unsorted", `Nút ${id} đứng sau nút ${last}: tệp chưa sắp xếp. Chạy: osmium sort TỆP -o moi.osm.pbf`, `Node ${id} comes after ${last}: the file is not sorted. Run: osmium sort FILE -o new.osm.pbf`);
      if (size === most) refuse("limit", `Hơn ${most} nút. Hãy cắt riêng thành phố: osmium extract -b tây,nam,đông,bắc TỆP -o moi.osm.pbf`, `More than ${most} nodes. Cut the city out: osmium extract -b west,south,east,north FILE -o new.osm.pbf`);
      const piece = Math.floor(size / PIECE);
      if (ids.length === piece) {
        ids.push(new Float64Array(PIECE));
        lons.push(new Int32Array(PIECE));
        lats.push(new Int32Array(PIECE));
      }
      ids[piece]![size % PIECE] = id;
      lons[piece]![size % PIECE] = Math.round(lon * SCALE);
      lats[piece]![size % PIECE] = Math.round(lat * SCALE);
      last = id;
      size++;
    },
    find(id) {
      let from = 0;
      let to = size;
      while (from < to) {
        const mid = Math.floor((from + to) / 2);
        if (idAt(mid) < id) from = mid + 1;
        else to = mid;
      }
      return from < size && idAt(from) === id ? from : -1;
    },
    lon: (index) => lons[Math.floor(index / PIECE)]![index % PIECE]! / SCALE,
    lat: (index) => lats[Math.floor(index / PIECE)]![index % PIECE]! / SCALE,
  };
}
