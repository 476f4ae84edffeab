import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IncidentEvent, IncidentId } from "#contract/incident";
import type { RequestInput, RequestName } from "#contract/request";
import { openDemoCity, type DemoCity } from "../../scripts/demo-city/city.ts";
import { ENTRY, addSource, openWindow, removeFolder, request, valueOf } from "../kit/backend.ts";
import { DRAINAGE, ordered, PHOTO } from "../kit/case-room.ts";
import { NO_POSTGRES, type Postgres } from "../kit/postgres.ts";
import { differences } from "../kit/replica.ts";
import { until } from "../kit/until.ts";

if (NO_POSTGRES !== undefined) console.log(`skipped: the demonstration city's story (${NO_POSTGRES})`);

const LIMIT = 240_000;
const OFFICER = { name: "can-bo-thoat-nuoc", password: "một mật khẩu đủ dài" };

describe.skipIf(NO_POSTGRES !== undefined)("the demonstration city", { timeout: 1_500_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "kydai-city-"));
  let city: DemoCity;
  let sql: pg.Client;
  beforeAll(async () => {
    // The database's own user has to pass through here.
    chmodSync(folder, 0o711);
    city = await openDemoCity({ folder, entry: ENTRY, port: 0, speed: 60, feed: false, rooms: 2 });
    const { centre } = JSON.parse(readFileSync(join(folder, "rooms/hue/config.yaml"), "utf8"));
    // Beside the line that is cut: the centre's own console.
    const port = Number(readFileSync(join(folder, "postgres/data/postmaster.pid"), "utf8").split("\n")[3]);
    sql = new pg.Client({ host: "127.0.0.1", port, database: centre.database, user: centre.user, password: readFileSync(centre.passwordFile, "utf8").trim() });
    sql.on("error", () => undefined);
    await sql.connect();
  }, LIMIT);
  afterAll(async () => {
    await sql?.end();
    await city?.stop();
    removeFolder(folder);
  }, LIMIT);

  const seen = (id: string) => city.look().find((room) => room.id === id);
  const data = join(folder, "rooms/hue/data");
  /** Waits for what was looked at after this call: what was seen before it is no answer. */
  const settled = (what: string, ok: () => boolean, since = Date.now()) => until(() => ok() && [seen("hue")?.told?.at, seen("hue")?.equality?.at].every((at) => at !== undefined && at >= since), LIMIT, () => `${what}: ${JSON.stringify(city.look())} ${readFileSync(join(folder, "rooms/hue/room.log"), "utf8").slice(-3000)}`);
  const equal = (id: string) => seen(id)?.equality?.equal === true && seen(id)?.told?.link === "up" && seen(id)?.told?.left === 0;
  const backend = () => ({ address: seen("hue")?.address ?? "" });
  async function logIn(name: string, password: string): Promise<string> {
    const { address } = backend();
    const answer = await fetch(`${address}/api/session`, { method: "POST", headers: { "content-type": "application/json", origin: address }, body: JSON.stringify({ name, password }), signal: AbortSignal.timeout(60_000) });
    const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
    if (cookie === undefined) throw new Error(`${name} is not let in: ${answer.status}`);
    return cookie;
  }
  const atDesk = () => logIn(city.account.id, city.account.password);
  const ask = async <N extends RequestName>(cookie: string, name: N, input: RequestInput<N>) => valueOf(await request(backend(), cookie, name, input));
  async function act(incidentId: IncidentId, ...events: IncidentEvent[]) {
    const cookie = await atDesk();
    for (const event of events) await ask(cookie, "incident:act", { incidentId, version: (await ask(cookie, "incident:get", { incidentId })).incident.version, event });
  }
  /** The agency's officer, with a password anew: those made after a copy are not in it. */
  async function officer(): Promise<string> {
    await ask(await atDesk(), "account:save", { account: { id: OFFICER.name as never, name: "Cán bộ thoát nước", roles: ["focal-officer"], agencyId: DRAINAGE }, password: OFFICER.password });
    return logIn(OFFICER.name, OFFICER.password);
  }
  const open = async (title: string) => (await ask(await atDesk(), "incident:open", { alarmIds: [], title, urgency: "emergency", templateId: "hue-five-steps" })).id;
  async function answer(incidentId: IncidentId): Promise<void> {
    const cookie = await officer();
    const { address } = backend();
    await ask(cookie, "agency:act", { incidentId, event: { is: "received" } });
    const sent = await fetch(`${address}/api/evidence?incidentId=${incidentId}&name=anh.png`, { method: "POST", headers: { "content-type": "application/octet-stream", origin: address, cookie }, body: PHOTO, signal: AbortSignal.timeout(60_000) });
    const { id } = valueOf(await sent.json()) as { id: never };
    await ask(cookie, "agency:act", { incidentId, event: { is: "answered", result: "Đã bơm cạn, thông xe", evidence: [id] } });
  }
  /** kill -9, and waits until it is back by itself. */
  async function killed(): Promise<void> {
    const former = seen("hue")?.pid;
    city.kill("hue");
    await settled("back after kill -9", () => seen("hue")?.told !== undefined && seen("hue")?.pid !== former);
  }
  /** The sync bar says as many facts wait as the centre's own database lacks, no more and no fewer. */
  const toldTruth = () => settled("left is what the centre lacks", () => {
    const room = seen("hue");
    return room?.told?.link === "down" && room.equality !== undefined && room.told.left === room.equality.room - room.equality.centre && !room.equality.equal;
  });
  const openAt = (incidentId: IncidentId) => sql.query<{ closed: boolean }>("SELECT closed_at IS NOT NULL AS closed FROM room_case WHERE site = 'hue' AND case_id = $1", [incidentId]);

  test("invariant 10 H-6.2c K-5.1e a link is cut, a case worked to its closure, the backend killed twice, a backup of the morning put back on purpose, another case closed, the link restored: the centre equals the room to the hash, and the sync bar told the truth throughout", async () => {
    await settled("both equal", () => equal("hue") && equal("phuong-thuan-hoa"));

    // The morning: a case that is open, and a backup that has it.
    const morning = await open("Ngập buổi sáng");
    const window = await openWindow(backend(), await atDesk());
    await until(() => {
      const status = window.statuses.at(-1);
      return status?.backups?.[0] !== undefined && (status.backups[0].facts ?? 0) >= status.seq;
    }, LIMIT, () => JSON.stringify(window.statuses.at(-1)?.backups));
    window.close();
    const instant = Date.now();
    await until(() => Date.now() > instant + 50);
    // Later the centre has more than that backup.
    const afternoon = await open("Ngập buổi chiều");
    await act(afternoon, { is: "verified" });
    await settled("equal", () => equal("hue"));
    expect((await openAt(afternoon)).rows).toEqual([{ closed: false }]);

    expect(city.cut("hue")).toBe(true);
    const secret = await addSource(backend(), await atDesk(), "tram");
    const sent = await fetch(`${backend().address}/sta/v1.1/Datastreams(street-dap-da.street-depth)/Observations`, { method: "POST", body: JSON.stringify({ result: 46 }), headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`tram:${secret}`).toString("base64")}` }, signal: AbortSignal.timeout(60_000) });
    expect(sent.status).toBe(201);
    await act(afternoon, { is: "proposed", plan: "Chặn đường, bơm" }, ordered({ support: [] }));
    await settled("an alarm waits, and its age is told", () => seen("hue")?.told?.link === "down" && (seen("hue")?.told?.oldestAlarm ?? 0) > 0);
    await toldTruth();
    await killed();
    await answer(afternoon);
    await killed();
    await act(afternoon, { is: "confirmed", check: "Đã kiểm tra, nước rút" });
    expect((await ask(await atDesk(), "incident:get", { incidentId: afternoon })).incident.closedAt).toEqual(expect.any(Number));
    await toldTruth();
    expect(seen("hue")?.told?.oldestAlarm).toBeGreaterThan(0);
    expect((await openAt(afternoon)).rows).toEqual([{ closed: false }]);
    expect(equal("phuong-thuan-hoa")).toBe(true);

    // On purpose: what the room did since, it does not know any more; the centre knows what it was sent of it.
    const done = await city.restore("hue", new Date(instant).toISOString());
    expect(done?.ok, done?.text).toBe(true);
    await settled("back after the restore, without a link", () => seen("hue")?.told?.link === "down" && seen("hue")?.equality?.equal === false);
    // Where the centre is it cannot know now, and guesses nothing.
    expect(seen("hue")?.told?.left).toBeUndefined();
    expect(readdirSync(data).some((name) => name.startsWith("aside-"))).toBe(true);
    expect(await request(backend(), await atDesk(), "incident:get", { incidentId: afternoon })).toMatchObject({ ok: false, fault: { code: "unknown-id" } });
    await act(morning, { is: "verified" }, { is: "proposed", plan: "Bơm" }, ordered({ support: [] }));
    await answer(morning);
    await act(morning, { is: "confirmed", check: "Đã kiểm tra" });

    expect(city.mend("hue")).toBe(true);
    await settled("equal again", () => equal("hue") && seen("hue")?.told?.epoch === 2);
    expect(seen("hue")?.equality?.roomHash).toBe(seen("hue")?.equality?.centreHash);
    // Text by text too, and every fact of every history had its effect once.
    expect(await differences({ query: async (text: string, values?: unknown[]) => (await sql.query(text, values)).rows } as Pick<Postgres, "query"> as Postgres, data)).toEqual([]);
    expect((await openAt(morning)).rows).toEqual([{ closed: true }]);
    // The history that was set back is not in what is read, and not lost either.
    expect((await openAt(afternoon)).rows).toEqual([]);
    expect((await sql.query("SELECT 1 FROM site_fact WHERE site = 'hue' AND epoch = 1 AND kind = 'incident:opened' AND body::jsonb->'incident'->>'id' = $1", [afternoon])).rowCount).toBe(1);
    expect(seen("phuong-thuan-hoa")).toMatchObject({ equality: { equal: true, epoch: 1 }, told: { epoch: 1, repaired: 0 } });

    const pids = city.look().flatMap(({ pid }) => pid ?? []);
    await city.stop();
    expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
  });
});
