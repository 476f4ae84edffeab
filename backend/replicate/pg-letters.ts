import { Letter } from "#contract/transfer";
import { CentreFault, type Move } from "../ports-replica.ts";
import { CHANNEL } from "./pg-issued.ts";
import type { Ask } from "./session.ts";

/** What is before the colon of a letter's kind, and the kind its row has among what is issued. */
const FAMILY = "transfer";

/**
 * Puts what one room tells another into what both read, in the transaction that takes the facts: a letter is there when the fact
 * is, once, and named by it. Its writer reads it too: a room put back to a backup learns what it had said.
 *
 * @returns whether there was any
 */
export async function postLetters(within: Ask, site: string, { epoch, facts }: Pick<Move, "epoch" | "facts">): Promise<boolean> {
  let posted = false;
  for (const { seq, at, kind, body } of facts) {
    if (!kind.startsWith(`${FAMILY}:`)) continue;
    const letter = Letter.safeParse(JSON.parse(body)).data;
    if (letter === undefined) continue;
    // In one order everywhere: two rooms that write to each other do not wait for each other.
    for (const to of [letter.to, site].sort()) {
      const { rows } = await within<{ turn: string }>("INSERT INTO site_turn (site, turn) VALUES ($1, 1) ON CONFLICT (site) DO UPDATE SET turn = site_turn.turn + 1 RETURNING turn", [to]);
      await within("INSERT INTO site_issued (site, turn, kind, id, version, body, approved_by, approved_at) VALUES ($1, $2, $3, $4, 1, $5, $6, $7) ON CONFLICT DO NOTHING", [to, rows[0]?.turn, FAMILY, `${site}:${epoch}:${seq}`, body, site, at]);
    }
    posted = true;
  }
  return posted;
}

/** Calls the rooms that listen; the others look by themselves. */
export async function call(ask: Ask): Promise<void> {
  try {
    await ask(`NOTIFY ${CHANNEL}`);
  } catch (error) {
    if (!(error instanceof CentreFault) || error.why === "unreachable") throw error;
  }
}
