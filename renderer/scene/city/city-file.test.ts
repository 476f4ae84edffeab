import { Blob } from "node:buffer";
import { DecompressionStream } from "node:stream/web";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { gzipSync } from "node:zlib";
import { fetchUnpacked, inPack } from "./city-file.ts";

// A browser's bytes, which the simulated document has not or has its own way.
beforeEach(() => void vi.stubGlobal("DecompressionStream", DecompressionStream).stubGlobal("Blob", Blob));
afterEach(() => void vi.unstubAllGlobals());

describe("what a model may name", () => {
  const own = location.origin;
  test.each([
    [`${own}/city/models/ngo-mon.bin`, true],
    ["/city/tiles/0.glb", true],
    ["https://example.org/city/a.glb", false],
    ["//example.org/city/a.glb", false],
    [`${own}/api/session`, false],
    ["/city/../api/session", false],
    ["/city/%2e%2e/api/session", false],
    ["file:///city/a.glb", false],
    ["http://[", false],
  ])("%s: %s", (url, allowed) => expect(inPack(url)).toBe(allowed));
});

describe("a packed file", () => {
  const serve = (body: Uint8Array<ArrayBuffer>, status = 200) => vi.stubGlobal("fetch", async () => new Response(status === 200 ? body : null, { status }));
  const packed = (bytes: number) => new Uint8Array(gzipSync(Buffer.alloc(bytes)));
  test("is unpacked", async () => {
    serve(packed(1000));
    expect((await fetchUnpacked("a.gz", 1000))?.byteLength).toBe(1000);
  });
  test("that is plain already is taken as it is", async () => {
    serve(new Uint8Array(10));
    expect((await fetchUnpacked("a.bin", 10))?.byteLength).toBe(10);
  });
  test("that unpacks to more than it may is refused: 100 MB of zeros in 100 kB", async () => {
    serve(packed(100_000_000));
    expect(await fetchUnpacked("a.gz", 1_000_000)).toBeUndefined();
  });
  test("that is cut off, missing or no file is undefined, not an error", async () => {
    serve(packed(100_000).subarray(0, 60));
    expect(await fetchUnpacked("a.gz", 100_000)).toBeUndefined();
    serve(new Uint8Array(0), 404);
    expect(await fetchUnpacked("a.gz", 10)).toBeUndefined();
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("offline")));
    expect(await fetchUnpacked("a.gz", 10)).toBeUndefined();
  });
});
