import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { backupRoom } from "../../../test/kit/backup-room.ts";
import { journalIn } from "../../../test/kit/journal.ts";
import { verifyJournal } from "../../../test/kit/verify-journal.ts";
import { bringBack, checkCopy } from "./bring-back.ts";
import { openDepot } from "./depot.ts";
import { openFolder } from "./places/folder.ts";
import { readKeyFile } from "./seal.ts";
import { copyDatabase } from "./snapshot.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const nas = (temp: string) => ({ id: "nas", kind: "folder" as const, path: join(temp, "nas") });

let rooms: ReturnType<typeof backupRoom>[] = [];
const room = (over: object = {}): ReturnType<typeof backupRoom> => {
  const one = backupRoom(nas, over);
  rooms.push(one);
  return one;
};
afterEach(() => {
  for (const one of rooms) one.remove();
  rooms = [];
});

/** Every file below a folder, with its bytes. */
function filesBelow(folder: string): Map<string, Buffer> {
  return new Map(readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [[join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name))] as const] : [])));
}
const depotOf = (one: ReturnType<typeof backupRoom>) => openDepot(openFolder(nas(one.temp)), readKeyFile(one.keyFile));
const back = async (one: ReturnType<typeof backupRoom>, to: string, at?: number) => bringBack({ depot: await depotOf(one), folder: to, at });

test("K-5.1e: a room is copied whole while it is written, only what is new is sent again, and it comes back as it was", async () => {
  const one = room();
  one.write(400);
  one.readings(6000);
  const sha256 = one.evidence(Buffer.alloc(3_000_000, 7));
  const keeper = one.keeper();
  await keeper.tend();
  expect(keeper.state()).toMatchObject({ is: "ok", copies: 1, facts: 400, late: false, checked: { ok: true, facts: 400 } });
  expect(one.told).toMatchObject([{ kind: "backup:checked", place: "nas", check: { ok: true } }]);
  const first = keeper.state().bytes ?? 0;

  one.pass(DAY);
  one.write(3);
  await keeper.tend();
  expect(keeper.state()).toMatchObject({ is: "ok", copies: 2, facts: 403 });
  // The six megabytes of readings and the evidence are there already.
  expect((keeper.state().bytes ?? 0) - first).toBeLessThan(2_000_000);

  const to = join(one.temp, "back");
  const brought = await back(one, to);
  expect(brought).toMatchObject({ seq: 403, appended: 0, cut: false });
  expect(readFileSync(join(to, "evidence", sha256.slice(0, 2), `${sha256}.bin`)).equals(Buffer.alloc(3_000_000, 7))).toBe(true);
  expect(verifyJournal(join(to, "ops.db"))).toMatchObject({ code: 0 });
  const journal = journalIn(to);
  expect(journal.head()).toBe(403);
  journal.close();
  await keeper.close();
});

