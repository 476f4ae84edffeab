import { CityManifest } from "#contract/city";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { refuse } from "./refusal.ts";

/** Where the pack grows until it is whole; a room that has the old one open never sees half of the new. */
export interface OutFolder {
  /** Folder to write into. */
  work: string;
  /** Puts the pack in its place. */
  keep(): void;
  /** Leaves nothing behind. */
  drop(): void;
}

/**
 * @param needed bytes the pack may take while it is made
 * @throws Refusal where the folder holds something else than a pack with this id, or the disk is too small
 */
export function openOut(folder: string, id: string, needed: number): OutFolder {
  const out = resolve(folder);
  const old = existsSync(out);
  if (old && !statSync(out).isDirectory()) refuse("out", `${folder} là một tệp. Chọn thư mục khác cho --out.`, `${folder} is a file. Choose another folder for --out.`);
  if (old) mayReplace(out, folder, id);
  mkdirSync(dirname(out), { recursive: true });
  const { bavail, bsize } = statfsSync(dirname(out));
  if (bavail * bsize < needed) refuse("disk", `Đĩa còn ${mega(bavail * bsize)} MB, cần khoảng ${mega(needed)} MB. Dọn đĩa hoặc chọn --out ở đĩa khác.`, `The disk has ${mega(bavail * bsize)} MB left, some ${mega(needed)} MB are needed. Make room or choose --out on another disk.`);
  const work = `${out}.part`;
  if (existsSync(work) && readdirSync(work).some((name) => !LEFT.has(name) && !name.endsWith(".tiles"))) refuse("out", `${folder}.part còn thứ khác. Xóa hoặc đổi --out.`, `${folder}.part holds something else. Remove it or change --out.`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  return {
    work,
    keep() {
      if (existsSync(out)) {
        const aside = `${out}.old`;
        rmSync(aside, { recursive: true, force: true });
        renameSync(out, aside);
        renameSync(work, out);
        rmSync(aside, { recursive: true, force: true });
      } else renameSync(work, out);
    },
    drop: () => rmSync(work, { recursive: true, force: true }),
  };
}

/** What a run that was killed may have left. */
const LEFT = new Set(["waiting", "models", "layers", "base.pmtiles", "hillshade.pmtiles", "terrain.pmtiles", "heights.i16.gz", "water.gz", "places.json", "network.json", "flat.geojson", "manifest.json"]);
const mega = (bytes: number): number => Math.ceil(bytes / 1_000_000);

/** Only an empty folder, or a pack of the same city and nothing beside it, is written over. */
function mayReplace(out: string, folder: string, id: string): void {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory()).map((entry) => relative(out, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  if (files.length === 0) return;
  const manifest = manifestIn(out);
  if (manifest === undefined) return refuse("out", `${folder} đã có tệp khác (${files.slice(0, 3).join(", ")}…). Chọn thư mục trống cho --out.`, `${folder} holds other files (${files.slice(0, 3).join(", ")}…). Choose an empty folder for --out.`);
  if (manifest.id !== id) refuse("out", `${folder} là gói của ${manifest.id} (${manifest.name}), không phải ${id}. Chọn thư mục khác.`, `${folder} is the pack of ${manifest.id} (${manifest.name}), not of ${id}. Choose another folder.`);
  const foreign = files.filter((path) => path !== "manifest.json" && manifest.files[path] === undefined);
  if (foreign.length > 0) refuse("out", `${folder} có tệp không thuộc gói: ${foreign.slice(0, 5).join(", ")}. Chuyển chúng đi rồi chạy lại.`, `${folder} holds files that are not of the pack: ${foreign.slice(0, 5).join(", ")}. Move them away and run again.`);
}

function manifestIn(out: string): CityManifest | undefined {
  try {
    return CityManifest.safeParse(JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"))).data;
  } catch {
    return undefined;
  }
}
