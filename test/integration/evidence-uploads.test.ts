import { createHash, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { Transformer } from "@napi-rs/image";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Fault } from "#contract/fault";
import { Evidence, MAX_FILM, type IncidentId } from "#contract/incident";
import { valueOf } from "../kit/backend.ts";
import { openCaseRoom, ordered, type CaseRoom, type Seat } from "../kit/case-room.ts";
import { withExif } from "../kit/exif.ts";

let room: CaseRoom;
let id: IncidentId;
const PLACE: [number, number] = [107.5994, 16.4711];
beforeAll(async () => {
  room = await openCaseRoom();
  ({ id } = await room.open({ position: PLACE }));
  for (const event of [{ is: "verified" } as const, { is: "proposed", plan: "Bơm" } as const, ordered()]) valueOf(await room.act(room.operator, id, event));
}, 60_000);
afterAll(() => room.stop());

const Answer = z.union([z.object({ ok: z.literal(true), value: Evidence }), z.object({ ok: z.literal(false), fault: Fault })]);
const b64 = (text: string): string => Buffer.from(text).toString("base64");
const headers = (seat: Seat, more: Record<string, string> = {}): Record<string, string> => ({ "tus-resumable": "1.0.0", cookie: seat.cookie, origin: room.backend().address, ...more });

async function begin(seat: Seat, bytes: number, name = "phim.mp4", incidentId: string = id): Promise<Response> {
  return fetch(`${room.backend().address}/api/evidence/tus`, { method: "POST", headers: headers(seat, { "upload-length": String(bytes), "upload-metadata": `incidentId ${b64(incidentId)},name ${b64(name)},by ${b64("ai-khac")}` }) });
}
const where = (response: Response): string => new URL(response.headers.get("location") ?? "", room.backend().address).pathname;
const head = (seat: Seat, at: string): Promise<Response> => fetch(room.backend().address + at, { method: "HEAD", headers: headers(seat) });
const patch = (seat: Seat, at: string, offset: number, body: Uint8Array<ArrayBuffer>): Promise<Response> => fetch(room.backend().address + at, { method: "PATCH", headers: headers(seat, { "content-type": "application/offset+octet-stream", "upload-offset": String(offset) }), body });
const offsetOf = async (seat: Seat, at: string): Promise<number> => Number((await head(seat, at)).headers.get("upload-offset"));
const said = async (response: Response): Promise<z.infer<typeof Answer>> => Answer.parse(await response.json());
async function whole(seat: Seat, content: Uint8Array<ArrayBuffer>, name: string): Promise<z.infer<typeof Answer>> {
  const begun = await begin(seat, content.length, name);
  if (begun.status !== 201) return said(begun);
  return said(await patch(seat, where(begun), 0, content));
}
/** Sends some of the part and then tears the line. */
function cut(seat: Seat, at: string, offset: number, body: Uint8Array, after: number): Promise<void> {
  return new Promise((done) => {
    const going = httpRequest(room.backend().address + at, { method: "PATCH", headers: { ...headers(seat), "content-type": "application/offset+octet-stream", "upload-offset": String(offset), "content-length": String(body.length) } });
    going.on("error", () => done());
    going.on("close", () => done());
    going.write(body.subarray(0, after), () => setTimeout(() => going.destroy(), 30));
  });
}
function film(bytes: number): Uint8Array<ArrayBuffer> {
  const box = (name: string, body: Uint8Array): Buffer => {
    const made = Buffer.alloc(8 + body.length);
    made.writeUInt32BE(made.length, 0);
    made.write(name, 4, "latin1");
    made.set(body, 8);
    return made;
  };
  return Uint8Array.from(Buffer.concat([box("ftyp", Buffer.from("mp42\0\0\0\0mp42isom", "latin1")), box("moov", Buffer.alloc(64)), box("mdat", randomBytes(bytes - 120))]));
}
const sum = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");

test("H-11.4 a film of 24 MB, cut ten times and the backend killed in its midst, goes on where it was and arrives whole and once", async () => {
  const content = film(24 * 1_048_576);
  const at = where(await begin(room.drainage, content.length));
  for (let i = 0; i < 10; i++) {
    const offset = await offsetOf(room.drainage, at);
    await cut(room.drainage, at, offset, content.subarray(offset, offset + 2 * 1_048_576), 1_048_576);
    if (i === 4) await room.restart();
  }
  const offset = await offsetOf(room.drainage, at);
  expect(offset).toBeGreaterThan(0);
  expect(offset).toBeLessThan(content.length);
  // The line is cut once more, now after the last byte: the answer is lost.
  const answer = await said(await patch(room.drainage, at, offset, content.slice(offset)));
  const again = await said(await patch(room.drainage, at, content.length, new Uint8Array()));
  expect(answer).toMatchObject({ ok: true, value: { type: "video/mp4", bytes: content.length, sha256: sum(content), name: "phim.mp4", by: room.drainage.id } });
  expect(again).toEqual(answer);
  const got = await fetch(`${room.backend().address}/api/evidence/${answer.ok ? answer.value.id : ""}`, { headers: { cookie: room.operator.cookie } });
  expect(sum(new Uint8Array(await got.arrayBuffer()))).toBe(sum(content));
}, 60_000);

