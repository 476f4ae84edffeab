import { useCallback, useEffect, useReducer } from "react";
import { z } from "zod";
import { serverNow } from "../../live/socket.ts";
import { endsWith } from "../../live/abort.ts";
import { callHttp } from "../../live/http.ts";

/** A page that has not said it is loaded after so long has failed, s. */
export const PATIENCE_S = 20;
/** Before a failed page is tried again, s. */
export const AGAIN_S = 30;
/** A page on show is asked for so often whether its server still answers, s. */
export const CHECK_S = 60;

/** The page on show, and the one that is to take its place once it is loaded. Turns are numbered: each is a frame of its own. */
export interface Page {
  shown: number | undefined;
  loadedAt: number | undefined;
  coming: number | undefined;
  /** What of the coming one is known already: its frame has loaded something; its address has answered. Both make a page. */
  half: "framed" | "answered" | undefined;
  failed: Failed | undefined;
}
/** `refused`: it does not let itself be shown in a frame. */
export type Failed = "unreachable" | "slow" | "refused";
export type PageEvent = { is: "ask" } | { is: "framed" | "answered"; turn: number; at: number } | { is: "failed"; turn: number; why: Failed } | { is: "checked"; why: Failed | undefined };

export const FIRST: Page = { shown: undefined, loadedAt: undefined, coming: 0, half: undefined, failed: undefined };

/** What an event makes of the page. The old one stays until the new one is there: never an empty cell in between. */
export function pageAfter(page: Page, event: PageEvent): Page {
  if (event.is === "ask") return { ...page, coming: (page.coming ?? page.shown ?? 0) + 1, half: undefined };
  // Gone: a failure as any other, with the old page kept and tries to load it again.
  if (event.is === "checked") return event.why === undefined || page.coming !== undefined || page.failed !== undefined ? page : { ...page, failed: event.why };
  if (event.turn !== page.coming) return page;
  if (event.is === "failed") return { ...page, coming: undefined, half: undefined, failed: event.why };
  if (page.half === undefined || page.half === event.is) return { ...page, half: event.is };
  return { shown: event.turn, loadedAt: event.at, coming: undefined, half: undefined, failed: undefined };
}

/**
 * Loads a page, again every so often, and again after a failure; meanwhile asks every minute whether it is still there. A frame does not tell its window whether a server answered
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
    void askFor(url, over.signal).then((why) => {
      if (!over.signal.aborted) tell(why === undefined ? { is: "answered", turn: coming, at: serverNow() } : { is: "failed", turn: coming, why });
    });
    return () => {
      clearTimeout(timer);
      over.abort();
    };
  }, [coming, url]);
  const checks = !held && coming === undefined && failed === undefined && loadedAt !== undefined;
  useEffect(() => {
    if (!checks || url === undefined) return undefined;
    const over = new AbortController();
    const timer = setInterval(() => void askFor(url, over.signal).then((why) => !over.signal.aborted && tell({ is: "checked", why })), CHECK_S * 1000);
    return () => {
      clearInterval(timer);
      over.abort();
    };
  }, [checks, url]);
  const wait = held || coming !== undefined ? undefined : failed !== undefined ? AGAIN_S : reloadEvery === 0 ? undefined : reloadEvery;
  useEffect(() => {
    if (wait === undefined) return undefined;
    const timer = setTimeout(() => tell({ is: "ask" }), wait * 1000);
    return () => clearTimeout(timer);
  }, [wait, loadedAt, failed]);
  return [page, useCallback((turn: number) => tell({ is: "framed", turn, at: serverNow() }), [])];
}

const Framing = z.object({ frames: z.boolean().optional() });

/** Whether a page can be shown. A window does not see that its frame was refused: the backend reads the page's headers. @returns why not; undefined: it can */
async function askFor(url: string, signal: AbortSignal): Promise<Failed | undefined> {
  const [unanswered, framing] = await Promise.all([answers(url, signal), callHttp(`/api/wall/page?url=${encodeURIComponent(url)}`, {}, PATIENCE_S * 1000)]);
  const told = framing.ok ? Framing.safeParse(framing.value) : undefined;
  return told?.data?.frames === false ? "refused" : unanswered;
}

/** Whether a server answers at an address, whatever it says. @returns why not; undefined: it does */
async function answers(url: string, signal: AbortSignal): Promise<Failed | undefined> {
  const either = endsWith(signal, PATIENCE_S * 1000);
  try {
    await fetch(url, { mode: "no-cors", credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", signal: either.signal });
    return undefined;
  } catch {
    return either.late() ? "slow" : "unreachable";
  } finally {
    either.done();
  }
}
