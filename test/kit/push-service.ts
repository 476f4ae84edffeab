import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from "node:crypto";
import { createServer } from "node:http";
import { z } from "zod";
import type { PushSubscription } from "#contract/push";

/** What a page's worker would be given. */
export const Shown = z.object({ title: z.string(), body: z.string(), tag: z.string(), urgent: z.boolean(), link: z.string().optional(), confirm: z.string().optional(), leave: z.string().optional() });

/** A browser somewhere, subscribed at the service. */
export interface Browser {
  phone: PushSubscription;
  /** Decrypted as the browser does (RFC 8291). */
  got: z.infer<typeof Shown>[];
}

/** A real push service on a port of its own, with browsers behind it. */
export interface PushService {
  /** As a channel's `hosts` names it. */
  host: string;
  browser(): Browser;
  /** From now on it answers for this browser that it is gone. */
  forget(browser: Browser): void;
  stop(): Promise<void>;
}

export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, { ecdh: ECDH; auth: Buffer; browser: Browser }>();
  const gone = new Set<string>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const known = browsers.get(request.url ?? "");
      if (known === undefined || gone.has(request.url ?? "")) return void response.writeHead(410).end();
      known.browser.got.push(Shown.parse(JSON.parse(opened(Buffer.concat(chunks), known))));
      return void response.writeHead(201).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  return {
    host,
    browser() {
      const ecdh = createECDH("prime256v1");
      const auth = randomBytes(16);
      const path = `/send/${randomBytes(9).toString("base64url")}`;
      const browser: Browser = { phone: { endpoint: `http://${host}${path}`, keys: { p256dh: ecdh.generateKeys("base64url"), auth: auth.toString("base64url") } }, got: [] };
      browsers.set(path, { ecdh, auth, browser });
      return browser;
    },
    forget: ({ phone }) => void gone.add(new URL(phone.endpoint).pathname),
    stop: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

/** aes128gcm of one record (RFC 8188), keys by RFC 8291 §3.4. */
function opened(body: Buffer, { ecdh, auth }: { ecdh: ECDH; auth: Buffer }): string {
  const [salt, from] = [body.subarray(0, 16), body.subarray(21, 21 + body.readUInt8(20))];
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), from]);
  const secret = Buffer.from(hkdfSync("sha256", ecdh.computeSecret(from), auth, info, 32));
  const key = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: aes128gcm\0", 16));
  const nonce = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: nonce\0", 12));
  const sealed = body.subarray(21 + from.length);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}
