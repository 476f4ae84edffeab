/**
 * Whether a page lets itself be shown in a frame of another origin: CSP `frame-ancestors` where it is sent (CSP Level 3,
 * 6.4.2), else `X-Frame-Options` (HTML, "the X-Frame-Options header").
 *
 * @param embedder origin of the window, e.g. `http://10.0.0.5:7373`
 */
export function mayBeFramed(headers: Headers, page: URL, embedder: string): boolean {
  const lists = (headers.get("content-security-policy") ?? "").split(",").flatMap((policy) => policy.split(";").map((part) => part.trim().split(/\s+/)).filter(([name]) => name?.toLowerCase() === "frame-ancestors").slice(0, 1));
  // Every policy has to allow it.
  if (lists.length > 0) return lists.every(([, ...sources]) => sources.some((source) => fits(source, page, embedder)));
  const options = new Set((headers.get("x-frame-options") ?? "").split(",").map((one) => one.trim().toLowerCase()));
  if (options.has("deny")) return false;
  // What is not one of the words browsers know does not count.
  return options.has("sameorigin") ? page.origin === embedder : true;
}

/** One source expression of `frame-ancestors`: `*`, 'self', a scheme, or a host with or without scheme and port. */
function fits(source: string, page: URL, embedder: string): boolean {
  const word = source.toLowerCase();
  if (word === "'self'") return page.origin === embedder;
  const own = new URL(embedder);
  if (word === "*") return own.protocol === "http:" || own.protocol === "https:";
  if (/^[a-z][a-z0-9+.-]*:$/.test(word)) return own.protocol === word || (word === "http:" && own.protocol === "https:");
  const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*\.)?([^/:]+|\[[^\]]+\])(?::(\d+|\*))?(?:\/.*)?$/.exec(word);
  if (parts === null) return false;
  const [, scheme = page.protocol.slice(0, -1), any, host = "", port] = parts;
  if (own.protocol !== `${scheme}:` && !(scheme === "http" && own.protocol === "https:")) return false;
  if (any === undefined ? own.hostname !== host && host !== "*" : !own.hostname.endsWith(`.${host}`)) return false;
  const plain = own.protocol === "https:" ? "443" : "80";
  return port === "*" || (own.port === "" ? plain : own.port) === (port ?? plain);
}
