import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCable, type Cable } from "../kit/cable.ts";
import { seeded } from "../kit/journal.ts";
import { NO_POSTGRES, startPostgres, type Postgres } from "../kit/postgres.ts";
import { differences, roomJournal, startSender, type SenderProcess } from "../kit/replica.ts";

/** Steps of a schedule and its seed: short with `npm test`, longer by the environment. A failure names its seed. */
const STEPS = Number(process.env["KYDAI_CHAOS_STEPS"] ?? 24);
const SEED = Number(process.env["KYDAI_CHAOS_SEED"] ?? 20_261_124);

if (NO_POSTGRES !== undefined) console.log(`skipped: schedules of harm to room and centre (${NO_POSTGRES})`);

const MIGRATIONS = readdirSync(new URL("../../backend/replicate/migrations/", import.meta.url)).length;
/** What may happen between two steps, and how likely. */
const ACTS = ["write", "write", "write", "kill", "kill", "second", "sessions", "cut", "mend", "mend", "server", "keep", "put-back", "wipe"] as const;

describe.skipIf(NO_POSTGRES !== undefined)("a schedule of harm", () => {
  let centre: Postgres;
  let cable: Cable;
  beforeAll(async () => {
    centre = await startPostgres();
    cable = await openCable(centre.port);
  }, 180_000);
  afterAll(async () => {
    await cable?.close();
    await centre?.close();
  });

  /** The centre as it stands is set aside, or what was set aside is put back: a backup of its database and its restore. */
  const tables = async () => (await centre.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'site\\_%' ORDER BY tablename")).map(({ name }) => name);
  const endSessions = () => centre.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ky-dai'");
  /** Its schema is whole: a sender that comes is not in the middle of making it. */
  const ready = async () => (await tables()).includes("site_schema") && Number((await centre.query<{ n: string }>("SELECT count(*) AS n FROM site_schema"))[0]?.n) === MIGRATIONS;
  /** A sender may hold what we want while it waits for what we hold: the server ends one of the two, and it may be us. */
  async function again(sql: string): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        await centre.query(sql);
        return;
      } catch (error) {
        await centre.query("ROLLBACK");
        if (tries === 20 || !(error instanceof Error && "code" in error && error.code === "40P01")) throw error;
      }
    }
  }
  async function keep(): Promise<boolean> {
    if (!(await ready())) return false;
    const names = await tables();
    await again(`BEGIN ISOLATION LEVEL REPEATABLE READ; DROP SCHEMA IF EXISTS morning CASCADE; CREATE SCHEMA morning; ${names.map((name) => `CREATE TABLE morning.${name} AS TABLE public.${name};`).join(" ")} COMMIT`);
    return true;
  }
  async function putBack(): Promise<void> {
    if (!(await ready())) return;
    const names = await tables();
    await endSessions();
    await again(`BEGIN; TRUNCATE ${names.join(", ")}; ${names.map((name) => `INSERT INTO ${name} SELECT * FROM morning.${name};`).join(" ")} COMMIT`);
  }

  test(`invariants 1, 2, 10: ${STEPS} steps (seed ${SEED}) of kills, cuts, ended sessions, a dying server, two senders, a wiped and a restored centre: lost 0, doubled 0`, { timeout: 120_000 + STEPS * 20_000 }, async () => {
    const random = seeded(SEED);
    const room = roomJournal();
    const senders: SenderProcess[] = [];
    const begin = (): void => void senders.push(startSender(room.folder, centre.settings({ port: cable.port, patience: { connect: 1, answer: 2 } })));
    const done: Record<string, number> = {};
    let kept = false;
    try {
      begin();
      for (let step = 0; step < STEPS; step++) {
        const act = ACTS[Math.floor(random() * ACTS.length)]!;
        done[act] = (done[act] ?? 0) + 1;
        switch (act) {
          case "write": room.write(20 + Math.floor(random() * 400)); break;
          case "kill":
            await senders.splice(Math.floor(random() * senders.length), 1)[0]?.kill();
            if (senders.length === 0) begin();
            break;
          case "second": if (senders.length < 2) begin(); break;
          case "sessions": await endSessions(); break;
          case "cut": cable.cut(); break;
          case "mend": cable.mend(); break;
          case "server":
            await centre.kill();
            await centre.start();
            break;
          case "keep": kept = (await keep()) || kept; break;
          case "put-back": if (kept) await putBack(); break;
          case "wipe":
            await endSessions();
            await again("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            break;
        }
        await new Promise((resolve) => setTimeout(resolve, random() * 400));
      }
      cable.mend();
      if (senders.length === 0) begin();
      room.write(50);
      expect(await differences(centre, room.folder), `seed ${SEED}: ${JSON.stringify(done)}`).toEqual([]);
      console.log(`seed ${SEED}: ${JSON.stringify(done)}; ${room.head()} facts, lost 0, doubled 0`);
    } finally {
      for (const sender of senders) await sender.kill();
      room.remove();
    }
  });
});
