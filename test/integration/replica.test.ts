import { copyFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import { openCable, type Cable } from "../kit/cable.ts";
import { NO_POSTGRES, startPostgres, type Postgres } from "../kit/postgres.ts";
import { differences, emptyCentre, heldAt, roomJournal, startSender, type SenderProcess } from "../kit/replica.ts";
import { until } from "../kit/until.ts";

if (NO_POSTGRES !== undefined) console.log(`skipped: sending to the centre (${NO_POSTGRES})`);

describe.skipIf(NO_POSTGRES !== undefined)("to a real centre", { timeout: 600_000 }, () => {
  let centre: Postgres;
  let room: ReturnType<typeof roomJournal>;
  let cable: Cable | undefined;
  const senders: SenderProcess[] = [];
  const start = (over?: Parameters<Postgres["settings"]>[0]): SenderProcess => {
    const sender = startSender(room.folder, centre.settings(over));
    senders.push(sender);
    return sender;
  };
  const settled = (sender: SenderProcess, ok: () => boolean): Promise<void> => until(ok, 180_000, () => `${JSON.stringify(sender.state())} ${sender.errors()}`);

  beforeAll(async () => {
    centre = await startPostgres();
  }, 180_000);
  afterAll(async () => centre?.close());
  beforeEach(() => {
    room = roomJournal();
  });
  afterEach(async () => {
    for (const sender of senders.splice(0)) await sender.kill();
    await cable?.close();
    cable = undefined;
    room.remove();
    await emptyCentre(centre);
  });

  test("invariant 10 H-15.1 what a room did without a link is at the centre afterwards, fact for fact, in the live history and each counted once; and what comes then follows at once", async () => {
    room.write(5000);
    const sender = start();
    expect(await differences(centre, room.folder)).toEqual([]);
    await settled(sender, () => sender.state()?.left === 0 && sender.state()?.comparedAt !== undefined);
    expect(sender.state()).toMatchObject({ link: "up", epoch: 1, quarantined: 0, repaired: 0 });
    room.write(300);
    expect(await differences(centre, room.folder)).toEqual([]);
    const [row] = await centre.query<{ n: string }>("SELECT count(*) AS n FROM room_fact WHERE site = 'hue' AND doc->>'kind' = kind");
    expect(Number(row?.n)).toBe(room.head());
  });

  test("H-6.2c the cable is pulled and put back: what is left and the oldest alarm that is not there are told meanwhile, then all is there", async () => {
    cable = await openCable(centre.port);
    const sender = start({ port: cable.port, patience: { connect: 1, answer: 1 } });
    room.write(200);
    expect(await differences(centre, room.folder)).toEqual([]);
    await settled(sender, () => sender.state()?.left === 0);
    cable.cut();
    const written = room.write(700);
    await settled(sender, () => sender.state()?.link === "down" && sender.state()?.left === 700);
    const alarms = written.filter(({ kind }) => kind === "alarm:raised");
    const first = written.filter(({ kind }) => kind.startsWith("alarm:"));
    expect(sender.state()).toMatchObject({ why: "unreachable", oldestAlarm: alarms[0]?.at, leftFirst: first.length });
    // Started anew without a link it still knows what is left.
    await sender.kill("SIGTERM");
    const second = start({ port: cable.port, patience: { connect: 1, answer: 1 } });
    await settled(second, () => second.state()?.link === "down" && second.state()?.left === 700);
    cable.mend();
    expect(await differences(centre, room.folder)).toEqual([]);
    await settled(second, () => second.state()?.link === "up" && second.state()?.left === 0);
    expect(second.state()?.oldestAlarm).toBeUndefined();
  });

  test("invariant 10 alarms, cases and acknowledgements are there before what else was journalled earlier", async () => {
    room.write(8000);
    // So slow a line that the order is seen: the rest of it would take half a minute.
    const sender = start({ bytesPerSecond: 150_000 });
    await settled(sender, () => sender.state()?.leftFirst === 0 && (sender.state()?.left ?? 0) > 0);
    const rows = await centre.query<{ lane: string; n: string }>("SELECT lane, count(*) AS n FROM site_fact GROUP BY lane");
    const count = (lane: string) => Number(rows.find((row) => row.lane === lane)?.n ?? 0);
    expect(count("first")).toBeGreaterThan(0);
    expect(count("first") + count("rest")).toBeLessThan(room.head());
    const [first] = await centre.query<{ first_seq: string; rest_seq: string }>("SELECT first_seq, rest_seq FROM site_cursor");
    expect(Number(first?.first_seq)).toBeGreaterThan(Number(first?.rest_seq));
  });

  test("invariants 1, 10 the centre's sessions are ended and its server dies while it takes a backlog: nothing lost, nothing counted twice", async () => {
    room.write(30_000);
    const sender = start();
    for (let round = 0; round < 6; round++) {
      const before = sender.state()?.sent ?? 0;
      await settled(sender, () => (sender.state()?.sent ?? 0) > before || sender.state()?.left === 0);
      if (round === 3) {
        await centre.kill();
        await centre.start();
      } else await centre.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ky-dai'");
      room.write(50);
    }
    expect(await differences(centre, room.folder)).toEqual([]);
  });

  test("a fact the centre cannot hold is laid apart and told, and blocks nothing", async () => {
    room.write(50);
    const by = AccountId.parse("lan");
    const [poison] = room.append([{ kind: "rule:removed", at: 1_800_000_000_000, ruleId: "r\u0000x", by } as never]);
    room.write(50);
    const sender = start();
    expect(await differences(centre, room.folder)).toEqual([]);
    await settled(sender, () => sender.state()?.left === 0 && sender.state()?.quarantined === 1 && sender.state()?.comparedAt !== undefined);
    expect(sender.errors()).toContain("replica-quarantined");
    expect(sender.state()?.repaired).toBe(0);
    const rows = await centre.query<{ seq: string; why: string }>("SELECT seq, why FROM site_quarantine");
    expect(rows).toEqual([{ seq: String(poison?.seq), why: "22P05" }]);
  });

  test("invariant 2 a new database under an old name begins a history of its own: what the old one sent stays, what the new one has is not taken for known", async () => {
    room.write(400);
    const first = start();
    expect(await differences(centre, room.folder)).toEqual([]);
    await first.kill();
    const old = (await heldAt(centre)).length;
    room.close();
    for (const name of readdirSync(room.folder)) if (name.startsWith("ops.")) rmSync(join(room.folder, name));
    room.open();
    room.write(150);
    const second = start();
    await settled(second, () => second.state()?.epoch === 2 && second.state()?.left === 0);
    expect(await differences(centre, room.folder)).toEqual([]);
    const [both] = await centre.query<{ n: string }>("SELECT count(*) AS n FROM site_fact");
    expect(Number(both?.n)).toBe(old + room.head());
  });

  test("invariants 2, 3 an older copy put back goes on as a branch from where both are alike, and the first history is found again when its own database comes back", async () => {
    room.write(300);
    const copy = (from: string, to: string) => {
      for (const name of readdirSync(room.folder)) if (name === "ops.head" || name.startsWith("ops.db-")) rmSync(join(room.folder, name));
      copyFileSync(join(room.folder, from), join(room.folder, to));
    };
    room.close();
    copyFileSync(join(room.folder, "ops.db"), join(room.folder, "morning.db"));
    room.open();
    room.write(250);
    const first = start();
    expect(await differences(centre, room.folder)).toEqual([]);
    await first.kill();
    room.close();
    copyFileSync(join(room.folder, "ops.db"), join(room.folder, "evening.db"));
    const fork = 300;
    copy("morning.db", "ops.db");
    room.open();
    room.write(120);
    const second = start();
    await settled(second, () => second.state()?.epoch === 2 && second.state()?.left === 0);
    expect(await differences(centre, room.folder)).toEqual([]);
    const own = await centre.query<{ least: string; n: string }>("SELECT min(seq) AS least, count(*) AS n FROM site_fact WHERE epoch = 2");
    expect(own).toEqual([{ least: String(fork + 1), n: String(room.head() - fork) }]);
    await second.kill();
    room.close();
    copy("evening.db", "ops.db");
    room.open();
    const third = start();
    await settled(third, () => third.state()?.epoch === 1 && third.state()?.left === 0);
    expect(await differences(centre, room.folder)).toEqual([]);
  });

  test("invariant 1 two senders of one room at once: each fact is there once and counted once", async () => {
    room.write(4000);
    const [one, two] = [start(), start()];
    for (let i = 0; i < 10; i++) {
      room.write(200);
      await settled(one, () => (one.state()?.sent ?? 0) + (two.state()?.sent ?? 0) > i * 150);
    }
    expect(await differences(centre, room.folder)).toEqual([]);
    expect(await centre.query("SELECT epoch FROM site_epoch")).toEqual([{ epoch: "1" }]);
  });

  test("invariant 10 what differs at the centre is found by hours and told: what is missing is sent again, what was altered is left, ours beside it, until a person puts it right", async () => {
    room.write(600);
    const first = start();
    expect(await differences(centre, room.folder)).toEqual([]);
    await first.kill();
    await centre.query("DELETE FROM site_fact WHERE seq IN (17, 18)");
    await centre.query("UPDATE site_fact SET body = replace(body, 'hue', 'HUE') || ' ' WHERE seq = 40");
    await centre.query("UPDATE site_fact SET at = at + 3600000 WHERE seq = 41");
    await centre.query("UPDATE site_fact SET kind = 'alarm:cleared-by-hand' WHERE seq = 42");
    const second = start();
    await settled(second, () => second.state()?.repaired === 2 && second.state()?.different === 3 && second.state()?.comparedAt !== undefined);
    expect(second.errors()).toMatch(/note .*"missing":2,"changed":3.*"seqs":\[17,18,40,41,42\]/);
    expect(await centre.query("SELECT seq FROM site_repair ORDER BY seq")).toEqual([{ seq: "17" }, { seq: "18" }]);
    // Nothing was written over.
    expect(await centre.query("SELECT count(*) AS n FROM site_fact WHERE (seq = 40 AND body LIKE '% ') OR (seq = 42 AND kind = 'alarm:cleared-by-hand')")).toEqual([{ n: "2" }]);
    await second.kill();
    // A person takes the room's version, as the README says.
    await centre.query("UPDATE site_fact f SET body = convert_from(d.ours, 'UTF8'), at = d.at, kind = d.kind, hash = d.hash FROM site_difference d JOIN site_lineage l ON l.site = d.site AND l.epoch = d.epoch WHERE d.settled_at IS NULL AND f.site = l.site AND f.epoch = l.of_epoch AND f.lane = l.lane AND f.seq > l.after_seq AND f.seq <= l.to_seq AND f.seq = d.seq");
    const third = start();
    await settled(third, () => third.state()?.different === 0 && third.state()?.comparedAt !== undefined);
    expect(third.errors()).not.toContain("note ");
    expect(await differences(centre, room.folder)).toEqual([]);
  });

  test("a disk that is full at the centre, a wrong password and a newer schema are told apart, and no secret is in any line", async () => {
    room.write(20);
    const sender = start();
    expect(await differences(centre, room.folder)).toEqual([]);
    // What PostgreSQL says when there is no room, said by a trigger: filling its disk would end the server.
    await centre.query("CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$");
    await centre.query("CREATE TRIGGER full_disk BEFORE INSERT ON site_fact FOR EACH STATEMENT EXECUTE FUNCTION no_room()");
    room.write(30);
    await settled(sender, () => sender.state()?.link === "down" && sender.state()?.why === "full" && sender.state()?.left === 30);
    await centre.query("DROP FUNCTION no_room CASCADE");
    expect(await differences(centre, room.folder)).toEqual([]);
    await sender.kill();
    await centre.query("INSERT INTO site_schema (version, name, at) VALUES (9999, 'of tomorrow', 0)");
    const older = start();
    await settled(older, () => older.state()?.why === "newer");
    await centre.query("DELETE FROM site_schema WHERE version = 9999");
    await settled(older, () => older.state()?.link === "up");
    const passwordFile = join(room.folder, "wrong-password");
    writeFileSync(passwordFile, "mat-khau-sai");
    const wrong = start({ passwordFile });
    await settled(wrong, () => wrong.state()?.why === "login");
    for (const one of [sender, older, wrong]) expect(one.errors()).not.toContain("mat-khau");
  });
});
