import { XMLParser } from "fast-xml-parser";
import { z } from "zod";
import { BackupFault } from "../fault.ts";
import { readPrivate } from "../seal.ts";
import type { S3Place } from "../settings.ts";
import { LARGEST, type Place } from "./place.ts";
import { signS3 } from "./sign.ts";

const Listed = z.object({
  ListBucketResult: z.object({
    Contents: z.array(z.object({ Key: z.string(), Size: z.coerce.number().int().min(0) })).default([]),
    IsTruncated: z.coerce.string().default("false"),
    NextContinuationToken: z.string().optional(),
  }),
});
const xml = new XMLParser({ parseTagValue: false, processEntities: true, isArray: (name) => name === "Contents" });
/** Pages of 1000 names read at the most. */
const PAGES = 10_000;

/** An S3-compatible store, the bucket in the path (every such store knows that; certificates need no wildcard). */
export function openS3(settings: S3Place, { patience, now }: { patience: number; now: () => number }): Place {
  const root = settings.prefix === "" ? "" : `${settings.prefix.replace(/^\/+|\/+$/g, "")}/`;

  async function ask(method: "GET" | "PUT" | "DELETE", path: string, options: { query?: Record<string, string>; body?: Uint8Array } = {}): Promise<{ status: number; bytes: Buffer }> {
    const text = readPrivate(settings.credentialsFile, "login");
    const cut = text.indexOf(":");
    if (cut < 1) throw new BackupFault("login", `${settings.credentialsFile}: ACCESS-KEY:SECRET is wanted`);
    const url = new URL(`/${settings.bucket}${path}`, settings.endpoint);
    for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, value);
    const headers = signS3({ method, url, body: options.body, at: now(), accessKey: text.slice(0, cut), secret: text.slice(cut + 1), region: settings.region });
    // A redirection would take the signed request to another machine.
    const answer = await fetch(url, { method, headers, ...(options.body !== undefined && { body: new Uint8Array(options.body) }), redirect: "error", signal: AbortSignal.timeout(patience) });
    const length = Number(answer.headers.get("content-length") ?? 0);
    if (length > LARGEST) throw new BackupFault("damaged", `${path}: ${length} bytes`);
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  function refuse(status: number, path: string): never {
    const why = status === 401 || status === 403 ? "login" : status === 507 || status === 413 ? "full" : status >= 500 || status === 429 ? "unreachable" : "other";
    throw new BackupFault(why, `HTTP ${status} for ${path}`);
  }

  return {
    async list(prefix) {
      const found = new Map<string, number>();
      let token: string | undefined;
      for (let page = 0; page < PAGES; page++) {
        const { status, bytes } = await ask("GET", "", { query: { "list-type": "2", prefix: `${root}${prefix}/`, ...(token !== undefined && { "continuation-token": token }) } });
        if (status !== 200) refuse(status, "the list");
        const read = Listed.safeParse(xml.parse(bytes.toString("utf8")));
        if (!read.success) throw new BackupFault("other", "the list is not S3's");
        const { Contents, IsTruncated, NextContinuationToken } = read.data.ListBucketResult;
        for (const { Key, Size } of Contents) if (Key.startsWith(root)) found.set(Key.slice(root.length), Size);
        token = NextContinuationToken;
        if (IsTruncated !== "true" || token === undefined) return found;
      }
      throw new BackupFault("other", "the list does not end");
    },
    async put(name, bytes) {
      const { status } = await ask("PUT", `/${root}${name}`, { body: bytes });
      if (status !== 200) refuse(status, name);
    },
    async get(name) {
      const { status, bytes } = await ask("GET", `/${root}${name}`);
      if (status === 404) return undefined;
      if (status !== 200) refuse(status, name);
      return bytes;
    },
    async remove(name) {
      const { status } = await ask("DELETE", `/${root}${name}`);
      if (status !== 204 && status !== 200 && status !== 404) refuse(status, name);
    },
    close: async () => undefined,
  };
}
