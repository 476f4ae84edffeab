import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { GOLDEN_STORES, layGolden } from "../../../test/kit/golden-store.ts";
import { journalIn, keptLog, stateText, tempFolder } from "../../../test/kit/journal.ts";
import { verifyJournal } from "../../../test/kit/verify-journal.ts";
import { fold } from "../../core/fold.ts";
import { emptyState } from "../../core/state.ts";
import { countRows } from "../backup/snapshot.ts";
import { parseFact } from "../facts.ts";
import { openVault } from "../telemetry/open-vault.ts";
import { OPS_MIGRATIONS } from "../create-ops.ts";
import { migrate, newestIn } from "../migrate.ts";
import { openForecastBook } from "../forecast-book.ts";
import { openStudyBook } from "../study-book.ts";
import { openSubscribers } from "../subscribers.ts";
import { backOut } from "./back-out.ts";
import { keptCopies } from "./kept-copies.ts";
import { SCHEMAS, versionsIn } from "./schemas.ts";
import { beforeUpgrade } from "./upgrade.ts";

// Data folders made by the real programs of earlier schemas: test/golden/stores/README.md.

const AT = 1_800_000_000_000;
const NEWEST = newestIn(OPS_MIGRATIONS);
function lay(name: string): { folder: string; expected: ReturnType<typeof layGolden> } {
  const { folder, remove } = tempFolder();
  onTestFinished(remove);
  return { folder, expected: layGolden(name, folder) };
}
const upgrade = (folder: string, more: Partial<Parameters<typeof beforeUpgrade>[0]> = {}) => beforeUpgrade({ folder, at: AT, program: "9.9.9", log: keptLog(), ...more });

test("K-5.1e: every earlier schema, and today's, has its golden folder", () => {
  expect(GOLDEN_STORES).toEqual(Array.from({ length: NEWEST }, (_value, i) => `ops-${i + 1}`));
});

test.each(GOLDEN_STORES)("K-5.1e: %s, written by the program of its day, goes forward: nothing lost, the chain whole, every fact read, the state that of a fold", async (name) => {
  const { folder, expected } = lay(name);
  const rows = expected.rows["ops.db"] ?? {};
  const was = Number(name.slice("ops-".length));
  expect(versionsIn(folder, SCHEMAS).get("ops.db")).toBe(was);
  const kept = await upgrade(folder);
  expect(kept === undefined).toBe(was === NEWEST);

  const journal = journalIn(folder);
  try {
    expect(journal.head()).toBe(rows["fact"]);
    const state = journal.load();
    const folded = emptyState();
    for (const fact of journal.page(0, 5000)) fold(folded, parseFact("ops.db", fact));
    expect(stateText(state)).toBe(stateText(folded));
    expect([...state.accounts.keys()].toSorted()).toEqual(expected.accounts);
    expect([state.things.size, state.datastreams.size, state.rules.size, state.cells.size]).toEqual([expected.things, expected.datastreams, expected.rules, expected.cells]);
    expect(expected.alarms.map(({ id }) => [...state.alarms.values()].filter((alarm) => alarm.id === id).map(({ state: is, priority }) => ({ id, state: is, priority })))).toEqual(expected.alarms.map((alarm) => [alarm]));
    const cases = [...state.incidents.values()].map(({ id, version, step }) => ({ id: String(id), version, step }));
    for (const one of expected.cases) {
      const live = cases.find(({ id }) => id === one.id);
      expect(live ?? journal.cases()?.closed(one.id)).toMatchObject(one);
    }
    for (const account of expected.accounts) expect(journal.secret("account", account), account).toMatch(/^\$argon2id\$/);
  } finally {
    journal.close();
  }
  const after = countRows(join(folder, "ops.db"));
  expect(after).toMatchObject({ fact: rows["fact"], secret: rows["secret"], meta: 1, schema_version: NEWEST });
  expect(verifyJournal(join(folder, "ops.db"))).toMatchObject({ code: 0 });
  expect(versionsIn(folder, SCHEMAS).get("ops.db")).toBe(NEWEST);
  // Opened again it is as it was: nothing is migrated twice.
  expect(await upgrade(folder)).toBeUndefined();
});

