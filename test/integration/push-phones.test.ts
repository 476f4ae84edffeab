import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";

const config = mkdtempSync(join(tmpdir(), "kydai-config-"));
const PASSWORD = "một mật khẩu đủ dài";
let backend: TestBackend;
const start = (folder?: string): Promise<TestBackend> => startBackend({ ...(folder !== undefined && { folder }), args: ["--config", join(config, "config.yaml")] });
beforeAll(async () => {
  writeFileSync(join(config, "config.yaml"), "pack: city/hue\nchannels:\n  - { id: may, kind: web-push, subject: 'mailto:ioc@example.vn' }\n");
  backend = await start();
}, 60_000);
afterAll(async () => {
  await backend.stop();
  removeFolder(backend.folder);
  removeFolder(config);
});

/** @param anew false: the account is there, and logs in once more */
async function officer(id: string, anew = true): Promise<string> {
  const admin = await administrator(backend);
  const account: unknown = { account: { id, name: id, roles: ["focal-officer"], agencyId: "thoat-nuoc" }, password: PASSWORD };
  const headers = { "content-type": "application/json", origin: backend.address };
  if (anew) {
    const saved = await fetch(`${backend.address}/api/request/account:save`, { method: "POST", headers: { ...headers, cookie: admin }, body: JSON.stringify(account) });
    expect(saved.status).toBe(200);
  }
  const answer = await fetch(`${backend.address}/api/session`, { method: "POST", headers, body: JSON.stringify({ name: id, password: PASSWORD }) });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
const phone = (n: number | string, host = "https://fcm.googleapis.com") => ({ endpoint: `${host}/fcm/send/${n}`, keys: { p256dh: "B".repeat(87), auth: "a".repeat(22) } });
const book = (): { accountId: string; phone: { endpoint: string } }[] => JSON.parse(readFileSync(join(backend.folder, "push.json"), "utf8"));

test("invariant 12 a phone's subscription is kept in a file of its own, whose it is the session says, and no fact or answer holds it", async () => {
  const lan = await officer("lan");
  expect(valueOf(await request(backend, lan, "push:key", {})).key).toMatch(/^[\w-]{87}$/);
  valueOf(await request(backend, lan, "push:subscribe", phone("bi-mat-1")));
  expect(book()).toMatchObject([{ accountId: "lan", phone: { endpoint: "https://fcm.googleapis.com/fcm/send/bi-mat-1" } }]);
  expect(statSync(join(backend.folder, "push.json")).mode & 0o777).toBe(0o600);
  const facts = await request(backend, await administrator(backend), "fact:page", { after: 0, limit: 5000 });
  expect(JSON.stringify(facts)).not.toContain("bi-mat-1");
  expect(backend.log()).not.toContain("bi-mat-1");
});

test.each(["https://evil.example", "https://fcm.googleapis.com.evil.example", "https://127.0.0.1:7373", "http://fcm.googleapis.com", "https://user@fcm.googleapis.com:22", "https://localhost"])("invariant 12 a forged subscription at %s is refused: the room sends to push services alone", async (host) => {
  expect(await request(backend, await officer("lan"), "push:subscribe", phone(1, host))).toMatchObject({ ok: false, fault: { code: "malformed" } });
});

test("invariant 12 a phone whose session somebody ends gets nothing more; one that is only closed keeps its place, also after a kill", async () => {
  const names = (): string[] => book().map(({ phone: { endpoint } }) => endpoint.split("/").at(-1) ?? "");
  const admin = await administrator(backend);
  const [kept, lost] = [await officer("ha"), await officer("ha", false)];
  valueOf(await request(backend, kept, "push:subscribe", phone("trong-tui")));
  valueOf(await request(backend, lost, "push:subscribe", phone("mat")));
  const sessions = valueOf(await request(backend, admin, "account:list", {})).sessions.filter(({ accountId }) => accountId === "ha");
  const newest = sessions.toSorted((a, b) => b.openedAt - a.openedAt)[0];
  if (newest === undefined) throw new Error("no session");
  valueOf(await request(backend, admin, "session:end", { sessionId: newest.id }));
  await expect.poll(names).not.toContain("mat");
  expect(names()).toContain("trong-tui");
  await backend.kill();
  // As a kill between the journal and the book leaves it.
  writeFileSync(join(backend.folder, "push.json"), JSON.stringify([...book(), { accountId: "ha", sessionId: newest.id, phone: phone("mat") }]));
  backend = await start(backend.folder);
  expect(names()).toContain("trong-tui");
  expect(names()).not.toContain("mat");
  // A new password, given by somebody else: whoever held the old one is out, with every phone.
  await officer("ha");
  expect(names()).not.toContain("trong-tui");
});

test("a phone that changes hands is the newer one's; nobody ends another's; the sixth takes the oldest's place; all outlives a kill", async () => {
  const [lan, minh] = [await officer("lan"), await officer("minh")];
  valueOf(await request(backend, minh, "push:subscribe", phone("bi-mat-1")));
  expect(book().map(({ accountId }) => accountId)).toEqual(["minh"]);
  valueOf(await request(backend, lan, "push:leave", { endpoint: phone("bi-mat-1").endpoint }));
  expect(book()).toHaveLength(1);
  for (let i = 2; i <= 7; i++) valueOf(await request(backend, minh, "push:subscribe", phone(i)));
  await backend.kill();
  backend = await start(backend.folder);
  valueOf(await request(backend, await officer("lan"), "push:subscribe", phone("moi")));
  expect(book().map(({ accountId, phone: { endpoint } }) => `${accountId} ${endpoint.split("/").at(-1)}`)).toEqual([...[3, 4, 5, 6, 7].map((n) => `minh ${n}`), "lan moi"]);
});
