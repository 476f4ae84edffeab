import type { CityManifest } from "#contract/city";
import { fail, ok, type Result } from "#contract/result";
import { statSync } from "node:fs";
import { attributionsOf } from "./attribution.ts";
import type { Options } from "./options.ts";
import { openOut } from "./out-folder.ts";
import { faultOf, type PackFault } from "./pack-fault.ts";
import type { Progress } from "./progress.ts";
import { writePack } from "./write-pack.ts";

/** Bytes beside what the inputs call for: relief and grids. */
const SPARE = 64_000_000;

/** Makes a city pack. Same input, same bytes. Whatever somebody can do something about comes back as a fault; of a pack that was not made nothing is left. */
export async function makePack(options: Options, progress: Progress): Promise<Result<CityManifest, PackFault>> {
  try {
    const brought = [...(["dem", "wards", "buildings", "tiles", "models"] as const).filter((source) => options[source] !== undefined), ...options.geojson.map(({ name }) => name)];
    const attribution = attributionsOf(options.attribution, brought);
    const size = statSync(options.osm).size;
    const out = openOut(options.out, options.id, 4 * size + sizesOf(options) + SPARE);
    const stop = (): never => {
      out.drop();
      process.exit(130);
    };
    process.once("SIGINT", stop);
    try {
      const manifest = await writePack(options, attribution, out.work, progress);
      out.keep();
      return ok(manifest);
    } catch (error) {
      out.drop();
      throw error;
    } finally {
      process.removeListener("SIGINT", stop);
    }
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    return fail(fault);
  }
}

/** Bytes of what is copied; buildings lie twice on the disk while their tiles are made. */
const sizesOf = ({ tiles, buildings, geojson }: Options): number => [tiles, buildings, buildings, ...geojson.map(({ file }) => file)].reduce((sum, file) => sum + (file === undefined ? 0 : statSync(file).size), 0);
