import { fail, ok, type Result } from "#contract/result";
import { mayBeFramed } from "./framing.ts";

/** A page that does not answer in this time, ms, is not known. */
const PATIENCE = 5000;
/** How often a page may send on; each address has to be on the list. */
const HOPS = 3;
/** An answer is good for so long, ms, and so many are kept; beyond, the oldest goes. */
const KEPT_FOR = 60_000;
const KEPT = 100;
/** Pages asked at one time; beyond, nothing is known of the next one. */
const AT_ONCE = 4;

export type PageAnswer = { /** undefined: it does not say, or does not answer */ frames: boolean | undefined };

/**
 * Asks pages of the configuration's list whether they let themselves be framed: a window cannot see that its frame was refused.
 * Nothing of a page is read but its headers, and no other address is ever asked. Not repeated: the window asks again with its next try.
 *
 * @param webPages origins
 */
export function openPageCheck(webPages: readonly string[], steady: () => number): (url: string, embedder: string) => Promise<Result<PageAnswer>> {
  const origins = new Set(webPages.map((one) => new URL(one).origin));
  const known = new Map<string, { at: number; answer: Promise<PageAnswer> }>();
  let asking = 0;

  async function ask(url: URL, embedder: string, hops: number): Promise<PageAnswer> {
    const response = await fetch(url, { redirect: "manual", credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    await response.body?.cancel();
    const next = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (next === null) return { frames: mayBeFramed(response.headers, url, embedder) };
    const to = new URL(next, url);
    return hops === 0 || !origins.has(to.origin) ? { frames: undefined } : ask(to, embedder, hops - 1);
  }

  return async (text, embedder) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !origins.has(url.origin)) return fail({ code: "malformed", path: "url", detail: "not on the list of pages" });
    const key = `${embedder} ${url.href}`;
    const before = known.get(key);
    if (before !== undefined && steady() - before.at < KEPT_FOR) return ok(await before.answer);
    if (asking >= AT_ONCE) return ok({ frames: undefined });
    asking++;
    const answer = ask(url, embedder, HOPS).catch((): PageAnswer => ({ frames: undefined })).finally(() => void asking--);
    known.delete(key);
    known.set(key, { at: steady(), answer });
    const oldest = known.keys().next();
    if (known.size > KEPT && oldest.done !== true) known.delete(oldest.value);
    return ok(await answer);
  };
}
