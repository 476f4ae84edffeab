import { createECDH, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ChannelId } from "#contract/message";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { quietLog } from "../../../test/kit/quiet-log.ts";
import type { PushSubscription } from "../../ports.ts";
import { isPushService } from "../push/services.ts";
import type { OpenChannel, Outgoing } from "./kind.ts";
import { webPush } from "./web-push.ts";

let folder: string;
let server: Server;
let host: string;
let status = 201;
const calls: { url: string; headers: IncomingHttpHeaders; bytes: number; body: string }[] = [];
const gone: string[] = [];
let phones: PushSubscription[] = [];
let channel: OpenChannel;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "kydai-push-"));
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      calls.push({ url: request.url ?? "", headers: request.headers, bytes: body.length, body: body.toString("latin1") });
      response.writeHead(request.url === "/gone" ? 410 : status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  const opened = webPush.open({ id: ChannelId.parse("push"), kind: "web-push", subject: "mailto:ioc@hue.example", hosts: [host], rate: 50, parallel: 10 },
    { clock: handClock(), log: quietLog(), receipt: () => Promise.resolve(true), push: () => ({ of: () => phones, gone: (endpoint) => void gone.push(endpoint) }), site: "IOC", folder }, () => ({ ok: false, fault: "none" }));
  if (!opened.ok) throw new Error(opened.fault);
  channel = opened.value;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  calls.length = 0;
  gone.length = 0;
  status = 201;
});

function phone(path: string, at = `http://${host}`): PushSubscription {
  const ecdh = createECDH("prime256v1");
  return { endpoint: `${at}${path}`, keys: { p256dh: ecdh.generateKeys("base64url"), auth: randomBytes(16).toString("base64url") } };
}
const message: Outgoing = { key: "tin-1.0", to: "can-bo", language: "vi", urgency: "emergency", at: 0, content: { is: "words", vi: { title: "Lệnh mới", text: "Chặn đường" } } };

test("a push message goes out encrypted and signed, high for an emergency, and its words are not to be read on the way (RFC 8291, 8292)", async () => {
  phones = [phone("/a")];
  expect(await channel.send(message)).toEqual({ is: "sent" });
  const [call] = calls;
  expect(call?.headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high", ttl: "3600" });
  expect(call?.headers.authorization).toMatch(/^(?:vapid|WebPush) /i);
  expect(call?.body).not.toContain("Lệnh");
  expect(call?.bytes).toBeLessThanOrEqual(4096);
});

test("a phone that is gone is forgotten; another one of the same officer is enough", async () => {
  phones = [phone("/gone"), phone("/b")];
  expect(await channel.send(message)).toEqual({ is: "sent" });
  expect(gone).toEqual([`http://${host}/gone`]);
  phones = [phone("/gone")];
  expect((await channel.send(message)).is).toBe("refused");
});

test("a push service that answers 500, or says slower, is tried again later", async () => {
  phones = [phone("/a")];
  for (const answer of [500, 429]) {
    status = answer;
    expect((await channel.send(message)).is).toBe("failed");
  }
});

test("the room never calls an address that is no push service, whatever a browser named", async () => {
  phones = [phone("/x", "http://127.0.0.1:1")];
  expect(await channel.send(message)).toMatchObject({ is: "refused" });
  const known = isPushService([]);
  for (const bad of ["http://fcm.googleapis.com/x", "https://fcm.googleapis.com.evil.example/x", "https://10.0.0.1/x", "https://a@fcm.googleapis.com/x", "https://fcm.googleapis.com:8443/x", "file:///etc/passwd", "x"]) expect(known(bad), bad).toBe(false);
  for (const good of ["https://fcm.googleapis.com/fcm/send/a", "https://updates.push.services.mozilla.com/wpush/v2/a", "https://web.push.apple.com/a"]) expect(known(good), good).toBe(true);
});

test("the room's key is made once and read by nobody else", () => {
  const file = join(folder, "push-keys.json");
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ publicKey: expect.stringMatching(/^B[\w-]{86}$/), privateKey: expect.stringMatching(/^[\w-]{43}$/) });
  expect(statSync(file).mode & 0o077).toBe(0);
});
