import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { administrator, openWindow, removeFolder, request, startBackend, valueOf } from "../kit/backend.ts";
import { layGolden } from "../kit/golden-store.ts";
import { verifyJournal } from "../kit/verify-journal.ts";

const folder = mkdtempSync(join(tmpdir(), "kydai-upgrade-"));
afterAll(() => removeFolder(folder));

const restore = async (...args: string[]): Promise<{ code: number | null; text: string }> => {
  const child = spawn(process.execPath, [new URL("../../scripts/restore.ts", import.meta.url).pathname, ...args], { stdio: ["ignore", "pipe", "pipe"], timeout: 120_000 });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, text };
};

test("K-5.1e: a room of an earlier program starts under this one with its people and cases, is put back by one command, and starts again", { timeout: 300_000 }, async () => {
  const expected = layGolden("ops-3", folder);
  const [ordered] = expected.cases;
  let backend = await startBackend({ folder, args: ["--pack", "city/hue"] });
  try {
    const cookie = await administrator(backend);
    const accounts = valueOf(await request(backend, cookie, "account:list", {})).accounts.map(({ id }) => String(id)).toSorted();
    expect(accounts).toEqual(expected.accounts);
    const window = await openWindow(backend, cookie);
    expect(valueOf(await window.ask("incident:page", { which: "open" })).incidents.map(({ id, step }) => ({ id: String(id), step }))).toContainEqual({ id: ordered?.id, step: ordered?.step });
    window.close();
    expect(backend.log()).toContain("copied-before-upgrade");
    expect(await restore("--before-upgrade", "--data", folder)).toMatchObject({ code: 75, text: expect.stringContaining("stop it first") as unknown });
    expect(await backend.stop()).toBe(0);
  } finally {
    await backend.kill();
  }
  expect(await restore("--before-upgrade", "--data", folder, "--list")).toMatchObject({ code: 0, text: expect.stringContaining("ops.db 3") as unknown });
  const back = await restore("--before-upgrade", "--data", folder);
  expect(back.code, back.text).toBe(0);
  expect(back.text).toContain(`up to fact ${expected.rows["ops.db"]?.["fact"]}`);
  expect(readdirSync(folder).filter((name) => name.startsWith("aside-"))).toHaveLength(1);
  expect(verifyJournal(join(folder, "ops.db"))).toMatchObject({ code: 0 });

  backend = await startBackend({ folder, args: ["--pack", "city/hue"] });
  try {
    const recent = valueOf(await request(backend, await administrator(backend), "fact:recent", { kinds: ["backup:restored"] }));
    expect(recent.facts).toMatchObject([{ from: "before-upgrade", head: expected.rows["ops.db"]?.["fact"] }]);
    expect(await backend.stop()).toBe(0);
  } finally {
    await backend.kill();
  }
});

test("K-5.1e: a folder without such a copy, and a command that asks for two things, are refused in words", async () => {
  const empty = mkdtempSync(join(tmpdir(), "kydai-upgrade-"));
  try {
    expect(await restore("--before-upgrade", "--data", empty)).toMatchObject({ code: 69, text: expect.stringContaining("no copy from before an upgrade") as unknown });
    expect(await restore("--before-upgrade", "--from", "nas", "--data", empty)).toMatchObject({ code: 64 });
    expect(await restore("--before-upgrade")).toMatchObject({ code: 64, text: expect.stringContaining("--data DIR") as unknown });
  } finally {
    removeFolder(empty);
  }
});
