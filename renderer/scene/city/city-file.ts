import type { PackPath } from "#contract/city";

/** Answers come from this machine or the room's own network. */
const PATIENCE_MS = 15_000;

export function cityUrl(file: PackPath): string {
  return `${location.origin}/city/${file}`;
}

/** Whether an address lies in the city's pack: models and tilesets may name nothing else. */
export function inPack(url: string): boolean {
  try {
    const { origin, pathname } = new URL(url, location.href);
    return origin === location.origin && pathname.startsWith("/city/") && !/%2e|%2f|%5c/i.test(pathname);
  } catch {
    return false;
  }
}

export interface CityAnswer {
  status: number;
  headers: Headers;
  body: ArrayBuffer;
}

/** fetch, to the last byte within the time an answer may take; the caller's signal is heard as well. */
export async function fetchCity(url: string, init: RequestInit = {}): Promise<CityAnswer> {
  const patience = new AbortController();
  const stop = (): void => patience.abort();
  const timer = setTimeout(stop, PATIENCE_MS);
  init.signal?.addEventListener("abort", stop, { once: true });
  if (init.signal?.aborted === true) stop();
  try {
    const response = await fetch(url, { ...init, signal: patience.signal });
    return { status: response.status, headers: response.headers, body: await response.arrayBuffer() };
  } finally {
    clearTimeout(timer);
    init.signal?.removeEventListener("abort", stop);
  }
}

/**
 * A file of the pack, unpacked when it is gzipped.
 *
 * @param most bytes after unpacking; a file that holds more is refused before it fills the memory
 * @returns undefined when it is missing, broken or too large
 */
export async function fetchUnpacked(file: PackPath, most: number): Promise<ArrayBuffer | undefined> {
  try {
    const { status, body: packed } = await fetchCity(cityUrl(file));
    if (status !== 200) return undefined;
    const head = new Uint8Array(packed, 0, Math.min(2, packed.byteLength));
    if (head[0] !== 0x1f || head[1] !== 0x8b) return packed.byteLength <= most ? packed : undefined;
    return await gunzip(packed, most);
  } catch {
    return undefined;
  }
}

async function gunzip(packed: ArrayBuffer, most: number): Promise<ArrayBuffer | undefined> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
  return new Blob(parts).arrayBuffer();
}
