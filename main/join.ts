/** A backend on another PC whose wall this PC joins. */
export interface Join {
  /** Origin, e.g. `https://hue-ioc.local:7373`. */
  address: string;
  /** A display's ticket, spent at the first start; without one the door asks for it. */
  ticket: string | undefined;
}

export type JoinAnswer = { ok: true; join: Join } | { ok: false; why: string };

/** As tickets are written: letters and digits, perhaps in groups. */
const TICKET = /^[A-Za-z0-9-]{4,40}$/;

/**
 * Reads what `--join` was given: `http://HOST:PORT`, `https://…`, or the link of a ticket, `kydai://HOST:PORT/?ticket=…`
 * (`&tls=1` for https), as a scanner types it.
 */
export function readJoin(text: string, given?: string): JoinAnswer {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return { ok: false, why: "not an address: http://HOST:PORT is wanted" };
  }
  const link = url.protocol === "kydai:";
  if (!link && url.protocol !== "http:" && url.protocol !== "https:") return { ok: false, why: "only http:, https: and kydai: are understood" };
  // A password in an address ends up in process lists and logs.
  if (url.username !== "" || url.password !== "") return { ok: false, why: "no name or password in the address: a display joins by its ticket" };
  if (url.hostname === "") return { ok: false, why: "no host in the address" };
  if (!link && (url.pathname !== "/" || url.search !== "" || url.hash !== "")) return { ok: false, why: "only the host and port, nothing behind them" };
  const ticket = given ?? (link ? (url.searchParams.get("ticket") ?? undefined) : undefined);
  if (ticket !== undefined && !TICKET.test(ticket)) return { ok: false, why: "not a ticket" };
  try {
    const scheme = link ? (url.searchParams.get("tls") === "1" ? "https:" : "http:") : url.protocol;
    return { ok: true, join: { address: new URL(`${scheme}//${url.host}`).origin, ticket } };
  } catch {
    return { ok: false, why: "not a host" };
  }
}

/** The origin of a backend that is joined by plain http, exactly; undefined: there is none, or it is https and needs no leave. */
export function plainOrigin(joined: Pick<Join, "address"> | undefined): string | undefined {
  // An address read here is an origin; a comma would make the switch name two.
  return joined !== undefined && /^http:\/\/[^/,*\s]+$/.test(joined.address) ? joined.address : undefined;
}
