import { CityManifest } from "#contract/city";
import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { z } from "zod";

/** All of a manifest but `files`, as it is written down (defaults may be left out). */
export type ManifestHead = Omit<z.input<typeof CityManifest>, "files">;

export interface PackWriter {
  /** Where a file of the pack is to be written by another writer; its folder is made. Part of the pack from then on. */
  place(path: string): string;
  /** Writes a small file. */
  file(path: string, bytes: Uint8Array | string): void;
  /** Measures and hashes every file and writes manifest.json. Throws where the manifest would not be read by a room. */
  close(head: ManifestHead): CityManifest;
}

/** @param folder of the pack; files already there that the pack does not name are left alone */
export function openPack(folder: string): PackWriter {
  const paths = new Set<string>();
  const place = (path: string): string => {
    paths.add(path);
    const at = join(folder, path);
    mkdirSync(dirname(at), { recursive: true });
    return at;
  };
  return {
    place,
    file: (path, bytes) => writeFileSync(place(path), bytes),
    close(head) {
      const files = Object.fromEntries([...paths].sort().map((path) => [path, { bytes: statSync(join(folder, path)).size, sha256: hashOf(join(folder, path)) }]));
      const manifest = CityManifest.parse({ ...head, files });
      for (const layer of manifest.layers) if (files[layer.file] === undefined) throw new Error(`layer ${layer.kind} names ${layer.file}, which is not in the pack`);
      writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, undefined, 1)}\n`);
      return manifest;
    },
  };
}

/** sha256 of a file as 64 hex digits, read a mebibyte at a time. */
export function hashOf(file: string): string {
  const hash = createHash("sha256");
  const buffer = Buffer.alloc(1_048_576);
  const from = openSync(file, "r");
  try {
    for (let read = readSync(from, buffer); read > 0; read = readSync(from, buffer)) hash.update(buffer.subarray(0, read));
  } finally {
    closeSync(from);
  }
  return hash.digest("hex");
}
