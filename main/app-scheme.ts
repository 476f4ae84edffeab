import { protocol, type Session } from "electron";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { fileOf, rangeOf } from "./app-file.ts";
import { HOST, SCHEME } from "./local-page.ts";
import { clockSheet } from "./plain-clock.ts";
import { awayPage, safePage } from "./safe-page.ts";

/** Largest piece of a file in one answer, bytes: the shell's own pages are far smaller. */
const MOST = 8_000_000;

/** No script, nothing from elsewhere: these pages only say something. */
const HEADERS = {
  "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

/** To be called before Electron is ready. The scheme obeys CSP and CORS like any other; it only has an origin of its own. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);
}

/** Serves the shell's own pages, to windows of this session. */
export function serveScheme(own: Session): void {
  const folder = join(__dirname, "pages");
  own.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    if (url.host !== HOST) return refusal(404);
    if (request.method !== "GET" && request.method !== "HEAD") return refusal(405);
    if (url.pathname === "/safe") return written(safePage(url.searchParams), "html");
    if (url.pathname === "/away") return written(awayPage(url.searchParams), "html");
    if (url.pathname === "/clock.css") return written(clockSheet(Date.now()), "css");
    const file = fileOf(url, folder);
    return file === undefined ? refusal(404) : answer(file, request.headers.get("range"));
  });
}

async function answer({ path, type }: { path: string; type: string }, header: string | null): Promise<Response> {
  try {
    const file = await open(path, "r");
    try {
      const facts = await file.stat();
      if (!facts.isFile()) return refusal(404);
      const range = rangeOf(header, facts.size);
      if (range === "none") return new Response(null, { status: 416, headers: { ...HEADERS, "content-range": `bytes */${facts.size}` } });
      const first = range === "all" ? 0 : range.first;
      const length = Math.min(MOST, (range === "all" ? facts.size : range.last + 1) - first);
      const body = new Uint8Array(length);
      const { bytesRead } = await file.read(body, 0, length, first);
      const headers = { ...HEADERS, "content-type": type, "accept-ranges": "bytes", "content-length": String(bytesRead) };
      if (range === "all") return new Response(body.subarray(0, bytesRead), { headers });
      return new Response(body.subarray(0, bytesRead), { status: 206, headers: { ...headers, "content-range": `bytes ${first}-${first + bytesRead - 1}/${facts.size}` } });
    } finally {
      await file.close();
    }
  } catch {
    // Not there, or not to be read: for a page the same.
    return refusal(404);
  }
}

const written = (text: string, kind: "html" | "css") => new Response(text, { headers: { ...HEADERS, "content-type": `text/${kind}; charset=utf-8` } });

function refusal(status: number): Response {
  return new Response(null, { status, headers: HEADERS });
}
