import { hash } from "node:crypto";
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { City } from "../ports.ts";
import { byteRange } from "./byte-range.ts";
import { sendFault } from "./http-fault.ts";
import type { Rights } from "./route-rights.ts";

/** By the end of the name; everything else is bytes. Nothing a browser would run or show as a page is among them. */
const TYPES: Readonly<Record<string, string>> = {
  json: "application/json; charset=utf-8", geojson: "application/geo+json; charset=utf-8", gz: "application/gzip", pmtiles: "application/vnd.pmtiles",
  glb: "model/gltf-binary", gltf: "model/gltf+json", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", webp: "image/webp",
};
/** A pack comes from outside: whatever is in it has no origin and runs nothing. */
const INERT = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** The map of the city pack in use, to whoever may see the room. A name is looked up in the manifest, never on the disk. */
export function cityRoutes(app: FastifyInstance, { city, rights }: { city: City; rights: Rights }): void {
  const unknown = (reply: FastifyReply, id: string): FastifyReply => sendFault(reply, { code: "unknown-id", kind: "city-file", id: id.slice(0, 200) });

  app.get("/city/manifest.json", async (request, reply) => {
    if ((await rights(request, reply, "city:read")) === undefined) return reply;
    const manifest = city.manifest();
    if (manifest === undefined) return unknown(reply, "manifest.json");
    const text = JSON.stringify(manifest);
    const tag = `"${hash("sha256", text, "hex")}"`;
    reply.headers({ etag: tag, "cache-control": "private, no-cache" });
    return matches(request.headers["if-none-match"], tag) ? reply.code(304).send() : reply.type("application/json; charset=utf-8").send(text);
  });
  app.get<{ Params: { "*": string } }>("/city/*", async (request, reply) => {
    if ((await rights(request, reply, "city:read")) === undefined) return reply;
    return send(request, reply, request.params["*"]);
  });
  // Where the map without WebGL has been read from since before there were packs.
  app.get("/assets/city/:city/base.geojson", async (request, reply) => {
    if ((await rights(request, reply, "city:read")) === undefined) return reply;
    return send(request, reply, city.manifest()?.layers.find(({ kind }) => kind === "flat")?.file ?? "base.geojson");
  });

  async function send(request: FastifyRequest, reply: FastifyReply, path: string): Promise<FastifyReply> {
    const file = city.file(path);
    if (file === undefined) return unknown(reply, path);
    const tag = `"${file.sha256}"`;
    reply.headers({ etag: tag, "accept-ranges": "bytes", "cache-control": "private, no-cache", "content-security-policy": INERT });
    if (matches(request.headers["if-none-match"], tag)) return reply.code(304).send();
    // A range of another version would be stitched to the pieces of this one.
    const condition = request.headers["if-range"];
    const range = condition === undefined || condition === tag ? byteRange(request.headers.range, file.bytes) : "all";
    if (range === "none") return reply.code(416).header("content-range", `bytes */${file.bytes}`).send();
    const part = range === "all" ? { from: 0, to: file.bytes - 1 } : range;
    reply.type(TYPES[/\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ""] ?? "application/octet-stream").header("content-length", part.to - part.from + 1);
    if (range !== "all") reply.code(206).header("content-range", `bytes ${part.from}-${part.to}/${file.bytes}`);
    if (request.method === "HEAD" || file.bytes === 0) return reply.send(Readable.from([]));
    const stream = await file.read(part.from, part.to);
    if (stream.ok) return reply.send(stream.value);
    reply.removeHeader("content-type").removeHeader("content-length").removeHeader("content-range").removeHeader("etag");
    return sendFault(reply, { code: "unavailable", detail: "the city pack has changed on the disk" });
  }
}

function matches(header: string | undefined, tag: string): boolean {
  return header !== undefined && (header.trim() === "*" || header.split(",").some((one) => one.trim().replace(/^W\//, "") === tag));
}
