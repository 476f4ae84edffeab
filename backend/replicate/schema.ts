import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CentreFault } from "../ports-replica.ts";
import type { Session } from "./session.ts";

const FOLDER = fileURLToPath(new URL("./migrations/", import.meta.url));

/**
 * Brings the centre's schema forward, one step a transaction, each step begun by its own row: of several rooms that come at once
 * one runs it and the others wait for its end. A user without the right to make tables needs a schema that is there already.
 *
 * @throws CentreFault `newer` when the centre is ahead of this program: nothing was changed
 */
export async function bringForward({ ask, transaction }: Session, now: () => number): Promise<void> {
  const steps = readdirSync(FOLDER).filter((name) => name.endsWith(".sql")).toSorted().map((name) => ({ version: Number(name.slice(0, 4)), name }));
  const newest = steps.at(-1)?.version ?? 0;
  for (let tries = 0; ; tries++) {
    const at = await versionOf(ask);
    if (at > newest) throw new CentreFault("newer", `schema ${at}`);
    const step = steps.find(({ version }) => version > at);
    if (step === undefined) return;
    const sql = readFileSync(join(FOLDER, step.name), "utf8");
    try {
      await transaction(async (within) => {
        await within("CREATE TABLE IF NOT EXISTS site_schema (version BIGINT PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL)");
        await within("INSERT INTO site_schema (version, name, at) VALUES ($1, $2, $3)", [step.version, step.name, now()]);
        await within(sql);
      });
    } catch (error) {
      // Another room made it meanwhile (23505 of the row or of the table's own name): look again.
      if (!(error instanceof CentreFault) || error.why !== "poison" || tries > 20) throw error;
    }
  }
}

async function versionOf(ask: Session["ask"]): Promise<number> {
  const there = await ask<{ n: string }>("SELECT count(*) AS n FROM information_schema.tables WHERE table_name = 'site_schema' AND table_schema = current_schema()");
  if (Number(there.rows[0]?.n ?? 0) === 0) return 0;
  const { rows } = await ask<{ version: string | null }>("SELECT max(version) AS version FROM site_schema");
  return Number(rows[0]?.version ?? 0);
}
