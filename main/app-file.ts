import { extname, resolve, sep } from "node:path";

/** Kinds of file the shell's own origin serves; any other is not there. */
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** A file to be served, and as what. */
export interface AppFile {
  path: string;
  type: string;
}

/**
 * Which file an address of the shell's origin means.
 *
 * @param url parsed already; the path may still be percent-encoded
 * @param folder absolute; nothing outside it is ever named
 * @returns undefined for anything but a plain name of a known kind below the folder
 */
export function fileOf(url: URL, folder: string): AppFile | undefined {
  let name: string;
  try {
    name = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  // Letters that mean something to a file system are refused rather than repaired.
  if (!/^\/[\w.-]+(?:\/[\w.-]+)*$/.test(name) || name.split("/").some((part) => /^\.+$/.test(part))) return undefined;
  const path = resolve(folder, `.${name}`);
  const type = TYPES[extname(path)];
  return type !== undefined && path.startsWith(folder + sep) ? { path, type } : undefined;
}

/** Bytes of a file, first and last included. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * Reads a Range header (RFC 9110, 14.1.2) for a file of so many bytes.
 *
 * @returns "all" where the header is absent, is not about one range of bytes or makes no sense (it is then ignored);
 * "none" where it lies beyond the end (416)
 */
export function rangeOf(header: string | null, size: number): ByteRange | "all" | "none" {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "");
  if (match === null) return "all";
  const [, from = "", to = ""] = match;
  if (from === "") {
    if (to === "") return "all";
    const suffix = Number(to);
    return suffix === 0 || size === 0 ? "none" : { first: Math.max(0, size - suffix), last: size - 1 };
  }
  const first = Number(from);
  if (to !== "" && Number(to) < first) return "all";
  if (first >= size) return "none";
  return { first, last: to === "" ? size - 1 : Math.min(Number(to), size - 1) };
}
