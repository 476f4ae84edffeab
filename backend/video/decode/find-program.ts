import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** @param wanted a path, a name that is looked for on the PATH, or "none". @returns the program's path; undefined: there is none */
export function findProgram(wanted: string, path: string | undefined): string | undefined {
  if (wanted === "none") return undefined;
  const names = process.platform === "win32" && !wanted.toLowerCase().endsWith(".exe") ? [`${wanted}.exe`] : [wanted];
  const places = isAbsolute(wanted) ? names : (path ?? "").split(delimiter).filter((folder) => isAbsolute(folder)).flatMap((folder) => names.map((name) => join(folder, name)));
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
