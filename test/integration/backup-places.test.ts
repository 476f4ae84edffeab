import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPlace } from "../../backend/store/backup/places/index.ts";
import type { Place } from "../../backend/store/backup/places/place.ts";
import type { PlaceSettings } from "../../backend/store/backup/settings.ts";
import { startS3Server, type S3Server } from "../kit/s3-server.ts";
import { NO_SSHD, startSshServer, type SshServer } from "../kit/ssh-server.ts";

let folder: string;
let s3: S3Server;
let ssh: SshServer | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ky-dai-places-"));
  mkdirSync(join(folder, "nas"));
  s3 = await startS3Server({ page: 3 });
  writeFileSync(join(folder, "s3"), `${s3.accessKey}:${s3.secret}\n`, { mode: 0o600 });
  writeFileSync(join(folder, "wrong"), `${s3.accessKey}:another\n`, { mode: 0o600 });
  writeFileSync(join(folder, "open"), `${s3.accessKey}:${s3.secret}\n`, { mode: 0o644 });
  if (NO_SSHD === undefined) ssh = await startSshServer();
});
afterAll(async () => {
  await s3?.close();
  await ssh?.close();
  rmSync(folder, { recursive: true, force: true });
});

const s3Settings = (credentials = "s3", endpoint = s3.endpoint): PlaceSettings => ({ id: "s3", kind: "s3", endpoint, bucket: "phong", prefix: "hue", region: "us-east-1", credentialsFile: join(folder, credentials) });
const sshSettings = (over: object = {}): PlaceSettings => {
  if (ssh === undefined) throw new Error("no sshd");
  const { port, user, path, keyFile, knownHostsFile } = ssh;
  return { id: "sftp", kind: "sftp", host: "127.0.0.1", port, user, path, keyFile, knownHostsFile, ssh: "ssh", ...over };
};
const open = (settings: PlaceSettings): Place => openPlace(settings, { patience: 30_000, now: () => Date.now(), pause: async () => undefined });

describe.each([
  ["a folder", undefined, () => ({ id: "nas", kind: "folder", path: join(folder, "nas") }) as const],
  ["an S3 store (test server that checks Signature Version 4)", undefined, () => s3Settings()],
  ["an OpenSSH server by SFTP", NO_SSHD, () => sshSettings()],
])("K-5.1e: %s", (_, missing, settings) => {
  test.skipIf(missing !== undefined)("keeps objects of every size whole, lists them with their sizes, lets them go", async () => {
    const place = open(settings());
    try {
      expect([...(await place.list("blocks"))]).toEqual([]);
      expect(await place.get("blocks/aa/none")).toBeUndefined();
      await place.remove("blocks/aa/none");
      const objects = new Map([0, 1, 5000, 32_768, 1_500_001, 3_000_000].map((size, i) => [`blocks/${i % 2 === 0 ? "aa" : "bb"}/b${i}`, Buffer.alloc(size, i + 1)]));
      for (const [name, bytes] of objects) await place.put(name, bytes);
      await place.put("blocks/aa/b0", Buffer.from("instead"));
      objects.set("blocks/aa/b0", Buffer.from("instead"));
      expect(await place.list("blocks")).toEqual(new Map([...objects].map(([name, bytes]) => [name, bytes.length])));
      for (const [name, bytes] of objects) expect((await place.get(name))?.equals(bytes)).toBe(true);
      await place.remove("blocks/aa/b2");
      expect(await place.get("blocks/aa/b2")).toBeUndefined();
      expect((await place.list("blocks")).size).toBe(objects.size - 1);
      expect([...(await place.list("manifests"))]).toEqual([]);
    } finally {
      await place.close();
    }
  });
});

test("K-5.1e: a folder that is not there is not made: it may be a share that is not mounted", async () => {
  await expect(open({ id: "nas", kind: "folder", path: join(folder, "unmounted") }).put("a/b", Buffer.from("x"))).rejects.toMatchObject({ why: "unreachable" });
});

test("K-5.1e: a store that is busy is asked again, one that refuses the key is not", async () => {
  s3.fail(2, 503);
  const place = open(s3Settings());
  await place.put("blocks/again", Buffer.from("x"));
  expect((await place.get("blocks/again"))?.toString()).toBe("x");
  const before = s3.refused();
  await expect(open(s3Settings("wrong")).put("blocks/never", Buffer.from("x"))).rejects.toMatchObject({ why: "login" });
  expect(s3.refused()).toBe(before + 1);
  expect(s3.objects.has("hue/blocks/never")).toBe(false);
});

test("K-5.1e: credentials that others may read are not used", async () => {
  await expect(open(s3Settings("open")).list("blocks")).rejects.toMatchObject({ why: "login", message: expect.stringContaining("chmod 600") as unknown });
});

test("K-5.1e: nobody at the address is told as unreachable", async () => {
  const gone = await startS3Server();
  await gone.close();
  await expect(open(s3Settings("s3", gone.endpoint)).list("blocks")).rejects.toMatchObject({ why: "unreachable" });
});

test.skipIf(NO_SSHD !== undefined)("K-5.1e: a server with another key than the noted one gets nothing", async () => {
  writeFileSync(join(folder, "other-known"), `[127.0.0.1]:${ssh?.port} ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB+6pXk2x1wq4cJ1wKQ0vQvV0bq0r8d8Qm3Jt0zq1sXa\n`);
  await expect(open(sshSettings({ knownHostsFile: join(folder, "other-known") })).put("blocks/x", Buffer.from("x"))).rejects.toMatchObject({ why: "login" });
});
