import type { Desktop } from "#contract/desktop";

declare global {
  interface Window {
    /** Set by the preload of the desktop shell; browsers have none. */
    kydai?: Desktop;
  }
}

/** Which window a page is. An agency's is no part of the room: a focal officer's own device, in a browser only. */
export type WindowRole = Desktop["role"] | "agency";

/** Which window this page is: by its address, in the shell and in browsers alike. */
export function roleOf(path: string): WindowRole {
  const is = (name: string): boolean => path === `/${name}` || path.startsWith(`/${name}/`);
  return is("wall") ? "wall" : is("agency") ? "agency" : "console";
}

/** Height of the wall's picture in mm from `?mm=1370`, 200 to 20,000; undefined: not stated or nonsense. */
export function wallHeight(search: string): number | undefined {
  const given = new URLSearchParams(search).get("mm");
  const height = given === null ? Number.NaN : Number(given);
  return height >= 200 && height <= 20_000 ? height : undefined;
}

/** Which cookie counts: a wall is a display, others a person. */
export const AS = { wall: "display", console: "person", agency: "person" } as const;
