import { Letter } from "#contract/transfer";
import { CentreFault, type Move } from "../ports-replica.ts";
import { CHANNEL } from "./pg-issued.ts";
import type { Ask } from "./session.ts";

/** What is before the colon of a letter's kind, and the kind its row has among what is issued. */
const FAMILY = "transfer";

/** Letters among a room's facts. `foreign`: those in another room's name, which go to nobody. */
export function lettersAmong(facts: Move["facts"], site: string): { letters: { seq: number; to: string }[]; foreign: number[] } {
  const letters: { seq: number; to: string }[] = [];
  const foreign: number[] = [];
  for (const { seq, kind, body } of facts) {
    const letter = kind.startsWith(`${FAMILY}:`) ? Letter.safeParse(parsed(body)).data : undefined;
    if (letter === undefined) continue;
    if (letter.from === site && letter.to !== site) letters.push({ seq, to: letter.to });
    else foreign.push(seq);
  }
  return { letters, foreign };
}

/**
 * Puts what one room tells another into what both read, in the transaction that takes the facts: a letter is there when the fact
 * is, once, and named by it. Its writer reads it too: a room put back to a backup learns what it had said. One statement, the
 * last before the commit, the sites in one order everywhere: their turns are locked for a moment, and nobody waits in a circle.
 */
export async function postLetters(within: Ask, site: string, epoch: number, letters: readonly { seq: number; to: string }[]): Promise<void> {
  if (letters.length === 0) return;
  const posts = letters.flatMap(({ seq, to }) => [{ to, seq }, { to: site, seq }]);
  await within(
    `WITH post AS (SELECT p.site, p.seq, row_number() OVER (PARTITION BY p.site ORDER BY p.seq) AS nth FROM unnest($3::text[], $4::bigint[]) AS p(site, seq)),
       counted AS (INSERT INTO site_turn (site, turn) SELECT site, count(*) FROM post GROUP BY site ORDER BY site
         ON CONFLICT (site) DO UPDATE SET turn = site_turn.turn + excluded.turn RETURNING site, turn)
     INSERT INTO site_issued (site, turn, kind, id, version, body, approved_by, approved_at)
     SELECT p.site, c.turn - n.posts + p.nth, '${FAMILY}', f.site || ':' || f.epoch || ':' || f.seq, 1, f.body, f.site, f.at
     FROM post p JOIN counted c ON c.site = p.site JOIN (SELECT site, count(*) AS posts FROM post GROUP BY site) n ON n.site = p.site
       JOIN site_fact f ON f.site = $1 AND f.epoch = $2 AND f.seq = p.seq
     ON CONFLICT DO NOTHING`,
    [site, epoch, posts.map(({ to }) => to), posts.map(({ seq }) => seq)],
  );
}

/** Undefined where it is no JSON: the centre does not let it in among the facts either. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Calls the rooms that listen; the others look by themselves. */
export async function call(ask: Ask): Promise<void> {
  try {
    await ask(`NOTIFY ${CHANNEL}`);
  } catch (error) {
    if (!(error instanceof CentreFault) || error.why === "unreachable") throw error;
  }
}