test("K-5.1e: a copy holds up no writer and is of one moment, whatever is committed while it is made", async () => {
  const one = room();
  one.write(3000);
  const writer = spawn(process.execPath, [new URL("../../../test/kit/journal-writer.ts", import.meta.url).pathname, join(one.temp, "writing"), "5"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    let last = 0;
    let rest = "";
    writer.stdout.on("data", (chunk: Buffer) => {
      rest += chunk.toString();
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      last = Number(lines.at(-1)?.split(" ").at(-1) ?? last);
    });
    await expect.poll(() => last, { timeout: 60_000 }).toBeGreaterThan(500);
    const before = last;
    const copy = join(one.temp, "copy.db");
    const rows = await copyDatabase(join(one.temp, "writing", "ops.db"), copy);
    expect(rows["fact"]).toBeGreaterThanOrEqual(before);
    await expect.poll(() => last, { timeout: 60_000 }).toBeGreaterThan((rows["fact"] ?? 0) + 100);
    expect(verifyJournal(copy)).toMatchObject({ code: 0 });
  } finally {
    const gone = once(writer, "close");
    writer.kill("SIGKILL");
    await gone;
  }
}, 180_000);

test("K-5.1e: a point in time is exact to the fact between copies, and facts later than it are left out", async () => {
  const one = room();
  one.write(50);
  const keeper = one.keeper();
  await keeper.tend();
  const marks: { at: number; head: number }[] = [];
  for (let i = 0; i < 5; i++) {
    one.pass(HOUR);
    one.write(10 + i);
    marks.push({ at: one.now(), head: one.head() });
    await keeper.tend();
  }
  expect(keeper.state()).toMatchObject({ copies: 1, facts: one.head() });
  for (const { at, head } of marks) {
    const to = join(one.temp, `back-${head}`);
    const exact = await back(one, to, at);
    expect(exact.seq).toBe(head);
    expect(verifyJournal(join(to, "ops.db"))).toMatchObject({ code: 0 });
    const journal = journalIn(to);
    expect(journal.head()).toBe(head);
    // The state is made anew from the facts and equals what folding them gives.
    expect(journal.load().alarms.size).toBeGreaterThan(0);
    journal.close();
  }
  expect((await back(one, join(one.temp, "between"), (marks[2]?.at ?? 0) + 1)).seq).toBe(marks[2]?.head);
  await expect(back(one, join(one.temp, "before"), marks[0]!.at - 10 * DAY)).rejects.toThrow(/the oldest copy is of 2026-11-23/);
});

test("K-5.1e: a place out of reach is told once when it is overdue, tried again with pauses, and gets what it missed", async () => {
  const one = room();
  one.write(20);
  let away = true;
  const keeper = one.keeper({ wrap: (place) => ({ ...place, get: async (name) => {
    if (away) throw Object.assign(new Error("away"), { code: "EHOSTUNREACH" });
    return place.get(name);
  } }) });
  let wait = await keeper.tend();
  expect(keeper.state()).toMatchObject({ is: "failing", why: "unreachable", late: false });
  const waits: number[] = [];
  for (let i = 0; i < 400; i++) {
    one.pass(wait);
    wait = await keeper.tend();
    waits.push(wait);
  }
  expect(Math.max(...waits)).toBeLessThanOrEqual(900_000);
  expect(waits.slice(0, 3).every((ms, i) => ms > (i === 0 ? 0 : (waits[i - 1] ?? 0)))).toBe(true);
  expect(one.told).toEqual([{ kind: "backup:late", place: "nas", why: "unreachable", newest: undefined }]);
  away = false;
  one.pass(wait);
  await keeper.tend();
  expect(keeper.state()).toMatchObject({ is: "ok", late: false, facts: 20 });
  expect(one.told.map(({ kind }) => kind)).toEqual(["backup:late", "backup:resumed", "backup:checked"]);
});

test("K-5.1e: what the rules do not keep is let go, blocks with it, and what is left still comes back", async () => {
  const one = room({ keep: { daily: 2, weekly: 0, monthly: 0, factDays: 1 } });
  one.write(10);
  const keeper = one.keeper();
  for (let day = 0; day < 5; day++) {
    one.evidence(Buffer.alloc(1_500_000, day + 1));
    if (day > 0) rmSync(join(one.folder, "evidence"), { recursive: true });
    one.write(5);
    await keeper.tend();
    one.pass(DAY);
  }
  expect(keeper.state().copies).toBe(2);
  const depot = await depotOf(one);
  const named = new Set<string>();
  for (const copy of await depot.copies()) for (const file of (await depot.manifest(copy)).files) for (const id of file.blocks.match(/.{64}/g) ?? []) named.add(id);
  expect(new Set((await depot.blocks()).keys())).toEqual(named);
  expect((await depot.spans()).every(({ at }) => at > one.now() - 3 * DAY)).toBe(true);
  expect((await back(one, join(one.temp, "back"))).seq).toBe(35);
});

test("K-5.1e: the trial finds a block that rotted, one that is gone and one put in another's place, says so, and has them sent again", async () => {
  const one = room({ checkEveryDays: 1 });
  one.write(200);
  one.readings(3000);
  const keeper = one.keeper();
  await keeper.tend();
  const blocks = [...filesBelow(join(one.temp, "nas", "blocks"))];
  const [[file, bytes], [, other]] = [blocks[0]!, blocks[1]!];
  const rotten = Buffer.from(bytes);
  rotten[Math.floor(rotten.length / 2)]! ^= 1;
  for (const [harm, words] of [[() => writeFileSync(file, rotten), "seal is broken"], [() => writeFileSync(file, other), "seal is broken"], [() => rmSync(file), "is not there"]] as const) {
    // Before the next copy: it would send what is gone.
    one.pass(DAY);
    await keeper.tend();
    one.pass(HOUR);
    harm();
    const open = await depotOf(one);
    const newest = (await open.copies())[0]!;
    expect(await checkCopy({ depot: open, copy: newest, scratch: join(one.temp, "trial"), now: one.now, going: () => undefined })).toMatchObject({ ok: false, detail: expect.stringContaining(words) as unknown });
  }
  one.told.length = 0;
  writeFileSync(file, rotten);
  one.pass(DAY);
  await keeper.tend();
  expect(one.told).toMatchObject([{ kind: "backup:checked", check: { ok: false } }, { kind: "backup:checked", check: { ok: true } }]);
  expect(keeper.state()).toMatchObject({ is: "ok", checked: { ok: true } });
  expect((await back(one, join(one.temp, "back"))).seq).toBe(200);
});

test("K-5.1e: nothing at the place can be read without the key, and the key stands nowhere", async () => {
  const one = room();
  one.write(50);
  writeFileSync(join(one.folder, "secret-note.json"), JSON.stringify({ note: "mật khẩu camera" }));
  await one.keeper().tend();
  const key = readFileSync(one.keyFile, "utf8");
  for (const [name, bytes] of filesBelow(join(one.temp, "nas"))) {
    for (const text of [key, "mật khẩu camera", "alarm:raised", "SQLite format"]) expect(bytes.includes(text), `${name} holds “${text}”`).toBe(false);
    expect(bytes.includes(Buffer.from(key, "hex"))).toBe(false);
  }
  expect(JSON.stringify([one.log.lines, one.told])).not.toContain(key);
  expect([...filesBelow(one.folder).keys()].some((file) => file.includes("backup-scratch"))).toBe(false);
  writeFileSync(one.keyFile, "another passphrase of a person");
  const keeper = one.keeper();
  await keeper.tend();
  expect(keeper.state()).toMatchObject({ is: "failing", why: "key" });
  writeFileSync(join(one.temp, "open-key"), key, { mode: 0o644 });
  expect(statSync(join(one.temp, "open-key")).mode & 0o777).toBe(0o644);
  expect(() => readKeyFile(join(one.temp, "open-key"))).toThrow("chmod 600");
});

test("K-5.1e: a room that was put back is a history of its own at the place, and both can be had back", async () => {
  const one = room();
  one.write(30);
  const keeper = one.keeper();
  await keeper.tend();
  const first = one.now();
  one.pass(HOUR);
  one.write(30);
  await keeper.tend();
  const second = one.now();
  // The morning's copy takes the room's place on purpose.
  const to = join(one.temp, "back");
  await back(one, to, first);
  one.pass(HOUR);
  for (const end of ["", "-wal", "-shm"]) rmSync(join(one.folder, `ops.db${end}`), { force: true });
  rmSync(join(one.folder, "ops.head"));
  writeFileSync(join(one.folder, "ops.db"), readFileSync(join(to, "ops.db")));
  one.reopen();
  one.write(5);
  await keeper.tend();
  // The newest copy of a history that ended stays, however many a day has.
  expect(keeper.state()).toMatchObject({ is: "ok", facts: 35, copies: 2 });
  expect((await back(one, join(one.temp, "newest"))).seq).toBe(35);
  expect((await back(one, join(one.temp, "old"), second)).seq).toBe(60);
});
