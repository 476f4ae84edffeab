import { hash, verify } from "@node-rs/argon2";

/** argon2id with OWASP's parameters (Password Storage Cheat Sheet): 19 MiB, 2 passes, 1 lane; about 30 ms of one core. */
const OWASP = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Hashes computed at once: 38 MiB and two of the four threads of libuv's pool, so that file reads still get theirs. */
const WIDTH = 2;
/** Who may wait at most, per lane; beyond it the caller hears "busy" (undefined). People go before sources. */
const WAITING = { person: 32, source: 128 };

export type Lane = keyof typeof WAITING;

/** Passwords and source secrets: argon2id, never more than two at a time. */
export interface Hasher {
  /** @returns the PHC string to store, undefined when too many wait */
  hash(secret: string, lane: Lane): Promise<string | undefined>;
  /** Takes the same time when nothing is stored, so that a name's existence does not show. @returns undefined when too many wait */
  verify(stored: string | undefined, secret: string, lane: Lane): Promise<boolean | undefined>;
}

/**
 * One text, one form: Vietnamese keyboards send composed or decomposed marks (NIST SP 800-63B §3.1.1.2 asks for NFKC or NFKD).
 */
function normal(secret: string): string {
  return secret.normalize("NFKC");
}

export function openHasher(): Hasher {
  const waiting: Record<Lane, (() => void)[]> = { person: [], source: [] };
  let running = 0;
  let decoy: Promise<string> | undefined;

  async function within<T>(lane: Lane, work: () => Promise<T>): Promise<T | undefined> {
    if (running >= WIDTH) {
      if (waiting[lane].length >= WAITING[lane]) return undefined;
      // The slot is handed over by the one who leaves: `running` stays as it is.
      await new Promise<void>((go) => void waiting[lane].push(go));
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.person.shift() ?? waiting.source.shift();
      if (next === undefined) running--;
      else next();
    }
  }

  return {
    hash: (secret, lane) => within(lane, () => hash(normal(secret), OWASP)),
    verify: (stored, secret, lane) =>
      within(lane, async () => {
        decoy ??= hash("no such account", OWASP);
        const right = await verify(stored ?? (await decoy), normal(secret));
        return right && stored !== undefined;
      }),
  };
}