test("H-11.4 ten gigabytes are refused before a byte of them is sent", async () => {
  const refused = await begin(room.drainage, 10 * 2 ** 30);
  expect(refused.status).toBe(413);
  expect(await said(refused)).toEqual({ ok: false, fault: { code: "too-large", limit: MAX_FILM } });
});

/** A PNG whose header claims so many pixels. */
function pngOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  const chunk = (name: string, body: Uint8Array): Buffer => {
    const made = Buffer.alloc(12 + body.length);
    made.writeUInt32BE(body.length, 0);
    made.write(name, 4, "latin1");
    made.set(body, 8);
    return made;
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Uint8Array.from(Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", size), chunk("IDAT", deflateSync(Buffer.alloc(1_000_000))), chunk("IEND", Buffer.alloc(0))]));
}
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text));
test.each<[string, string, () => Uint8Array<ArrayBuffer>]>([
  ["a page", "ngap.jpg", () => bytesOf("<!doctype html><script>alert(1)</script>".padEnd(400))],
  ["a drawing that could run", "ngap.jpg", () => bytesOf("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")],
  ["a zip bomb", "anh.png", () => Uint8Array.from(Buffer.concat([Buffer.from("PK\u0003\u0004"), deflateSync(Buffer.alloc(10_000_000))]))],
  ["a picture of 60,000 × 60,000 pixels", "lon.png", () => pngOf(60_000, 60_000)],
  ["a film's header before something else", "phim.mp4", () => Uint8Array.from(Buffer.concat([film(400).subarray(0, 24), Buffer.from("#!/bin/sh\nrm -rf /\n".padEnd(400))]))],
  ["a film cut off", "phim.mp4", () => film(4000).slice(0, 3000)],
  ["a JPEG cut off", "anh.jpg", () => Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...Array<number>(64).fill(1)])],
])("invariant 12 %s is told by its own bytes, refused, and nothing of it is kept", async (_what, name, made) => {
  const before = readdirSync(join(room.backend().folder, "evidence-uploads")).length;
  const answer = await whole(room.drainage, made(), name);
  expect(answer).toMatchObject({ ok: false, fault: { code: "malformed" } });
  expect(readdirSync(join(room.backend().folder, "evidence-uploads")).length).toBe(before);
});

test("invariant 12 another's upload is as one that is not there, and so is another agency's case", async () => {
  const at = where(await begin(room.drainage, 1000));
  expect((await head(room.power, at)).status).toBe(404);
  expect((await patch(room.power, at, 0, new Uint8Array(10))).status).toBe(404);
  expect((await head({ ...room.drainage, cookie: "" }, at)).status).toBe(401);
  expect((await begin(room.power, 1000)).status).toBe(404);
  expect((await begin(room.drainage, 1000, "x.mp4", "sv-000000-1")).status).toBe(404);
  expect(await offsetOf(room.drainage, at)).toBe(0);
  for (const path of ["/api/evidence/tus/../../../etc/passwd", "/api/evidence/tus/..%2f..%2fops.db", `/api/evidence/tus/${"0".repeat(32)}`]) expect((await head(room.drainage, path)).status).toBe(404);
});

test("H-11.4 what a photograph says of its time and place stands beside the case; one picture, one small one, the original untouched", async () => {
  const photo = await new Transformer(pngSolid()).jpeg(80);
  const content = Uint8Array.from(withExif(photo, { at: "2026:11:20 09:30:00", offset: "+07:00", position: [PLACE[0] + 0.01, PLACE[1]] }));
  const answer = await whole(room.drainage, content, "hiện trường.jpg");
  if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
  const { value } = answer;
  expect(value).toMatchObject({ type: "image/jpeg", sha256: sum(content), taken: { at: Date.UTC(2026, 10, 20, 2, 30) } });
  expect(value.taken?.metres).toBeGreaterThan(1000);
  expect(value.taken?.metres).toBeLessThan(1140);
  const look = (seat: Seat) => fetch(`${room.backend().address}/api/evidence/${value.id}/thumb`, { headers: { cookie: seat.cookie } });
  const small = new Uint8Array(await (await look(room.operator)).arrayBuffer());
  const { width, height } = await new Transformer(small).metadata();
  expect(Math.max(width, height)).toBe(320);
  expect((await look(room.power)).status).toBe(404);
  const twice = await whole(room.drainage, content, "lần hai.jpg");
  expect(twice).toEqual(answer);
  const original = await fetch(`${room.backend().address}/api/evidence/${value.id}`, { headers: { cookie: room.operator.cookie } });
  expect(sum(new Uint8Array(await original.arrayBuffer()))).toBe(sum(content));
  expect(original.headers.get("content-security-policy")).toContain("sandbox");
});

/** A picture of 640 × 480 points. */
function pngSolid(): Buffer {
  return Transformer.fromRgbaPixels(new Uint8Array(640 * 480 * 4).fill(120), 640, 480).pngSync();
}
