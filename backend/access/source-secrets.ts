import { SourceId } from "#contract/ids";
import type { RequestOutput, RequestParsed } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import type { Source } from "#contract/source";
import { MOST, type By, type Parts } from "./parts.ts";
import { digest, token } from "./random-text.ts";

/** Answers remembered at most; beyond it the one not asked for longest goes. */
const KEPT = 16_384;
/** A refusal is remembered for so long, ms: a device with a wrong secret must not cost 30 ms of argon2 a message. */
const REFUSED_FOR = 30_000;

/** Secrets of devices and gateways. A right answer is remembered by SHA-256, so that argon2 runs once per source and not per message. */
export interface SourceSecrets {
  authenticate(id: string, secret: string): Promise<Source | undefined>;
  save(input: RequestParsed<"source:save">, by: By): Promise<Result<RequestOutput<"source:save">>>;
}

export function openSourceSecrets(parts: Parts): SourceSecrets {
  const { state, journal, commit, clock, hasher } = parts;
  /** Key → the stored hash it was checked against (a renewed secret voids it) and whether it fitted. */
  const answers = new Map<string, { stored: string | undefined; right: boolean; until: number }>();
  /** Checks under way: many messages of one source at once wait for one argon2. */
  const underWay = new Map<string, Promise<boolean | undefined>>();

  function enabled(id: string): Source | undefined {
    const source = state().sources.get(id);
    return source?.enabled === true ? source : undefined;
  }
  function keep(key: string, answer: { stored: string | undefined; right: boolean; until: number }): void {
    answers.delete(key);
    answers.set(key, answer);
    if (answers.size > KEPT) for (const oldest of answers.keys()) { answers.delete(oldest); break; }
  }

  return {
    async authenticate(id, secret) {
      if (!SourceId.safeParse(id).success || secret.length > 200) return undefined;
      const key = digest(`${id}\0${secret}`);
      const stored = state().sources.has(id) ? journal.secret("source", id) : undefined;
      const known = answers.get(key);
      if (known !== undefined && known.stored === stored && clock.steady() < known.until) {
        keep(key, known);
        return known.right ? enabled(id) : undefined;
      }
      const check = underWay.get(key) ?? hasher.verify(stored, secret, "source").finally(() => underWay.delete(key));
      underWay.set(key, check);
      const right = await check;
      if (right === undefined) {
        parts.log.warn("source-authentication-busy", { sourceId: id });
        return undefined;
      }
      keep(key, { stored, right, until: right ? Number.POSITIVE_INFINITY : clock.steady() + REFUSED_FOR });
      return right ? enabled(id) : undefined;
    },
    async save(input, by) {
      const isNew = !state().sources.has(input.source.id);
      if (isNew && state().sources.size >= MOST.sources) return fail({ code: "too-large", limit: MOST.sources });
      const secret = isNew || input.renew ? token(parts.random) : undefined;
      const hash = secret === undefined ? undefined : await hasher.hash(secret, "person");
      if (secret !== undefined && hash === undefined) return fail({ code: "too-many", retryAfter: 1 });
      return parts.queue.run(async () => {
        const at = clock.wall();
        const secrets = hash === undefined ? [] : [{ owner: "source" as const, id: input.source.id, hash }];
        const written = await commit([{ kind: "source:saved", at, source: input.source, by }], secrets);
        return written.ok ? ok({ source: input.source, secret }) : written;
      });
    },
  };
}
