import { makePack } from "./make-pack.ts";
import { optionsOf, USAGE } from "./options.ts";
import { openProgress } from "./progress.ts";
import { Refusal } from "./refusal.ts";
import { TOTAL_WEIGHT } from "./stages.ts";

/** `npm run city-pack -- …`: exit code 0 made, 1 refused, 2 wrong command line. npm runs it in the project's folder; paths are those of the folder it was called in (INIT_CWD). */
async function main(): Promise<number> {
  const progress = openProgress(process.stdout, TOTAL_WEIGHT);
  try {
    const options = optionsOf(process.argv.slice(2), process.env["INIT_CWD"] ?? process.cwd());
    if (options === undefined) {
      console.log(USAGE);
      return 0;
    }
    const began = performance.now();
    const made = await makePack(options, progress);
    progress.end();
    if (!made.ok) {
      console.error(made.fault.text);
      return 1;
    }
    const kilobytes = process.resourceUsage().maxRSS;
    console.log(`${options.out}: ${made.value.layers.map(({ kind }) => kind).join(", ")}; ${(Object.values(made.value.files).reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1)} MB; ${((performance.now() - began) / 1000).toFixed(1)} s; ${Math.round(kilobytes / 1024)} MB RAM`);
    console.log(`→ pack: ${options.out}`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    return 2;
  }
}

process.exitCode = await main();
