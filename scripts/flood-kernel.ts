import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import asc from "assemblyscript/asc";
import { isEntry } from "./entry.ts";
import { ROOT } from "./fingerprint.ts";

const FOLDER = join(ROOT, "backend/workers/flood-kernel");
export const KERNEL = join(FOLDER, "kernel.wasm");
const FLAGS = ["--optimizeLevel", "3", "--shrinkLevel", "0", "--converge", "--noAssert", "--runtime", "stub", "--enable", "simd", "--importMemory"];

/** Compiles the flood kernel. @returns the bytes of its WebAssembly: always the same for the same source and compiler */
export async function compileKernel(): Promise<Uint8Array> {
  let made: Uint8Array | undefined;
  const { error } = await asc.main(["kernel.ts", "--outFile", "kernel.wasm", "--baseDir", FOLDER, ...FLAGS], {
    // The compiler knows files by .ts alone; ours is called .as, because no TypeScript compiler can read it.
    readFile: (name) => (name === "kernel.ts" ? readFileSync(join(FOLDER, "kernel.as"), "utf8") : null),
    writeFile: (_name, contents) => {
      made = typeof contents === "string" ? Buffer.from(contents) : contents;
    },
    listFiles: () => [],
  });
  if (error !== null || made === undefined) throw new Error(`the flood kernel does not compile: ${error?.message ?? "no output"}`);
  return made;
}

if (isEntry(import.meta.url)) {
  const bytes = await compileKernel();
  writeFileSync(KERNEL, bytes);
  console.log(`${KERNEL}: ${bytes.length} bytes`);
}
