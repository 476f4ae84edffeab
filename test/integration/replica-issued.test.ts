import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IssuedRecord } from "#contract/issued";
import { openIssuer, type Issuer } from "../../backend/replicate/issue.ts";
import { openPgCentre } from "../../backend/replicate/pg-centre.ts";
import { administrator, openWindow, removeFolder, request, startBackend, valueOf } from "../kit/backend.ts";
import { NO_POSTGRES, startPostgres, type Postgres } from "../kit/postgres.ts";
import { quietLog } from "../kit/quiet-log.ts";
import { until } from "../kit/until.ts";

if (NO_POSTGRES !== undefined) console.log(`skipped: what a centre issues (${NO_POSTGRES})`);

const agency = (record: object): IssuedRecord => IssuedRecord.parse({ of: "agency", record });
const ISSUED = { id: "pccc", name: "Phòng Cảnh sát PCCC" };

describe.skipIf(NO_POSTGRES !== undefined)("what a centre issues", { timeout: 600_000 }, () => {
  let centre: Postgres;
  let issuer: Issuer;
  const folder = mkdtempSync(join(tmpdir(), "kydai-issued-"));
  const open = () => openIssuer({ settings: centre.settings(), now: () => Date.now(), pause: (ms) => pause(ms) });
  beforeAll(async () => {
    centre = await startPostgres();
    issuer = await open();
  }, 180_000);
  afterAll(async () => {
    await issuer?.close();
    await centre?.close();
    removeFolder(folder);
  });

  test("invariant 10 two who issue at once make two versions, each with its turn; who saw an older one is told", async () => {
    const other = await open();
    const both = await Promise.all([issuer, other].flatMap((one) => Array.from({ length: 8 }, (_, i) => one.issue({ site: "phong-khac", issued: agency({ ...ISSUED, id: `cq-${i}` }), version: 0, approvedBy: "lan" }))));
    await other.close();
    expect(both.filter((one) => one.ok && one.value === 1)).toHaveLength(8);
    expect(both.filter((one) => !one.ok && one.fault.code === "conflict")).toHaveLength(8);
    const rows = await centre.query<{ turn: string }>("SELECT turn FROM site_issued WHERE site = 'phong-khac' ORDER BY turn");
    expect(new Set(rows.map(({ turn }) => turn)).size).toBe(8);
    expect(await issuer.issue({ issued: { of: "agency", record: { ...agency(ISSUED).record, name: "" } } as IssuedRecord, version: 0, approvedBy: "lan" })).toMatchObject({ fault: { code: "malformed" } });
  });

  test("a look brings the row known already by its mark alone, and no more bytes of the others than asked for, but one record at least", async () => {
    await centre.query("INSERT INTO site_issued (site, turn, kind, id, version, body, approved_by, approved_at) SELECT 'phong-lon', n, 'agency', n::text, 1, repeat('đ', CASE n WHEN 5 THEN 400001 ELSE 1000 END), 'x', 1 FROM generate_series(1, 8) AS n");
    const room = await openPgCentre({ site: "phong-lon", settings: centre.settings(), now: () => Date.now(), pause: (ms) => pause(ms), log: quietLog() });
    const look = async (turn: number, most: { rows: number; bytes: number }) => (await room.issued("site", turn, most)).map((row) => [row.turn, row.body?.length]);
    try {
      expect(await look(0, { rows: 3, bytes: 1_000_000 })).toEqual([[1, 1000], [2, 1000], [3, 1000]]);
      expect(await look(1, { rows: 20, bytes: 5000 })).toEqual([[1, undefined], [2, 1000], [3, 1000]]);
      expect(await look(1, { rows: 20, bytes: 10 })).toEqual([[1, undefined], [2, 1000]]);
      // What is longer than is fetched at all comes without its body, and takes nobody's place.
      expect(await look(4, { rows: 20, bytes: 2100 })).toEqual([[4, undefined], [5, undefined], [6, 1000]]);
      expect(await look(8, { rows: 20, bytes: 10 })).toEqual([[8, undefined]]);
      expect((await room.issued("site", 7, { rows: 1, bytes: 10 }))[0]?.mark).toBe((await room.issued("site", 6, { rows: 20, bytes: 10_000 }))[1]?.mark);
    } finally {
      await room.close();
    }
  });

  test("letters of rooms that write to the same rooms at once stand in their order in each, and wait for a turn when all else of the move is done, holding none that comes later; one in another room's name is told and goes to nobody", async () => {
    const log = quietLog();
    /** Each move tells so many rooms something, in this order. */
    const write = async (site: string, order: readonly string[], rounds: number) => {
      const room = await openPgCentre({ site, settings: centre.settings(), now: () => Date.now(), pause: (ms) => pause(ms), log });
      try {
        const start = { seq: 0, hash: "00" };
        let from = { first: start, rest: start };
        const epoch = (await room.begin({ from: undefined, lanes: from, journal: "j", after: [] }))!;
        for (let i = 0; i < rounds; i++) {
          const facts = [...order, "ten-gia"].map((to, n) => {
            const seq = from.first.seq + n + 1;
            const letter = { kind: "transfer:taken", transferId: `chuyen${String(seq).padStart(4, "0")}`, from: to === "ten-gia" ? "phong-x" : site, to: to === "ten-gia" ? "phong-c" : to, caseId: "c1" };
            return { seq, hash: "01", at: seq, kind: letter.kind, body: JSON.stringify(letter) };
          });
          const to = { seq: from.first.seq + facts.length, hash: "01" };
          expect(await room.move({ epoch, lane: "first", from, to, facts })).toBe(true);
          from = { ...from, first: to };
        }
      } finally {
        await room.close();
      }
    };
    await Promise.all([write("phong-a", ["phong-c", "phong-d"], 12), write("phong-b", ["phong-d", "phong-c"], 12)]);
    const rows = await centre.query<{ site: string; id: string; turn: string }>("SELECT site, id, turn FROM site_issued WHERE kind = 'transfer' AND site LIKE 'phong-_' ORDER BY site, turn");
    const at = (site: string, writer: string) => rows.filter((row) => row.site === site && row.id.startsWith(`${writer}:`)).map(({ id }) => Number(id.split(":")[2]));
    const seqs = (n: number) => Array.from({ length: 12 }, (_, i) => 3 * i + n);
    expect([at("phong-c", "phong-a"), at("phong-d", "phong-a"), at("phong-c", "phong-b"), at("phong-d", "phong-b")]).toEqual([seqs(1), seqs(2), seqs(2), seqs(1)]);
    expect(at("phong-a", "phong-a")).toEqual([...seqs(1), ...seqs(2)].toSorted((one, other) => one - other));
    expect(rows.filter(({ site }) => site === "phong-c").map(({ turn }) => Number(turn))).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    expect(rows.filter(({ site }) => site === "phong-x")).toEqual([]);
    expect(log.lines.filter(({ event }) => event === "letter-not-ours")).toHaveLength(24);

    // Another room holds one turn.
    await centre.query("BEGIN");
    await centre.query("SELECT turn FROM site_turn WHERE site = 'phong-c' FOR UPDATE");
    const third = write("phong-e", ["phong-d", "phong-c"], 1);
    try {
      await until(async () => (await centre.query("SELECT 1 FROM pg_locks WHERE NOT granted")).length > 0, 60_000);
      expect(await centre.query("SELECT DISTINCT c.relname FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.relname = 'site_tally' AND l.pid IN (SELECT pid FROM pg_locks WHERE NOT granted)")).toHaveLength(1);
      expect(await centre.query("SELECT turn FROM site_turn WHERE site = 'phong-d' FOR UPDATE NOWAIT")).toHaveLength(1);
    } finally {
      await centre.query("ROLLBACK");
    }
    await third;
  });

  test("H-6.2c what the centre issued is in force in a room, stays so without a link and says since when; garbage between is shown; what both edited waits for a person", async () => {
    const config = join(folder, "config.yaml");
    writeFileSync(config, JSON.stringify({ pack: "city/hue", centre: centre.settings() }));
    const data = join(folder, "data");
    expect(await issuer.issue({ issued: agency(ISSUED), version: 0, approvedBy: "UBND thành phố" })).toEqual({ ok: true, value: 1 });
    let backend = await startBackend({ folder: data, args: ["--config", config] });
    try {
      const cookie = await administrator(backend);
      const named = async (id: string) => valueOf(await request(backend, cookie, "agency:list", {})).agencies.find((one) => one.id === id);
      /** Asked now and then: a room refuses who asks too often. */
      const seen = (is: () => Promise<boolean>) => until(async () => (await is()) || (await pause(300, false)), 180_000, () => backend.log());
      await seen(async () => (await named("pccc"))?.name === ISSUED.name);
      // Somebody writes into the table by hand.
      await centre.query("INSERT INTO site_issued (site, turn, kind, id, version, body, approved_by, approved_at) VALUES ('*', 1000, 'agency', 'pccc', 7, '{\"id\":', 'x', 1), ('hue', 2000, 'bom', 'x', -3, 'x', '', -1)");
      await centre.query("UPDATE site_turn SET turn = 3000");
      // The room edits; the centre does too.
      const own = (await named("pccc"))!;
      const { version, ...draft } = own;
      valueOf(await request(backend, cookie, "agency:save", { agency: { ...draft, phone: "114" }, version }));
      expect(await issuer.issue({ issued: agency({ ...ISSUED, name: "Phòng PCCC và CNCH" }), version: 7, approvedBy: "UBND thành phố" })).toMatchObject({ value: 8 });
      const listed = async () => valueOf(await request(backend, cookie, "issued:list", {}));
      await seen(async () => {
        const { issued, refused } = await listed();
        return issued.some(({ stands }) => stands === "open") && refused.some(({ of }) => of === "bom");
      });
      // The sound version made good what was refused of the same agency before.
      expect((await listed()).refused).toMatchObject([{ of: "bom", recordId: "x", why: "malformed", scope: "site" }]);
      expect((await listed()).issued).toMatchObject([{ id: "agency:pccc", newest: { version: 8, approvedBy: "UBND thành phố" }, inForce: { version: 1 }, record: { record: { name: "Phòng PCCC và CNCH" } }, own: { record: { name: ISSUED.name, phone: "114" } } }]);
      expect(await named("pccc")).toMatchObject({ phone: "114" });
      expect(valueOf(await request(backend, cookie, "issued:settle", { of: "agency", recordId: "pccc", version: 8, take: "centre", reason: "theo văn bản mới" }))).toMatchObject({ stands: "in-force" });
      expect(await named("pccc")).toMatchObject({ name: "Phòng PCCC và CNCH" });
      // It is at the centre by the room's own facts.
      await until(async () => (await centre.query("SELECT 1 FROM room_issued WHERE site = 'hue' AND id = 'pccc' AND outcome = 'centre' AND decided_by IS NOT NULL")).length === 1, 180_000, () => backend.log());
      expect((await centre.query<{ outcome: string }>("SELECT outcome FROM room_issued WHERE site = 'hue' ORDER BY seq")).map(({ outcome }) => outcome).toSorted()).toEqual(["centre", "conflict", "refused", "refused", "taken"]);

      // Without a centre, and after a kill: as last approved, with its age.
      await seen(async () => readFileSync(join(data, "centre.json"), "utf8").includes("askedAt"));
      await centre.kill();
      await backend.kill();
      backend = await startBackend({ folder: data, args: ["--config", config] });
      const window = await openWindow(backend, cookie);
      const state = () => window.statuses.at(-1)?.replication;
      await until(() => state()?.link === "down" && state()?.issued !== undefined, 180_000, () => `${JSON.stringify(state())} ${backend.log()}`);
      expect(state()?.issued).toMatchObject({ inForce: 1, open: 0, refused: 1 });
      expect(state()?.askedAt).toBeGreaterThan(Date.now() - 3_600_000);
      expect(await named("pccc")).toMatchObject({ name: "Phòng PCCC và CNCH" });
      window.close();

      // The centre comes back emptied: nothing is lowered, and what it issues anew above that is taken.
      await centre.start();
      await centre.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
      await issuer.close();
      issuer = await open();
      expect(await issuer.issue({ issued: agency({ ...ISSUED, name: "cũ" }), version: 0, approvedBy: "lan" })).toMatchObject({ value: 1 });
      expect(await issuer.issue({ issued: agency({ id: "benh-vien", name: "Bệnh viện Trung ương" }), version: 0, approvedBy: "lan" })).toMatchObject({ value: 1 });
      await seen(async () => (await named("benh-vien")) !== undefined);
      expect(await named("pccc")).toMatchObject({ name: "Phòng PCCC và CNCH" });
      expect(backend.log()).not.toContain("mat-khau-trung-tam");
      expect(await backend.stop()).toBe(0);
    } finally {
      await backend.kill();
    }
  });
});
