import { spawn } from "node:child_process";
import type { Fact } from "#contract/fact";
import { Replication } from "#contract/replication";
import type { CentreSettings } from "../../backend/replicate/settings.ts";
import { hourSums } from "../../backend/replicate/compare.ts";
import { openFactSource } from "../../backend/store/fact-source.ts";
import { SITE, commit, journalIn, someFacts, tempFolder } from "./journal.ts";
import type { Postgres } from "./postgres.ts";
import { until } from "./until.ts";

/** A sender as a process of its own. */
export interface SenderProcess {
  state(): Replication | undefined;
  errors(): string;
  pid: number | undefined;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

export function startSender(folder: string, settings: CentreSettings): SenderProcess {
  const child = spawn(process.execPath, [new URL("replica-sender.ts", import.meta.url).pathname, JSON.stringify({ folder, site: SITE, settings })], { stdio: ["ignore", "pipe", "pipe"] });
  let [rest, errors] = ["", ""];
  let state: Replication | undefined;
  child.stdout.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    const last = lines.at(-1);
    if (last !== undefined) state = Replication.parse(JSON.parse(last));
  });
  child.stderr.on("data", (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-20_000)));
  const gone = new Promise<void>((done) => child.once("close", () => done()));
  return {
    state: () => state, errors: () => errors, pid: child.pid,
    async kill(signal = "SIGKILL") {
      child.kill(signal);
      await gone;
    },
  };
}

/** A room's journal that a test writes into, in a folder of its own. */
export function roomJournal() {
  const place = tempFolder();
  let journal = journalIn(place.folder);
  let state = journal.load();
  let seed = 1;
  return {
    folder: place.folder,
    write: (count: number): Fact[] => commit(journal, state, someFacts(count, seed++)),
    append: (facts: Parameters<typeof commit>[2]) => commit(journal, state, facts),
    head: () => journal.head(),
    close: () => journal.close(),
    open() {
      journal = journalIn(place.folder);
      state = journal.load();
    },
    remove() {
      journal.close();
      place.remove();
    },
  };
}

/** Nothing is at the centre any more. */
export async function emptyCentre(centre: Postgres): Promise<void> {
  await centre.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
}

interface Held {
  seq: string;
  body: string;
}

/** The live history at the centre, in order. */
export const heldAt = (centre: Postgres): Promise<Held[]> => centre.query<Held>(
  `SELECT f.seq, f.body FROM site_room r JOIN site_lineage l ON l.site = r.site AND l.epoch = r.epoch
   JOIN (SELECT site, epoch, lane, seq, body FROM site_fact UNION ALL SELECT site, epoch, lane, seq, convert_from(body, 'UTF8') FROM site_quarantine) f
     ON f.site = l.site AND f.epoch = l.of_epoch AND f.lane = l.lane AND f.seq > l.after_seq AND f.seq <= l.to_seq
   WHERE r.site = $1 ORDER BY f.seq`, [SITE]);

/** Waits until the centre has as many facts as the journal, then compares text by text, by hours, and what was counted with what is there. @returns what is wrong; empty: nothing */
export async function differences(centre: Postgres, folder: string, limitMs = 240_000): Promise<string[]> {
  const source = openFactSource({ folder, site: SITE });
  try {
    const head = source.head();
    let held: Held[] = [];
    await until(async () => {
      const [there] = await centre.query<{ n: string }>("SELECT count(*) AS n FROM pg_tables WHERE tablename = 'site_room'");
      if (Number(there?.n) === 0) return false;
      held = await heldAt(centre);
      return held.length >= head;
    }, limitMs, () => `the centre has ${held.length} of ${head} facts`);
    const ours = [...source.facts(0, head)];
    const wrong = held.length === ours.length ? [] : [`${held.length} facts at the centre, ${ours.length} in the journal`];
    ours.forEach(({ seq, body }, i) => {
      if (held[i]?.seq !== String(seq) || held[i]?.body !== body) wrong.push(`fact ${seq}`);
    });
    const sum = (facts: { at: number; body: string }[]) => JSON.stringify(hourSums(facts.map(({ at, body }, i) => ({ seq: i, at, mark: body }))));
    if (sum(held.map(({ body }) => ({ body, at: (JSON.parse(body) as Fact).at }))) !== sum(ours)) wrong.push("the hours' hashes");
    // Every fact of every history had its effect once.
    const doubled = await centre.query("SELECT t.epoch, t.n AS tally, f.n AS facts FROM (SELECT epoch, sum(facts) AS n FROM site_tally GROUP BY epoch) t FULL JOIN (SELECT epoch, count(*) AS n FROM (SELECT epoch FROM site_fact UNION ALL SELECT epoch FROM site_quarantine) b GROUP BY epoch) f ON f.epoch = t.epoch WHERE t.n IS DISTINCT FROM f.n");
    return [...wrong.slice(0, 20), ...doubled.map((row) => `tally ${JSON.stringify(row)}`)];
  } finally {
    source.close();
  }
}
