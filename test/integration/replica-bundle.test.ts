import { execFile } from "node:child_process";
import { hash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import { EvidenceId, IncidentId } from "#contract/incident";
import { openRoomKey } from "../../backend/access/room-key.ts";
import { NO_POSTGRES, startPostgres, type Postgres } from "../kit/postgres.ts";
import { differences, emptyCentre, roomJournal, startSender, type SenderProcess } from "../kit/replica.ts";
import { tempFolder } from "../kit/journal.ts";
import { until } from "../kit/until.ts";

if (NO_POSTGRES !== undefined) console.log(`skipped: carrying by hand to the centre (${NO_POSTGRES})`);

const SCRIPTS = new URL("../../scripts/", import.meta.url).pathname;

describe.skipIf(NO_POSTGRES !== undefined)("carried by hand to a real centre", { timeout: 600_000 }, () => {
  let centre: Postgres;
  let room: ReturnType<typeof roomJournal>;
  let stick: ReturnType<typeof tempFolder>;
  const senders: SenderProcess[] = [];
  const start = (): SenderProcess => {
    const sender = startSender(room.folder, centre.settings());
    senders.push(sender);
    return sender;
  };
  const run = (script: string, args: string[]) => new Promise<{ code: number; said: string }>((done) =>
    execFile(process.execPath, ["--disable-warning=ExperimentalWarning", join(SCRIPTS, script), ...args], { timeout: 300_000 }, (error, out, err) => done({ code: error === null ? 0 : Number(error.code ?? -1), said: out + err })));
  const exported = (to: string, ...more: string[]) => run("bundle-export.ts", ["--data", room.folder, "--to", to, ...more]);
  const imported = (...args: string[]) => run("bundle-import.ts", [...args, "--centre", `postgres://centre@127.0.0.1:${centre.port}/postgres?tls=none`, "--password-file", centre.settings().passwordFile]);
  const bundle = (name: string) => join(stick.folder, name);
  const counted = async () => JSON.stringify([await centre.query("SELECT * FROM site_tally ORDER BY epoch, hour, kind"), await centre.query("SELECT count(*) AS n, md5(string_agg(body, '' ORDER BY epoch, seq)) AS facts FROM site_fact"), await centre.query("SELECT count(*) AS n FROM site_file_part"), await centre.query("SELECT epoch, first_seq, rest_seq, facts FROM site_cursor")]);
  function film(bytes: number): Buffer {
    const content = randomBytes(bytes);
    const sha256 = hash("sha256", content, "hex");
    mkdirSync(join(room.folder, "evidence", sha256.slice(0, 2)), { recursive: true });
    writeFileSync(join(room.folder, "evidence", sha256.slice(0, 2), `${sha256}.mp4`), content);
    room.append([{ kind: "evidence:added", at: 1_800_000_000_000, evidence: { id: EvidenceId.parse(`phim-${sha256.slice(0, 8)}`), incidentId: IncidentId.parse("ngap-1"), sha256, type: "video/mp4", bytes, by: AccountId.parse("lan"), at: 1_800_000_000_000, name: "phim.mp4" } }]);
    return content;
  }
  const settled = (sender: SenderProcess): Promise<void> => until(() => sender.state()?.left === 0 && sender.state()?.filesLeft === 0 && sender.state()?.comparedAt !== undefined, 180_000, () => `${JSON.stringify(sender.state())} ${sender.errors()}`);

  beforeAll(async () => {
    centre = await startPostgres();
  }, 180_000);
  afterAll(async () => centre?.close());
  beforeEach(() => {
    room = roomJournal();
    stick = tempFolder();
  });
  afterEach(async () => {
    for (const sender of senders.splice(0)) await sender.kill();
    room.remove();
    stick.remove();
    await emptyCentre(centre);
  });

  test("invariants 2, 10 H-6.2c what a cut room did is carried, taken once however often it is brought, and the line goes on from there: equal to the hash", async () => {
    room.write(500);
    film(200_000);
    const first = start();
    expect(await differences(centre, room.folder)).toEqual([]);
    await settled(first);
    await first.kill("SIGTERM");
    // The line is gone for days.
    room.write(3000);
    const content = film(1_500_000);
    room.write(200);
    const done = await exported(bundle("one"));
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining("evidence  1\n") });
    const facts = readFileSync(bundle("one")).toString("latin1").split("\n").filter((line) => line.startsWith('{"') && line.includes('"kind":')).length;
    expect(facts).toBeLessThan(room.head());
    expect(await imported(bundle("one"))).toMatchObject({ code: 0, said: expect.stringContaining("evidence added         1") });
    expect(await differences(centre, room.folder)).toEqual([]);
    const parts = await centre.query<{ body: Buffer }>("SELECT p.body FROM site_file_part p JOIN site_file f ON f.site = p.site AND f.sha256 = p.sha256 WHERE f.whole_at IS NOT NULL AND f.sha256 = decode($1, 'hex') ORDER BY p.part", [hash("sha256", content, "hex")]);
    expect(Buffer.concat(parts.map(({ body }) => body)).equals(content)).toBe(true);
    const before = await counted();
    expect(await imported(bundle("one"))).toMatchObject({ code: 0, said: expect.stringMatching(/facts added +0 .*\n.*evidence added +0 /) });
    expect(await counted()).toBe(before);
    // The room goes on; the line is mended, and everything is there once.
    room.write(400);
    const second = start();
    expect(await differences(centre, room.folder)).toEqual([]);
    await settled(second);
    expect(second.state()).toMatchObject({ epoch: 1, repaired: 0, different: 0, quarantined: 0 });
    const after = await counted();
    expect(await imported(bundle("one"))).toMatchObject({ code: 0 });
    expect(await counted()).toBe(after);
    expect(await exported(bundle("none"), "--evidence-from", String(room.head() + 1), "--from", String(room.head() + 1))).toMatchObject({ code: 0, said: expect.stringContaining("nothing to carry") });
    expect(existsSync(bundle("none"))).toBe(false);
  });

  test("invariant 1 brought while the room's own line is sending the same: each fact once, and what somebody laid hands on is refused", async () => {
    room.write(200);
    const first = start();
    expect(await differences(centre, room.folder)).toEqual([]);
    await first.kill("SIGTERM");
    room.write(5000);
    expect(await exported(bundle("all"), "--from", "1")).toMatchObject({ code: 0 });
    const bytes = readFileSync(bundle("all"));
    bytes[bytes.length - 5000] = bytes[bytes.length - 5000]! ^ 1;
    writeFileSync(bundle("altered"), bytes);
    expect(await imported(bundle("altered"))).toMatchObject({ code: 65, said: expect.stringContaining("altered since it was written") });
    start();
    const [one, two] = await Promise.all([imported(bundle("all")), imported(bundle("all"))]);
    // Whoever gives way to the line says so; nothing is wrong either way.
    for (const { code, said } of [one, two]) expect([0, 69], said).toContain(code);
    expect(await differences(centre, room.folder)).toEqual([]);
    expect(await centre.query("SELECT epoch FROM site_epoch")).toEqual([{ epoch: "1" }]);
  });

  test("a gap, an unknown, a foreign and a retired key, another history and a password in an address are refused, each by its own words; nothing is written then", async () => {
    room.write(300);
    expect(await exported(bundle("all"))).toMatchObject({ code: 0 });
    const key = openRoomKey(room.folder, console).publicKey;
    // Known as another room's key is not known as this one's; the first to come makes the tables.
    expect(await imported("--trust", key, "--site", "thu")).toMatchObject({ code: 0 });
    await centre.query("INSERT INTO site_key (site, key, named_by, named_at) VALUES ('da-nang', $1, 'hand', 1)", [key]);
    expect(await imported(bundle("all"))).toMatchObject({ code: 65, said: expect.stringContaining("does not know this key") });
    expect(await imported("--trust", key, "--site", "hue")).toMatchObject({ code: 0 });
    expect(await centre.query("SELECT 1 FROM site_fact")).toEqual([]);
    expect(await imported(bundle("all"))).toMatchObject({ code: 0, said: expect.stringMatching(/facts added +300 /) });
    room.write(100);
    expect(await exported(bundle("later"), "--from", "351")).toMatchObject({ code: 0 });
    expect(await imported(bundle("later"))).toMatchObject({ code: 65, said: expect.stringMatching(/a gap: the centre has facts up to (?:300|29\d);/) });
    await centre.query("UPDATE site_key SET retired_at = 1 WHERE site = 'hue'");
    expect(await imported(bundle("all"))).toMatchObject({ code: 65, said: expect.stringContaining("was retired") });
    await centre.query("UPDATE site_key SET retired_at = NULL");
    // The room's database is lost, its key is not.
    const other = roomJournal();
    other.write(50);
    writeFileSync(join(other.folder, "room.key"), readFileSync(join(room.folder, "room.key")));
    const before = await counted();
    expect(await run("bundle-export.ts", ["--data", other.folder, "--to", bundle("anew")])).toMatchObject({ code: 0 });
    expect(await imported(bundle("anew"))).toMatchObject({ code: 65, said: expect.stringContaining("another history of this room") });
    expect(await counted()).toBe(before);
    expect(await imported(bundle("anew"), "--new-history")).toMatchObject({ code: 0, said: expect.stringContaining("history 2") });
    expect(await differences(centre, other.folder)).toEqual([]);
    other.remove();
    const spoken = await run("bundle-import.ts", [bundle("all"), "--centre", `postgres://centre:lo-ra@127.0.0.1:${centre.port}/postgres`, "--password-file", "x"]);
    expect(spoken).toMatchObject({ code: 64 });
    expect(spoken.said).not.toContain("lo-ra");
    rmSync(bundle("all"));
  });
});
