import { hash, createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { CITY_LIMITS, CityManifest, type CityFault, type CityLayer } from "#contract/city";
import { fail, ok, type Result } from "#contract/result";
import type { City, Log } from "../../ports.ts";
import { checkLayer } from "./check-layer.ts";
import type { Files } from "./check-model.ts";
import { fault, openFile, streamOf, type Listed } from "./pack-file.ts";

/** Kinds of which a city has one. */
const SINGLE: ReadonlySet<CityLayer["kind"]> = new Set(["base", "hillshade", "terrain", "heights", "water", "places", "network", "flat"]);
/** More would bury the ones that matter. */
const MOST_FAULTS = 100;

/**
 * Opens the map part of a pack. A manifest that cannot be read refuses the map, never the room; a file or layer that is not
 * sound is left out and told. Hashes are looked at afterwards, one file at a time, and take out what does not match.
 *
 * @param folder of the pack; undefined, or without manifest.json: a city without a map
 */
export async function openCity({ folder, log }: { folder: string | undefined; log: Log }): Promise<City> {
  const faults: CityFault[] = [];
  const tell = (one: CityFault): void => {
    const { code: fault, ...where } = one; // a field called code is kept out of logs as a secret
    log.warn("city-fault", { fault, ...where });
    if (faults.length < MOST_FAULTS) faults.push(one);
  };
  if (folder === undefined || !existsSync(join(folder, "manifest.json"))) return empty(faults);
  const read = readManifest(folder);
  if (!read.ok) {
    tell(read.fault);
    return empty(faults);
  }
  const root = realpathSync(folder);
  const sound = new Map<string, Listed>();
  for (const [path, about] of Object.entries(read.value.files)) {
    const listed: Listed = { path, ...about };
    const file = await openFile(root, listed);
    if (file.ok) {
      await file.value.close();
      sound.set(path, listed);
    } else tell(file.fault);
  }
  const files: Files = {
    listed: (path) => sound.get(path),
    async with(listed, look) {
      const file = await openFile(root, listed);
      if (!file.ok) return file.fault;
      try {
        return await look(file.value);
      } catch (error) {
        return fault(listed.path, "format", error instanceof Error ? error.message : String(error));
      } finally {
        await file.value.close();
      }
    },
  };
  let layers: CityLayer[] = [];
  for (const layer of read.value.layers) {
    const twice = SINGLE.has(layer.kind) && layers.some(({ kind }) => kind === layer.kind);
    const wrong = twice ? fault(layer.file, "format", `a second layer of kind ${layer.kind}`) : await checkLayer(layer, files);
    if (wrong === undefined) layers.push(layer);
    else tell(wrong);
  }
  // Nobody is to fetch what no window should open.
  for (const { file } of read.value.layers) if (!layers.some((layer) => layer.file === file)) sound.delete(file);
  let closing = false;
  const hashing = checkHashes(root, [...sound.values()], () => closing, (wrong) => {
    sound.delete(wrong.file);
    layers = layers.filter(({ file }) => file !== wrong.file);
    tell(wrong);
  });
  return {
    manifest: () => ({ ...read.value, layers, files: Object.fromEntries([...sound].map(([path, { bytes, sha256 }]) => [path, { bytes, sha256 }])) }),
    faults: () => faults,
    file(path) {
      const listed = sound.get(path);
      return listed && { bytes: listed.bytes, sha256: listed.sha256, read: (from, to) => streamOf(root, listed, from, to) };
    },
    async close() {
      closing = true;
      await hashing;
    },
  };
}

function empty(faults: readonly CityFault[]): City {
  return { manifest: () => undefined, faults: () => faults, file: () => undefined, close: () => Promise.resolve() };
}

function readManifest(folder: string): Result<CityManifest, CityFault> {
  const refuse = (code: CityFault["code"], detail: string) => fail(fault("manifest.json", code, detail));
  try {
    const place = join(folder, "manifest.json");
    const about = statSync(place);
    // A pipe or a device has no size and no end.
    if (!about.isFile()) return refuse("format", "not a file");
    if (about.size > CITY_LIMITS.manifest) return refuse("limit", `longer than ${CITY_LIMITS.manifest} bytes`);
    const parsed = CityManifest.safeParse(JSON.parse(readFileSync(place, "utf8")));
    if (!parsed.success) {
      const first = parsed.error.issues[0];
      return refuse("manifest", `${first?.path.join(".") ?? ""}: ${first?.message ?? "unreadable"}`);
    }
    const total = Object.values(parsed.data.files).reduce((sum, { bytes }) => sum + bytes, 0);
    if (total > CITY_LIMITS.total) return refuse("limit", `${total} bytes in all, at most ${CITY_LIMITS.total}`);
    const { bounds: [west, south, east, north], centre: [lon, lat] } = parsed.data;
    if (lon < west || lon > east || lat < south || lat > north) return refuse("manifest", "centre: outside the bounds");
    return ok(parsed.data);
  } catch (error) {
    return refuse("manifest", error instanceof Error ? error.message : String(error));
  }
}

/** Reads each file once, in pieces, with the loop free in between; a gigabyte takes seconds and nobody waits for it. */
async function checkHashes(root: string, files: readonly Listed[], closing: () => boolean, wrong: (one: CityFault) => void): Promise<void> {
  for (const listed of files) {
    if (closing()) return;
    if (listed.bytes === 0 && listed.sha256 === hash("sha256", "", "hex")) continue;
    const stream = await streamOf(root, listed, 0, Infinity);
    if (!stream.ok) {
      wrong(fault(listed.path, "missing", stream.fault));
      continue;
    }
    const sum = createHash("sha256");
    try {
      for await (const piece of stream.value as AsyncIterable<Buffer>) {
        sum.update(piece);
        if (closing()) return;
      }
    } catch (error) {
      wrong(fault(listed.path, "missing", error instanceof Error ? error.message : String(error)));
      continue;
    }
    if (sum.digest("hex") !== listed.sha256) wrong(fault(listed.path, "hash", "its content is not what the manifest says"));
  }
}
