import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BackupFault } from "../fault.ts";
import type { FolderPlace } from "../settings.ts";
import type { Place } from "./place.ts";

const gone = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

/** A folder: another disk, or a share that the system has mounted. It has to be there already: what an unmounted share leaves would fill the disk below it. */
export function openFolder({ path }: FolderPlace): Place {
  const at = (name: string): string => join(path, ...name.split("/"));
  return {
    async list(prefix) {
      const found = new Map<string, number>();
      const walk = async (name: string): Promise<void> => {
        const entries = await readdir(at(name), { withFileTypes: true }).catch((error: unknown) => {
          if (gone(error)) return [];
          throw error;
        });
        for (const entry of entries) {
          const one = `${name}/${entry.name}`;
          if (entry.isDirectory()) await walk(one);
          else if (entry.isFile() && !entry.name.endsWith(".part")) found.set(one, (await stat(at(one))).size);
        }
      };
      await walk(prefix);
      return found;
    },
    async put(name, bytes) {
      if (!(await stat(path).then((there) => there.isDirectory(), () => false))) throw new BackupFault("unreachable", `${path} is not there`);
      await mkdir(dirname(at(name)), { recursive: true, mode: 0o700 });
      const beside = `${at(name)}.part`;
      const file = await open(beside, "w", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, at(name));
    },
    get: (name) => readFile(at(name)).catch((error: unknown) => {
      if (gone(error)) return undefined;
      throw error;
    }),
    remove: (name) => rm(at(name), { force: true }),
    close: async () => undefined,
  };
}