test.each(GOLDEN_STORES)("K-5.1e: the other databases of %s open, get the number they lacked, and keep all their rows", (name) => {
  const { folder, expected } = lay(name);
  const there = Object.keys(expected.rows);
  const { vault } = openVault(join(folder, "telemetry.db"), (detail) => expect.fail(detail));
  expect([...vault.frames.all()].reduce((sum, { rows }) => sum + (rows?.n ?? 0), 0)).toBeGreaterThan(0);
  vault.db.close();
  if (there.includes("studies.db")) {
    const book = openStudyBook(folder);
    expect(book.list().map(({ body }) => body).join()).toContain("Xả thêm 500 m³/s");
    book.close();
  }
  if (there.includes("forecasts.db")) openForecastBook(folder, keptLog()).close();
  if (there.includes("subscribers.db")) openSubscribers(folder).close();
  for (const [file, rows] of Object.entries(expected.rows)) {
    if (file === "ops.db") continue;
    expect(countRows(join(folder, file)), file).toEqual(rows);
    expect(versionsIn(folder, SCHEMAS).get(file), file).toBe(SCHEMAS.find((schema) => schema.file === file)?.knows);
  }
});

test("K-5.1e: the way back: the copy from before the upgrade stands again as its program left it, the upgraded one is kept aside, and the copy stays", async () => {
  const { folder, expected } = lay("ops-2");
  await upgrade(folder);
  const journal = journalIn(folder);
  journal.load();
  journal.append([{ kind: "backend:stopped", at: AT }], []);
  const later = journal.head();
  journal.close();

  const { aside, copy } = backOut({ folder, stamp: "thu" });
  expect(copy).toMatchObject({ program: "9.9.9", versions: { "ops.db": 2 }, head: { head: { seq: expected.rows["ops.db"]?.["fact"] } } });
  expect(countRows(join(folder, "ops.db"))).toEqual(expected.rows["ops.db"]);
  expect(versionsIn(folder, SCHEMAS).get("ops.db")).toBe(2);
  expect(verifyJournal(join(folder, "ops.db"))).toMatchObject({ code: 0 });
  expect(aside).toBeDefined();
  expect(countRows(join(aside ?? "", "ops.db"))).toMatchObject({ fact: later, schema_version: NEWEST });
  expect(keptCopies(folder)).toHaveLength(1);
  // No mark of the newer history stands beside it: whichever program opens it begins a history of its own.
  expect(readdirSync(folder)).not.toContain("ops.head");
});

test("K-5.1e: an upgrade that was cut off between its steps, more often than copies are kept, still has its way back to where it began", async () => {
  const { folder, expected } = lay("ops-1");
  const first = await upgrade(folder);
  const { folder: steps, remove } = tempFolder();
  onTestFinished(remove);
  for (const [i, step] of readdirSync(OPS_MIGRATIONS).toSorted().slice(0, NEWEST - 1).entries()) {
    copyFileSync(join(OPS_MIGRATIONS, step), join(steps, step));
    const db = new Database(join(folder, "ops.db"));
    migrate(db, steps, AT);
    db.close();
    expect(versionsIn(folder, SCHEMAS).get("ops.db")).toBe(i + 1);
    expect(await upgrade(folder, { at: AT + i + 1 })).toBe(first);
  }
  expect(keptCopies(folder)).toHaveLength(1);
  backOut({ folder, stamp: "thu" });
  expect(versionsIn(folder, SCHEMAS).get("ops.db")).toBe(1);
  expect(countRows(join(folder, "ops.db"))).toEqual(expected.rows["ops.db"]);
});

test("K-5.1e: a copy that was damaged on the disk is not put back, and the room's data is as it was", async () => {
  const { folder } = lay("ops-1");
  const kept = await upgrade(folder) ?? "";
  const db = new Database(join(kept, "ops.db"));
  db.exec("DROP TRIGGER fact_no_update; UPDATE fact SET body = replace(body, 'Quản trị', 'Quan tri')");
  db.close();
  const before = readdirSync(folder).toSorted();
  expect(() => backOut({ folder, stamp: "thu" })).toThrow(/does not continue the chain/);
  expect(readdirSync(folder).toSorted()).toEqual(before);
});
