import { isLocal } from "./local-page.ts";

/** As much of Electron's WebFrameMain as says who speaks. */
export interface Speaker {
  url: string;
  parent: unknown;
}

/** @returns true when a page stands on the backend's own origin */
export function isOurs(url: string, address: string | undefined): boolean {
  if (address === undefined) return false;
  try {
    return new URL(url).origin === address;
  } catch {
    return false;
  }
}

/**
 * Whether a message comes from a main frame that shows a page of ours: the backend's, or the shell's own. A message may be
 * heard after its frame has gone, when another page takes its place or its process has died: asking such a frame for anything
 * throws, and an error of the main process stops all windows. It is nobody's.
 */
export function isOurFrame(frame: Speaker | null | undefined, address: string | undefined): boolean {
  try {
    return frame !== null && frame !== undefined && frame.parent === null && (isOurs(frame.url, address) || isLocal(frame.url));
  } catch {
    return false;
  }
}
