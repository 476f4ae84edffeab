import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { administrator, openWindow, removeFolder, startBackend, type TestBackend } from "../kit/backend.ts";
import { startS3Server, type S3Server } from "../kit/s3-server.ts";
import { NO_SSHD, startSshServer, type SshServer } from "../kit/ssh-server.ts";
import { until } from "../kit/until.ts";
import { verifyJournal } from "../kit/verify-journal.ts";

if (NO_SSHD !== undefined) console.log(`without SFTP: ${NO_SSHD}`);

const folder = mkdtempSync(join(tmpdir(), "kydai-backup-"));
const data = join(folder, "data");
const config = join(folder, "config.yaml");
let s3: S3Server;
let ssh: SshServer | undefined;

/** The command as people run it; the S3 store answers in this process meanwhile. */
const restore = async (...args: string[]): Promise<{ code: number | null; text: string }> => {
  const child = spawn(process.execPath, [new URL("../../scripts/restore.ts", import.meta.url).pathname, ...args], { stdio: ["ignore", "pipe", "pipe"], timeout: 120_000 });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, text };
};

beforeAll(async () => {
  s3 = await startS3Server();
  if (NO_SSHD === undefined) ssh = await startSshServer();
  mkdirSync(join(folder, "nas"));
  writeFileSync(join(folder, "s3"), `${s3.accessKey}:${s3.secret}`, { mode: 0o600 });
  const made = await restore("--new-key", join(folder, "key"));
  if (made.code !== 0) throw new Error(made.text);
  writeFileSync(config, JSON.stringify({
    data, pack: "none",
    backup: {
      keyFile: join(folder, "key"), factsEverySeconds: 0.3,
      places: [
        { id: "nas", kind: "folder", path: join(folder, "nas") },
        { id: "kho", kind: "s3", endpoint: s3.endpoint, bucket: "phong", credentialsFile: join(folder, "s3") },
        ...(ssh === undefined ? [] : [{ id: "xa", kind: "sftp", host: "127.0.0.1", port: ssh.port, user: ssh.user, path: ssh.path, keyFile: ssh.keyFile, knownHostsFile: ssh.knownHostsFile }]),
      ],
    },
  }));
}, 120_000);
afterAll(async () => {
  await s3?.close();
  await ssh?.close();
  removeFolder(folder);
});

/** Has every place hold every fact, and every trial done. @returns the newest fact */
async function settled(backend: TestBackend, window: Awaited<ReturnType<typeof openWindow>>): Promise<number> {
  const status = () => window.statuses.at(-1);
  await until(() => {
    const now = status();
    return now?.backups !== undefined && now.backups.every((place) => place.is === "ok" && place.checked?.ok === true && (place.facts ?? 0) >= now.seq);
  }, 120_000, () => `${JSON.stringify(status()?.backups)} ${status()?.seq} ${backend.log().slice(-3000)}`);
  return status()?.seq ?? 0;
}

test("K-5.1e: a running room goes to all its places, tells of trials, is put back by one command to an instant, and begins a history of its own", async () => {
  let backend = await startBackend({ folder: data, args: ["--config", config] });
  let instant: number;
  try {
    const cookie = await administrator(backend);
    const window = await openWindow(backend, cookie);
    await settled(backend, window);
    const facts = await (await fetch(`${backend.address}/metrics`, { headers: { cookie }, signal: AbortSignal.timeout(20_000) })).text();
    expect(facts).toMatch(/^kydai_backup_ok\{place="nas"\} 1$/m);
    instant = Date.now();
    // A second log-in is what the morning did not know.
    await until(() => Date.now() > instant + 50, 10_000);
    const late = await openWindow(backend, await administrator(backend));
    await settled(backend, late);
    expect(await restore("--from", "nas", "--config", config)).toMatchObject({ code: 75, text: expect.stringContaining("stop it first") as unknown });
    window.close();
    late.close();
  } finally {
    await backend.kill();
  }
  const before = verifyJournal(join(data, "ops.db"));
  expect(before.code).toBe(0);
  expect(await restore("--from", "nas", "--config", config, "--list")).toMatchObject({ text: expect.stringMatching(/history/) as unknown });

  const places = ["nas", "kho", ...(ssh === undefined ? [] : ["xa"])];
  for (const [i, place] of places.entries()) {
    const done = await restore("--from", place, "--config", config, "--at", new Date(instant).toISOString());
    expect(done.code, done.text).toBe(0);
    expect(done.text).toContain("later ones left out");
    expect(verifyJournal(join(data, "ops.db")).code).toBe(0);
    expect(existsSync(join(data, "ops.head"))).toBe(false);
    // What stood there is kept.
    expect(readdirSync(data).filter((name) => name.startsWith("aside-"))).toHaveLength(i + 1);
  }
  backend = await startBackend({ folder: data, args: ["--config", config] });
  try {
    const cookie = await administrator(backend);
    const window = await openWindow(backend, cookie);
    await settled(backend, window);
    const recent = await window.ask("fact:recent", { kinds: ["backup:restored", "backup:checked"] });
    expect(recent.ok && recent.value.facts).toEqual(expect.arrayContaining([expect.objectContaining({ kind: "backup:restored", from: places.at(-1), until: instant }) as unknown]));
    window.close();
    expect(await backend.stop()).toBe(0);
    for (const secret of [s3.secret, readFileSync(join(folder, "key"), "utf8").trim()]) expect(backend.log()).not.toContain(secret);
  } finally {
    await backend.kill();
  }
}, 600_000);

test("K-5.1e: a restore that fails leaves the room's data as it was", async () => {
  const files = readdirSync(data).toSorted();
  expect(await restore("--from", "nas", "--config", config, "--at", "2020-01-01 00:00")).toMatchObject({ code: 69, text: expect.stringContaining("the oldest copy is of") as unknown });
  writeFileSync(join(folder, "wrong-key"), "ff".repeat(32), { mode: 0o600 });
  expect(await restore("--from", join(folder, "nas"), "--key", join(folder, "wrong-key"), "--data", data)).toMatchObject({ code: 69, text: expect.stringContaining("another key") as unknown });
  expect(readdirSync(data).toSorted()).toEqual(files);
});
