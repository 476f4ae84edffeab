import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PMTiles, type Source } from "pmtiles";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tempFolder } from "../../test/kit/journal.ts";
import { openPmtiles, type PmtilesHead } from "./pmtiles-writer.ts";
import { tilesOver } from "./tile-math.ts";

let temp: ReturnType<typeof tempFolder>;
beforeAll(() => void (temp = tempFolder()));
afterAll(() => temp.remove());

const head: PmtilesHead = { type: "png", minZoom: 0, maxZoom: 8, bounds: [-180, -85, 180, 85], centre: [107.58, 16.46], metadata: { name: "thử" } };
function reader(file: string): PMTiles {
  const bytes = readFileSync(file);
  const source: Source = { getKey: () => file, getBytes: (offset, length) => Promise.resolve({ data: new Uint8Array(bytes.subarray(offset, offset + length)).buffer }) };
  return new PMTiles(source);
}

test("tens of thousands of tiles in any order come back, through leaf directories", async () => {
  const file = join(temp.folder, "many.pmtiles");
  const writer = openPmtiles(file, head);
  const all = [0, 3, 8].flatMap((z) => [...tilesOver(head.bounds, z)]);
  // Long enough and each its own, so that the directory does not fit into the front of the file.
  const content = (z: number, x: number, y: number) => Buffer.from(`${z}/${x}/${y}`.repeat(1 + ((Math.imul(x * 256 + y, 0x9e3779b1) >>> 9) % 19)));
  for (const { z, x, y } of [...all].reverse()) writer.add({ z, x, y }, content(z, x, y));
  expect(writer.close().tiles).toBe(all.length);
  const archive = reader(file);
  expect(await archive.getHeader()).toMatchObject({ specVersion: 3, clustered: true, numAddressedTiles: all.length, minLon: -180, maxLat: 85, centerLon: 107.58 });
  expect((await archive.getHeader()).leafDirectoryLength).toBeGreaterThan(0);
  expect(await archive.getMetadata()).toEqual({ name: "thử" });
  for (const { z, x, y } of all.filter((_, i) => i % 997 === 0)) expect([z, x, y, Buffer.from((await archive.getZxy(z, x, y))?.data ?? new ArrayBuffer(0)).toString()]).toEqual([z, x, y, content(z, x, y).toString()]);
  expect(existsSync(`${file}.tiles`)).toBe(false);
});

test("equal tiles are stored once, and neighbours that are alike are one entry", async () => {
  const file = join(temp.folder, "sea.pmtiles");
  const writer = openPmtiles(file, head);
  for (const at of tilesOver(head.bounds, 5)) writer.add(at, Buffer.from("sea"));
  writer.close();
  expect(await reader(file).getHeader()).toMatchObject({ numAddressedTiles: 1024, numTileEntries: 1, numTileContents: 1 });
});

test("the same tiles in another order are the same bytes, but for where equal ones wait", () => {
  const bytesOf = (name: string, turn: boolean): Buffer => {
    const writer = openPmtiles(join(temp.folder, name), { ...head, type: "vector" });
    const all = [...tilesOver(head.bounds, 4)];
    for (const at of turn ? all.reverse() : all) writer.add(at, Buffer.from(`${at.x} ${at.y}`));
    writer.close();
    return readFileSync(join(temp.folder, name));
  };
  expect(bytesOf("a", false).equals(bytesOf("b", true))).toBe(true);
});

test("a tile added twice is a bug of the caller's", () => {
  const writer = openPmtiles(join(temp.folder, "twice.pmtiles"), head);
  for (const text of ["a", "b"]) writer.add({ z: 1, x: 0, y: 0 }, Buffer.from(text));
  expect(() => writer.close()).toThrow("added twice");
});
