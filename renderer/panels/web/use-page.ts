import { useCallback, useEffect, useReducer } from "react";
import { serverNow } from "../../live/socket.ts";

/** A page that has not said it is loaded after so long has failed, s. */
export const PATIENCE_S = 20;
/** Before a failed page is tried again, s. */
export const AGAIN_S = 30;

/** The page on show, and the one that is to take its place once it is loaded. Turns are numbered: each is a frame of its own. */
export interface Page {
  shown: number | undefined;
  loadedAt: number | undefined;
  coming: number | undefined;
  /** What of the coming one is known already: its frame has loaded something; its address has answered. Both make a page. */
  half: "framed" | "answered" | undefined;
  failed: "unreachable" | "slow" | undefined;
}
export type PageEvent = { is: "ask" } | { is: "framed" | "answered"; turn: number; at: number } | { is: "failed"; turn: number; why: "unreachable" | "slow" };

export const FIRST: Page = { shown: undefined, loadedAt: undefined, coming: 0, half: undefined, failed: undefined };

/** What an event makes of the page. The old one stays until the new one is there: never an empty cell in between. */
export function pageAfter(page: Page, event: PageEvent): Page {
  if (event.is === "ask") return { ...page, coming: (page.coming ?? page.shown ?? 0) + 1, half: undefined };
  if (event.turn !== page.coming) return page;
  if (event.is === "failed") return { ...page, coming: undefined, half: undefined, failed: event.why };
  if (page.half === undefined || page.half === event.is) return { ...page, half: event.is };
  return { shown: event.turn, loadedAt: event.at, coming: undefined, half: undefined, failed: undefined };
}

/**
 * Loads a page, again every so often, and again after a failure. A frame does not tell its window whether a server answered
 * (a browser's own page about a refused connection "loads" too): the same address is asked beside it, unseen, to learn that.
 *
 * @param url undefined: nothing is loaded. @param reloadEvery s, 0: never
 */
export function usePage(url: string | undefined, reloadEvery: number, held: boolean): [Page, (turn: number) => void] {
  const [page, tell] = useReducer(pageAfter, FIRST);
  const { coming, failed, loadedAt } = page;
  useEffect(() => {
    if (coming === undefined || url === undefined) return undefined;
    const over = new AbortController();
    const timer = setTimeout(() => tell({ is: "failed", turn: coming, why: "slow" }), PATIENCE_S * 1000);
    const ask = async (): Promise<void> => {
      try {
        await fetch(url, { mode: "no-cors", credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", signal: over.signal });
        tell({ is: "answered", turn: coming, at: serverNow() });
      } catch {
        if (!over.signal.aborted) tell({ is: "failed", turn: coming, why: "unreachable" });
      }
    };
    void ask();
    return () => {
      clearTimeout(timer);
      over.abort();
    };
  }, [coming, url]);
  const wait = held || coming !== undefined ? undefined : failed !== undefined ? AGAIN_S : reloadEvery === 0 ? undefined : reloadEvery;
  useEffect(() => {
    if (wait === undefined) return undefined;
    const timer = setTimeout(() => tell({ is: "ask" }), wait * 1000);
    return () => clearTimeout(timer);
  }, [wait, loadedAt, failed]);
  return [page, useCallback((turn: number) => tell({ is: "framed", turn, at: serverNow() }), [])];
}
