import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openCable, type Cable } from "../kit/cable.ts";
import { certificateFor } from "../kit/certificate.ts";
import { NO_POSTGRES, startPostgres, type Postgres } from "../kit/postgres.ts";
import { differences, emptyCentre, roomJournal, startSender, type SenderProcess } from "../kit/replica.ts";
import { until } from "../kit/until.ts";

if (NO_POSTGRES !== undefined) console.log(`skipped: the line to the centre (${NO_POSTGRES})`);

const OURS = certificateFor("IP:127.0.0.1");
const OTHERS = certificateFor("DNS:localhost");

describe.skipIf(NO_POSTGRES !== undefined)("the line to a real centre", { timeout: 600_000 }, () => {
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

  test("a line that breaks in the middle of a transaction keeps no lock: the next sender goes on", async () => {
    room.write(100);
    const first = start();
    expect(await differences(centre, room.folder)).toEqual([]);
    await first.kill();
    cable = await openCable(centre.port);
    // Facts wait at the centre for a lock of the test's, so that the cable is pulled while the cursor is moved and held.
    await centre.query("CREATE FUNCTION held() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(42); RETURN NULL; END $$; CREATE TRIGGER held AFTER INSERT ON site_fact FOR EACH STATEMENT EXECUTE FUNCTION held(); SELECT pg_advisory_lock(42)");
    room.write(50);
    const cutOff = start({ port: cable.port, patience: { connect: 5, answer: 10 } });
    await until(async () => (await centre.query("SELECT 1 FROM pg_stat_activity WHERE application_name = 'ky-dai' AND wait_event = 'advisory'")).length === 1, 180_000, () => cutOff.errors());
    cable.cut();
    await cutOff.kill();
    // The server goes on in a transaction whose sender is gone and whose line says nothing of it.
    await centre.query("SELECT pg_advisory_unlock(42)");
    start();
    expect(await differences(centre, room.folder)).toEqual([]);
  });

  test("invariants 1, 2 a centre that asks to try again (40001) is asked again: two senders over serializable transactions", async () => {
    await centre.query("ALTER ROLE centre SET default_transaction_isolation = 'serializable'");
    try {
      room.write(6000);
      const [one, two] = [start(), start()];
      for (let i = 1; i <= 8; i++) {
        room.write(200);
        await until(() => (one.state()?.sent ?? 0) + (two.state()?.sent ?? 0) > i * 150, 180_000, () => `${one.errors()} ${two.errors()}`);
      }
      expect(await differences(centre, room.folder)).toEqual([]);
      expect(await centre.query("SELECT epoch FROM site_epoch")).toEqual([{ epoch: "1" }]);
    } finally {
      await centre.query("ALTER ROLE centre RESET default_transaction_isolation");
    }
  });

  test("invariant 10 a centre that loses what it had, or is put back to what it had before, gets the rest again", async () => {
    room.write(500);
    const sender = start();
    expect(await differences(centre, room.folder)).toEqual([]);
    const tables = ["site_room", "site_epoch", "site_cursor", "site_lineage", "site_fact", "site_tally"];
    await centre.query(`CREATE SCHEMA backup; ${tables.map((table) => `CREATE TABLE backup.${table} AS TABLE ${table}`).join("; ")}`);
    room.write(700);
    expect(await differences(centre, room.folder)).toEqual([]);
    await centre.query(`BEGIN; TRUNCATE ${tables.join(", ")}; ${tables.map((table) => `INSERT INTO ${table} SELECT * FROM backup.${table}`).join("; ")}; COMMIT; DROP SCHEMA backup CASCADE`);
    // Nobody tells the sender: it finds out by its next fact.
    room.write(1);
    expect(await differences(centre, room.folder)).toEqual([]);
    await centre.query(`TRUNCATE ${tables.join(", ")}`);
    room.write(1);
    expect(await differences(centre, room.folder)).toEqual([]);
    await settled(sender, () => sender.state()?.left === 0);
  });

  test("a centre that answers and takes nothing is no link that stands, and is told once", async () => {
    room.write(20);
    const sender = start();
    expect(await differences(centre, room.folder)).toEqual([]);
    await centre.query("CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$; CREATE TRIGGER full_disk BEFORE INSERT ON site_fact FOR EACH STATEMENT EXECUTE FUNCTION no_room()");
    room.write(30);
    await settled(sender, () => sender.state()?.why === "full");
    const since = sender.state()?.since;
    await settled(sender, () => sender.errors().split("debug centre-away").length > 3);
    expect(sender.state()).toMatchObject({ link: "down", why: "full", since, left: 30 });
    expect(sender.errors().split("warn centre-away")).toHaveLength(2);
    await centre.query("DROP FUNCTION no_room CASCADE");
    expect(await differences(centre, room.folder)).toEqual([]);
    await settled(sender, () => sender.state()?.link === "up");
  });

  test.skipIf(OURS === undefined || OTHERS === undefined)("TLS: the centre is who its certificate says, by name or address, or nothing is said to it; and never without TLS unless that is written", async () => {
    room.write(40);
    const [ours, others] = [join(room.folder, "ours.pem"), join(room.folder, "others.pem")];
    writeFileSync(ours, OURS!.cert);
    writeFileSync(others, OTHERS!.cert);
    const plain = start({ tls: { caFile: ours } });
    await settled(plain, () => plain.state()?.why === "login");
    expect(plain.errors()).toContain("NO_TLS");
    await plain.kill();
    // A certificate of another name, from an authority that is trusted.
    await centre.speakTls(OTHERS!);
    const other = start({ tls: { caFile: others } });
    await settled(other, () => other.state()?.why === "login");
    expect(other.errors()).toContain("ERR_TLS_CERT_ALTNAME_INVALID");
    await other.kill();
    await centre.speakTls(OURS!);
    // Nobody vouches for it.
    const stranger = start({ tls: {} });
    await settled(stranger, () => stranger.state()?.why === "login");
    await stranger.kill();
    const right = start({ tls: { caFile: ours } });
    expect(await differences(centre, room.folder)).toEqual([]);
    expect(await centre.query("SELECT s.ssl FROM pg_stat_ssl s JOIN pg_stat_activity a ON a.pid = s.pid WHERE a.application_name = 'ky-dai'")).toEqual([{ ssl: true }]);
    for (const sender of [plain, other, stranger, right]) expect(sender.errors()).not.toContain("mat-khau");
  });
});
