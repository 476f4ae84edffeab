/** Origins of the city's own systems that may be opened in the system's browser, as the backend's header `kydai-outside` says: of a meeting's address, and nothing else. */
export interface Outside {
  /** @param header as it came with one of our own pages; undefined: it had none */
  told(header: string | undefined): void;
  /** Opens the address where it may be opened. @returns whether it was handed on */
  open(url: string): boolean;
}

/** Origins looked at: more is no list of a person. */
const MOST = 20;
/** Between two openings, ms: a page gone wild opens one window, not a hundred. */
const PAUSE = 2000;
const LONGEST = 1000;

/** @param hand gives an address to the system; it is called for `https:` of a listed origin without name and password alone */
export function openOutside({ hand, now }: { hand: (url: string) => void; now: () => number }): Outside {
  let allowed: ReadonlySet<string> = new Set();
  let last = -PAUSE;
  return {
    told(header) {
      allowed = new Set((header ?? "").split(/\s+/).slice(0, MOST).flatMap((one) => read(one)?.origin ?? []));
    },
    open(url) {
      const page = url.length > LONGEST ? undefined : read(url);
      if (page === undefined || !allowed.has(page.origin) || now() - last < PAUSE) return false;
      last = now();
      hand(page.href);
      return true;
    },
  };
}

function read(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return url.protocol === "https:" && url.username === "" && url.password === "" ? url : undefined;
  } catch {
    return undefined;
  }
}
