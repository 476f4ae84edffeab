import { createHash } from "node:crypto";
import type { CameraLogin } from "#contract/camera";

/** What a camera asks for in a `WWW-Authenticate` header. */
export type Challenge =
  | { scheme: "basic"; realm: string }
  | { scheme: "digest"; realm: string; nonce: string; opaque: string | undefined; algorithm: "MD5" | "SHA-256"; session: boolean; qop: boolean; stale: boolean };

/** Parameters of a challenge; quoted values with escapes (RFC 7235). At most 20. */
function parameters(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", quoted, plain] of text.matchAll(/([A-Za-z][\w-]{0,30})\s*=\s*(?:"((?:[^"\\]|\\.){0,1000})"|([^\s",]{1,1000}))/g)) {
    if (found.size >= 20) break;
    found.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, "$1") ?? plain ?? "");
  }
  return found;
}

function parseOne(text: string): Challenge | undefined {
  const scheme = /^\s*(basic|digest)\b/i.exec(text)?.[1]?.toLowerCase();
  const given = parameters(text.replace(/^\s*\w+/, ""));
  const realm = given.get("realm") ?? "";
  if (scheme === "basic") return { scheme, realm };
  const nonce = given.get("nonce");
  if (scheme !== "digest" || nonce === undefined) return undefined;
  const named = (given.get("algorithm") ?? "MD5").toUpperCase();
  const algorithm = named.replace(/-SESS$/, "");
  if (algorithm !== "MD5" && algorithm !== "SHA-256") return undefined;
  const qops = given.get("qop")?.toLowerCase().split(/[\s,]+/);
  // auth-int alone: the body would be signed too; no camera is known to ask for it.
  if (qops !== undefined && !qops.includes("auth")) return undefined;
  return { scheme, realm, nonce, opaque: given.get("opaque"), algorithm, session: named.endsWith("-SESS"), qop: qops !== undefined, stale: given.get("stale")?.toLowerCase() === "true" };
}

/** The strongest of the challenges that we can answer: SHA-256, then MD5, then Basic. */
export function chooseChallenge(headers: readonly string[]): Challenge | undefined {
  // A server may put several into one header; each begins with its scheme.
  const all = headers.slice(0, 8).flatMap((header) => header.split(/,\s*(?=(?:basic|digest)\s)/i)).map(parseOne).filter((one) => one !== undefined);
  const rank = (one: Challenge): number => (one.scheme === "basic" ? 0 : one.algorithm === "MD5" ? 1 : 2);
  return all.toSorted((a, b) => rank(b) - rank(a))[0];
}

/** What is asked, as the digest signs it. */
interface Asked {
  method: string;
  url: string;
  /** How often this nonce was used, from 1. */
  count: number;
  /** Our own chance, hex. */
  cnonce: string;
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;

/** The `Authorization` header (RFC 2617, RFC 7616). */
export function authorization(challenge: Challenge, { user, password }: CameraLogin, { method, url, count, cnonce }: Asked): string {
  if (challenge.scheme === "basic") return `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;
  const { realm, nonce, opaque, algorithm, session, qop } = challenge;
  const h = (text: string): string => createHash(algorithm === "MD5" ? "md5" : "sha256").update(text, "utf8").digest("hex");
  const own = h(`${user}:${realm}:${password}`);
  const a1 = session ? h(`${own}:${nonce}:${cnonce}`) : own;
  const a2 = h(`${method}:${url}`);
  const nc = count.toString(16).padStart(8, "0");
  const response = h(qop ? `${a1}:${nonce}:${nc}:${cnonce}:auth:${a2}` : `${a1}:${nonce}:${a2}`);
  const parts = [`username=${quoted(user)}`, `realm=${quoted(realm)}`, `nonce=${quoted(nonce)}`, `uri=${quoted(url)}`, `response="${response}"`];
  // Left out where it was not named: old cameras stumble over what they did not say.
  if (algorithm !== "MD5" || session) parts.push(`algorithm=${algorithm}${session ? "-sess" : ""}`);
  if (opaque !== undefined) parts.push(`opaque=${quoted(opaque)}`);
  if (qop || session) parts.push(...(qop ? ["qop=auth", `nc=${nc}`] : []), `cnonce="${cnonce}"`);
  return `Digest ${parts.join(", ")}`;
}
