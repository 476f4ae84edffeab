import { hash, randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import { EvidenceId, IncidentId } from "#contract/incident";
import { NO_POSTGRES, startPostgres, type Postgres } from "../kit/postgres.ts";
import { differences, emptyCentre, roomJournal, startSender, type SenderProcess } from "../kit/replica.ts";
import { until } from "../kit/until.ts";

if (NO_POSTGRES !== undefined) console.log(`skipped: evidence to the centre (${NO_POSTGRES})`);

const by = AccountId.parse("lan");

describe.skipIf(NO_POSTGRES !== undefined)("evidence to a real centre", { timeout: 600_000 }, () => {
  let centre: Postgres;
  let room: ReturnType<typeof roomJournal>;
  const senders: SenderProcess[] = [];
  const start = (over?: Parameters<Postgres["settings"]>[0]): SenderProcess => {
    const sender = startSender(room.folder, centre.settings(over));
    senders.push(sender);
    return sender;
  };
  const settled = (sender: SenderProcess, ok: () => boolean): Promise<void> => until(ok, 180_000, () => `${JSON.stringify(sender.state())} ${sender.errors()}`);
  const fileOf = (sha256: string) => join(room.folder, "evidence", sha256.slice(0, 2), `${sha256}.mp4`);
  /** A film of a case, on the shelf and in the journal. */
  const film = (bytes: number): { sha256: string; content: Buffer } => {
    const content = randomBytes(bytes);
    const sha256 = hash("sha256", content, "hex");
    mkdirSync(join(room.folder, "evidence", sha256.slice(0, 2)), { recursive: true });
    writeFileSync(fileOf(sha256), content);
    room.append([{ kind: "evidence:added", at: 1_800_000_000_000, evidence: { id: EvidenceId.parse(`phim-${sha256.slice(0, 8)}`), incidentId: IncidentId.parse("ngap-1"), sha256, type: "video/mp4", bytes, by, at: 1_800_000_000_000, name: "phim.mp4" } }]);
    return { sha256, content };
  };
  const parts = async (sha256: string) => Number((await centre.query<{ n: string }>("SELECT count(*) AS n FROM site_file_part WHERE sha256 = decode($1, 'hex')", [sha256]).catch(() => []))[0]?.n ?? 0);
  const whole = async (sha256: string) => (await centre.query("SELECT 1 FROM site_file WHERE sha256 = decode($1, 'hex') AND whole_at IS NOT NULL", [sha256])).length === 1;
  const contentOf = async (sha256: string) => Buffer.concat((await centre.query<{ body: Buffer }>("SELECT body FROM site_file_part WHERE sha256 = decode($1, 'hex') ORDER BY part", [sha256])).map(({ body }) => body));

  beforeAll(async () => {
    centre = await startPostgres();
  }, 180_000);
  afterAll(async () => centre?.close());
  beforeEach(() => {
    room = roomJournal();
  });
  afterEach(async () => {
    for (const sender of senders.splice(0)) await sender.kill();
    room.remove();
    await emptyCentre(centre);
  });

  test("invariant 10 a film whose sender loses the centre and is killed in mid-file goes on where it was, comes whole, and after the facts", async () => {
    room.write(200);
    const { sha256, content } = film(3_000_000);
    // From its 31st part on the centre has no room: so it is killed in the middle, however fast either side is.
    const prepares = start();
    await until(async () => (await parts(sha256)) >= 1, 180_000, () => prepares.errors());
    await prepares.kill();
    await centre.query("DELETE FROM site_file_part; DELETE FROM site_file");
    await centre.query("CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$; CREATE TRIGGER full_disk BEFORE INSERT ON site_file_part FOR EACH ROW WHEN (NEW.part >= 30) EXECUTE FUNCTION no_room()");
    const first = start({ bytesPerSecond: 500_000 });
    await until(async () => (await parts(sha256)) >= 8, 180_000, () => first.errors());
    await centre.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ky-dai'");
    await settled(first, () => first.state()?.filesWhy === "full" && first.state()?.link === "up");
    // Facts go on meanwhile.
    room.write(50);
    expect(await differences(centre, room.folder)).toEqual([]);
    await settled(first, () => first.state()?.link === "up" && first.state()?.left === 0 && first.state()?.filesLeft === 1);
    await first.kill();
    expect([await parts(sha256), await whole(sha256)]).toEqual([30, false]);
    const before = await centre.query<{ part: string; xmin: string }>("SELECT part, xmin FROM site_file_part ORDER BY part");
    await centre.query("DROP FUNCTION no_room CASCADE");
    const second = start();
    await settled(second, () => second.state()?.filesLeft === 0);
    expect(await whole(sha256)).toBe(true);
    expect((await contentOf(sha256)).equals(content)).toBe(true);
    // What was there is not sent again.
    const after = new Map((await centre.query<{ part: string; xmin: string }>("SELECT part, xmin FROM site_file_part")).map(({ part, xmin }) => [part, xmin]));
    expect(before.filter(({ part, xmin }) => after.get(part) !== xmin)).toEqual([]);
  });

  test("a part that is damaged at the centre is sent anew; a file that is gone or altered in the room is told, and holds up none", async () => {
    const [gone, altered, sound] = [film(100_000), film(100_000), film(200_000)];
    rmSync(fileOf(gone.sha256));
    writeFileSync(fileOf(altered.sha256), randomBytes(100_000));
    const first = start();
    await settled(first, () => first.state()?.filesLeft === 0 && first.state()?.filesLacking === 2);
    expect(await whole(sound.sha256)).toBe(true);
    expect(await parts(altered.sha256)).toBe(0);
    await first.kill();
    await centre.query("UPDATE site_file SET whole_at = NULL");
    await centre.query("UPDATE site_file_part SET body = decode('00', 'hex') WHERE part = 1");
    const second = start();
    await settled(second, () => second.state()?.filesLeft === 0);
    expect((await contentOf(sound.sha256)).equals(sound.content)).toBe(true);
    expect(await whole(sound.sha256)).toBe(true);
  });
});
