import { useEffect, useState } from "react";
import type { Instant } from "#contract/ids";
import { endsWith } from "../../../live/abort.ts";

/** A monitor's small picture as last fetched. */
export interface SmallPicture {
  url: string;
  takenAt: Instant;
}
/** "none": there is none (yet). "failed": it could not be fetched; the last one stays. */
export interface PictureState {
  picture: SmallPicture | undefined;
  is: "loading" | "there" | "none" | "failed";
}

/** Between two looks at a wall that is watched, ms: with a shell that takes one a second the picture is at most 2 s old. 64 monitors stay within 80 looks a second. */
const EVERY_MS = 800;
/** Where there was none or no answer, ms. */
const RETRY_MS = 6000;
const TIMEOUT_MS = 5000;

/** Fetches a monitor's small picture again and again while the window is in sight. @param path undefined: does not ask */
export function useSmallPicture(path: string | undefined): PictureState {
  const [state, setState] = useState<PictureState & { path: string | undefined }>({ path, picture: undefined, is: "loading" });
  useEffect(() => {
    if (path === undefined) return undefined;
    const given = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown: string | undefined;
    const look = async (): Promise<void> => {
      const found = document.visibilityState === "hidden" ? undefined : await fetchPicture(path, given.signal);
      if (given.signal.aborted) {
        if (found?.picture !== undefined) URL.revokeObjectURL(found.picture.url);
        return;
      }
      if (found !== undefined) {
        const former = shown;
        shown = found.picture?.url ?? (found.is === "none" ? undefined : shown);
        setState((before) => ({ path, picture: found.picture ?? (found.is === "failed" && before.path === path ? before.picture : undefined), is: found.is }));
        // The one before may still be on the screen: it goes when the next is painted.
        if (former !== undefined && former !== shown) setTimeout(() => URL.revokeObjectURL(former), EVERY_MS);
      }
      timer = setTimeout(() => void look(), found === undefined || found.is === "there" ? EVERY_MS : RETRY_MS);
    };
    void look();
    return () => {
      given.abort();
      clearTimeout(timer);
      if (shown !== undefined) URL.revokeObjectURL(shown);
    };
  }, [path]);
  return state.path === path ? state : { picture: undefined, is: path === undefined ? "none" : "loading" };
}

/** One picture as an object's address, which the caller gives back. */
export async function fetchPicture(path: string, signal: AbortSignal): Promise<PictureState> {
  const either = endsWith(signal, TIMEOUT_MS);
  try {
    const answer = await fetch(path, { credentials: "same-origin", cache: "no-store", signal: either.signal });
    if (answer.status === 404) return { picture: undefined, is: "none" };
    const takenAt = Number(answer.headers.get("x-taken-at"));
    if (!answer.ok || !Number.isFinite(takenAt)) return { picture: undefined, is: "failed" };
    return { picture: { url: URL.createObjectURL(await answer.blob()), takenAt }, is: "there" };
  } catch {
    return { picture: undefined, is: "failed" };
  } finally {
    either.done();
  }
}
