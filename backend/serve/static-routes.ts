import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { existsSync } from "node:fs";
import { join } from "node:path";

const MISSING = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Kỳ Đài</title>
<h1>Kỳ Đài đang chạy</h1><p>Giao diện chưa được dựng. Chạy <code>npm run build</code> trong thư mục mã nguồn rồi tải lại trang này.</p>
<p lang="en">The backend runs, but its windows have not been built. Run <code>npm run build</code> and reload.</p></html>`;
/** Names with a content hash, as the bundler writes them below `assets/`: they never change. */
const HASHED = /[/\\]assets[/\\][^/\\]+-[\w-]{8,}\.\w+(?:\.(?:br|gz))?$/;

const PAGES = { "/": "index.html", "/wall": "index.html", "/agency": "agency.html" };

/** The built windows. `/` and `/wall` are the same page; the build may come (and change) while the backend runs. */
export async function staticRoutes(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    suppressWarning: true,
    dotfiles: "deny",
    index: false,
    wildcard: true,
    acceptRanges: true,
    // Where the build made a packed file beside, and the browser takes it.
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header("cache-control", HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
    },
    cacheControl: false,
  });
  function page(reply: FastifyReply, file: string): FastifyReply {
    if (existsSync(join(folder, file))) return reply.sendFile(file);
    return reply.code(503).type("text/html; charset=utf-8").header("cache-control", "no-store").send(MISSING);
  }
  for (const [path, file] of Object.entries(PAGES)) app.get(path, (_request, reply) => page(reply, file));
}
