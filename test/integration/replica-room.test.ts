import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { administrator, openWindow, removeFolder, startBackend } from "../kit/backend.ts";
import { NO_POSTGRES, startPostgres, type Postgres } from "../kit/postgres.ts";
import { until } from "../kit/until.ts";

if (NO_POSTGRES !== undefined) console.log(`skipped: a room with a centre (${NO_POSTGRES})`);

describe.skipIf(NO_POSTGRES !== undefined)("a room with a centre", { timeout: 600_000 }, () => {
  let centre: Postgres;
  const folder = mkdtempSync(join(tmpdir(), "kydai-centre-"));
  beforeAll(async () => {
    centre = await startPostgres();
  }, 180_000);
  afterAll(async () => {
    await centre?.close();
    removeFolder(folder);
  });

  test("H-6.2c it begins without its centre, says so to windows and in its figures, and brings all over once the centre stands; no secret in its lines", async () => {
    const config = join(folder, "config.yaml");
    writeFileSync(config, JSON.stringify({ pack: "city/hue", centre: centre.settings() }));
    await centre.kill();
    const backend = await startBackend({ folder: join(folder, "data"), args: ["--config", config] });
    try {
      const cookie = await administrator(backend);
      const window = await openWindow(backend, cookie);
      const state = () => window.statuses.at(-1)?.replication;
      await until(() => state()?.link === "down", 180_000, () => JSON.stringify(state()));
      expect(window.statuses.at(-1)?.centre).toBe("down");
      const figures = async () => (await fetch(`${backend.address}/metrics`, { headers: { cookie }, signal: AbortSignal.timeout(20_000) })).text();
      expect(await figures()).toMatch(/^kydai_centre_up 0$/m);
      await centre.start();
      await until(() => state()?.link === "up" && state()?.left === 0, 180_000, () => `${JSON.stringify(state())} ${backend.log()}`);
      expect(window.statuses.at(-1)?.centre).toBe("up");
      await until(async () => /^kydai_centre_up 1$/m.test(await figures()) && /^kydai_centre_facts_left 0$/m.test(await figures()), 30_000);
      const rows = await centre.query<{ kind: string }>("SELECT DISTINCT kind FROM room_fact WHERE site = 'hue'");
      expect(rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["backend:started", "account:saved", "session:opened"]));
      // Somebody lays hands on the centre's copy: one fact is lost there, one altered.
      await centre.query("DELETE FROM site_fact WHERE kind = 'account:saved'");
      await centre.query("UPDATE site_fact SET body = replace(body, '\"clean\":', '\"clean\": ') WHERE kind = 'backend:started'");
      await centre.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ky-dai'");
      await until(() => state()?.different === 1 && (state()?.repaired ?? 0) >= 1 && state()?.left === 0, 180_000, () => `${JSON.stringify(state())} ${backend.log()}`);
      // The report is a fact of the journal, and at the centre as such.
      await until(async () => (await centre.query("SELECT 1 FROM room_fact WHERE kind = 'centre:differed' AND (doc->>'changed')::int = 1 AND (doc->>'missing')::int >= 1")).length === 1, 180_000, () => backend.log());
      expect(await figures()).toMatch(/^kydai_centre_facts_different 1$/m);
      window.close();
      expect(await backend.stop()).toBe(0);
      expect(backend.log()).not.toContain("mat-khau-trung-tam");
    } finally {
      await backend.kill();
    }
  });
});
