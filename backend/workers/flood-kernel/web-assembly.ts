import { z } from "zod";

type Maker<T, Given extends unknown[]> = new (...given: Given) => T;
const maker = <T, Given extends unknown[]>(): z.ZodType<Maker<T, Given>> => z.custom<Maker<T, Given>>((value) => typeof value === "function");

/** What we use of WebAssembly's JavaScript interface: Node's own types leave it to the DOM's. */
export const WASM = z.object({
  Module: maker<object, [bytes: Uint8Array<ArrayBuffer>]>(),
  Memory: maker<{ readonly buffer: ArrayBuffer }, [size: { initial: number; maximum: number }]>(),
  Instance: maker<{ readonly exports: Record<string, unknown> }, [compiled: object, imports: Record<string, Record<string, unknown>>]>(),
}).parse(Reflect.get(globalThis, "WebAssembly"));
