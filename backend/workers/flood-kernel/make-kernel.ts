import { readFileSync } from "node:fs";
import { z } from "zod";
import { WASM } from "./web-assembly.ts";
import type { CompiledKernel, MakeKernel } from "../../core/simulations/flood/fast.ts";

const PAGE = 65_536;
const exported = z.object({ setup: z.custom<CompiledKernel["setup"]>((value) => typeof value === "function"), sweep: z.custom<CompiledKernel["sweep"]>((value) => typeof value === "function"), look: z.custom<CompiledKernel["look"]>((value) => typeof value === "function") });

/** The compiled flood kernel, read once; each run gets a memory of its own. */
export function loadKernel(bytes: Uint8Array<ArrayBuffer> = new Uint8Array(readFileSync(new URL("./kernel.wasm", import.meta.url)))): MakeKernel {
  const compiled = new WASM.Module(bytes);
  return (needed) => {
    const pages = Math.ceil(needed / PAGE);
    const memory = new WASM.Memory({ initial: pages, maximum: pages });
    const { setup, sweep, look } = exported.parse(new WASM.Instance(compiled, { env: { memory } }).exports);
    return { buffer: memory.buffer, setup, sweep, look };
  };
}
