import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SITE, seeded } from "../kit/journal.ts";
import { NO_POSTGRES, startPostgres, type Postgres } from "../kit/postgres.ts";
import { differences, heldAt, roomJournal, startSender } from "../kit/replica.ts";
import { until } from "../kit/until.ts";

/** Short with `npm test`; hours of it by the environment. A failure names its seed. */
const KILLS = Number(process.env["KYDAI_REPLICA_KILLS"] ?? 10);
const SEED = Number(process.env["KYDAI_REPLICA_SEED"] ?? 20_261_123);

if (NO_POSTGRES !== undefined) console.log(`skipped: kills of the sender to the centre (${NO_POSTGRES})`);

describe.skipIf(NO_POSTGRES !== undefined)("kill -9 of the sender", () => {
  let centre: Postgres;
  beforeAll(async () => {
    centre = await startPostgres();
  }, 180_000);
  afterAll(async () => centre?.close());

  test(`invariants 1, 2, 10: killed ${KILLS} times at any moment (seed ${SEED}) while the room goes on, the centre's sessions ended in between: lost 0, doubled 0`, { timeout: 60_000 + KILLS * 30_000 }, async () => {
    const random = seeded(SEED);
    const room = roomJournal();
    room.close();
    // The room itself is another process, which writes all the time and is killed at the end alone.
    const writer = spawn(process.execPath, [new URL("../kit/journal-writer.ts", import.meta.url).pathname, room.folder, String(SEED % 1000)], { stdio: ["ignore", "pipe", "inherit"] });
    writer.stdout.resume();
    const wrote = once(writer, "close");
    let killed = 0;
    try {
      for (; killed < KILLS; killed++) {
        const sender = startSender(room.folder, centre.settings());
        // Some die before they have said a word, some in the middle of it.
        const least = Math.floor(random() * 4) * 200;
        await until(() => (sender.state()?.sent ?? 0) >= least, 60_000, () => `seed ${SEED}, kill ${killed}: ${JSON.stringify(sender.state())} ${sender.errors()}`);
        await new Promise((resolve) => setTimeout(resolve, random() * 300));
        if (random() < 0.2) await centre.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ky-dai'");
        await sender.kill();
      }
    } finally {
      writer.kill("SIGKILL");
      await wrote;
    }
    room.open();
    const sender = startSender(room.folder, centre.settings());
    try {
      expect(await differences(centre, room.folder), `seed ${SEED}`).toEqual([]);
    } finally {
      await sender.kill();
    }
    expect(await centre.query("SELECT epoch FROM site_epoch WHERE site = $1", [SITE]), `seed ${SEED}: ${(await heldAt(centre)).length} facts`).toEqual([{ epoch: "1" }]);
    console.log(`${killed} kills, ${room.head()} facts`);
    room.remove();
  });
});
