import { pathToFileURL } from "node:url";

/** @returns true when the module with this address is the program itself, not an import of another */
export function isEntry(address: string): boolean {
  return address === pathToFileURL(process.argv[1] ?? "").href;
}
