/** Sources of the policy's frame-src that are looked at: more is no list of a person. */
const MOST = 200;

/**
 * Origins that the page may show in frames, as its own Content-Security-Policy says: the backend's allow-list of web pages,
 * which the shell thereby follows without a second copy.
 *
 * @param policy value of the header
 * @returns origins; words like 'self' and schemes are left out
 */
export function frameOrigins(policy: string): string[] {
  const directives = policy.split(";").map((one) => one.trim().split(/\s+/));
  const sources = directives.find(([name]) => name?.toLowerCase() === "frame-src")?.slice(1) ?? [];
  return sources.slice(0, MOST).flatMap((source) => {
    try {
      const url = new URL(source);
      return url.protocol === "https:" || url.protocol === "http:" ? [url.origin] : [];
    } catch {
      return [];
    }
  });
}

/**
 * Whether a frame inside one of our pages may go there. The page's policy says the same to Chromium; this holds it too where
 * the frame itself moves on.
 *
 * @param ours the backend's own origin
 */
export function frameMayGo(url: string, ours: string | undefined, allowed: readonly string[]): boolean {
  if (url === "about:blank" || url === "about:srcdoc") return true;
  try {
    const { origin, protocol } = new URL(url);
    if (protocol === "blob:") return origin === ours;
    return (protocol === "http:" || protocol === "https:") && (origin === ours || allowed.includes(origin));
  } catch {
    return false;
  }
}
