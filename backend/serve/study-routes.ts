import { promisify } from "node:util";
import { deflate, gunzip } from "node:zlib";
import { SimulationRunId } from "#contract/simulation";
import { StudyId } from "#contract/study";
import { StudyRunIndex } from "#contract/study-result";
import { fail, ok, type Result } from "#contract/result";
import type { FastifyInstance, FastifyReply } from "fastify";
import { geoTiff, northUp } from "../core/raster/geotiff.ts";
import { studyCsv } from "../core/raster/study-csv.ts";
import type { Clock, Room, RunShelf } from "../ports.ts";
import { admit, openPlaces } from "./admission.ts";
import { openBuckets } from "./buckets.ts";
import { sendFault } from "./http-fault.ts";
import type { Rights } from "./route-rights.ts";

/** Frames of one person: all of eight options loaded for the slider, and then as it is moved. */
const LOOKS = { burst: 2500, perSecond: 60 };
const EXPORTS = { burst: 20, perSecond: 0.5 };
/** Files being made at one time: each holds a raster twice. */
const MAKING = 2;
/** Bytes of one frame unpacked: the most cells a run may have, in f32. */
const MAX_FRAME = 16_000_004;
/** Bytes of a strip of a GeoTIFF before it is packed. */
const STRIP = 262_144;
/** It never changes: a run is named by all that went into it. */
const FOREVER = { "cache-control": "private, max-age=31536000, immutable", "x-simulated": "true" };
/** Stands first in every file. */
export const SIMULATED = "MÔ PHỎNG – không phải số đo / SIMULATED – no measurement";

const unpack = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);
const pack = promisify<Uint8Array, Buffer>(deflate);

interface Options {
  room: Pick<Room, "answer">;
  shelf: RunShelf | undefined;
  rights: Rights;
  clock: Clock;
}
type ByRun = { Params: { runId: string; quantity: string; index: string; file: string } };

/** What runs of studies left, to look at and to take along. */
export function studyRoutes(app: FastifyInstance, { room, shelf, rights, clock }: Options): void {
  const looks = openBuckets({ ...LOOKS, steady: () => clock.steady() });
  const exports = openBuckets({ ...EXPORTS, steady: () => clock.steady() });
  const places = openPlaces(MAKING);

  async function indexOf(id: string): Promise<Result<{ shelf: RunShelf; index: StudyRunIndex }>> {
    const runId = SimulationRunId.safeParse(id);
    if (!runId.success) return fail({ code: "malformed", path: "runId", detail: "not one of ours" });
    if (shelf === undefined) return fail({ code: "unavailable", detail: "no studies are kept in this room" });
    const index = StudyRunIndex.safeParse((await shelf.index(runId.data)));
    if (!index.success) return fail({ code: "unknown-id", kind: "study-run", id: runId.data });
    shelf.touch(runId.data);
    return ok({ shelf, index: index.data });
  }
  const there = ({ index, quantity, at }: { index: StudyRunIndex; quantity: string; at: number }): StudyRunIndex["frames"][number] | undefined => index.frames.find((frame) => frame.quantity === quantity && frame.index === at);

  app.get<ByRun>("/api/study-runs/:runId", async (request, reply) => {
    if ((await admit(request, reply, { rights, route: "study:frames", buckets: looks })) === undefined) return reply;
    const found = await indexOf(request.params.runId);
    return found.ok ? reply.headers(FOREVER).send(ok(found.value.index)) : sendFault(reply, found.fault);
  });
  app.get<ByRun>("/api/study-runs/:runId/:quantity/:index", async (request, reply) => {
    if ((await admit(request, reply, { rights, route: "study:frames", buckets: looks })) === undefined) return reply;
    const { runId, quantity, index } = request.params;
    const found = await indexOf(runId);
    if (!found.ok) return sendFault(reply, found.fault);
    const frame = /^\d{1,4}$/.test(index) ? there({ index: found.value.index, quantity, at: Number(index) }) : undefined;
    const file = frame === undefined ? undefined : await found.value.shelf.file(found.value.index.runId, `${frame.quantity}-${frame.index}.f32.gz`);
    if (frame === undefined || file === undefined) return sendFault(reply, { code: "unknown-id", kind: "frame", id: `${quantity} ${index}`.slice(0, 80) });
    const { nx, ny } = found.value.index.grid;
    const of = frame.of ?? 1;
    return reply.type("application/octet-stream").headers({ ...FOREVER, "content-encoding": "gzip", "content-length": file.bytes, "x-columns": Math.ceil(nx / of), "x-rows": Math.ceil(ny / of), "x-seconds": frame.t, "x-unit": frame.unit }).send(file.stream());
  });
  app.get<ByRun>("/api/study-runs/:runId/export/:file", async (request, reply) => {
    const party = await admit(request, reply, { rights, route: "study:export", buckets: exports });
    if (party === undefined || !places(reply)) return reply;
    const found = await indexOf(request.params.runId);
    if (!found.ok) return sendFault(reply, found.fault);
    const made = await exported(found.value, request.params.file);
    if (made === undefined) return sendFault(reply, { code: "unknown-id", kind: "export", id: request.params.file.slice(0, 80) });
    const noted = await room.answer("study:exported", { as: made.type === "image/tiff" ? "tif" : "outline", runId: found.value.index.runId }, party);
    if (!noted.ok) return sendFault(reply, noted.fault);
    return attach(reply, { ...made, name: `MO-PHONG-${found.value.index.optionId}-${found.value.index.runId.slice(0, 12)}-${request.params.file}` });
  });
  app.get<{ Params: { id: string } }>("/api/studies/:id/numbers.csv", async (request, reply) => {
    const party = await admit(request, reply, { rights, route: "study:export", buckets: exports });
    if (party === undefined) return reply;
    const id = StudyId.safeParse(request.params.id);
    if (!id.success) return sendFault(reply, { code: "malformed", path: "id", detail: "not one of ours" });
    const [study, comparison] = [await room.answer("study:get", { id: id.data }, party), await room.answer("study:compare", { id: id.data }, party)];
    if (!study.ok) return sendFault(reply, study.fault);
    if (!comparison.ok) return sendFault(reply, comparison.fault);
    const noted = await room.answer("study:exported", { as: "csv", id: id.data }, party);
    if (!noted.ok) return sendFault(reply, noted.fault);
    return attach(reply, { type: "text/csv; charset=utf-8", bytes: Buffer.from(`\ufeff${studyCsv(study.value, comparison.value)}`), name: `MO-PHONG-${id.data}.csv` });
  });

  async function exported({ shelf: from, index }: { shelf: RunShelf; index: StudyRunIndex }, name: string): Promise<{ type: string; bytes: Uint8Array } | undefined> {
    if (name === "outline.geojson") {
      const file = await from.file(index.runId, "outline.geojson.gz");
      return file === undefined ? undefined : { type: "application/geo+json; charset=utf-8", bytes: await unpack(await whole(file), { maxOutputLength: MAX_FRAME * 8 }) };
    }
    const [, quantity, at] = /^([a-z-]{1,40})-(\d{1,4})\.tif$/.exec(name) ?? [];
    const found = quantity === undefined ? undefined : there({ index, quantity, at: Number(at) });
    // Rasters of the whole grid alone: coarse ones are for arrows.
    const frame = found?.of === undefined ? found : undefined;
    const file = frame === undefined ? undefined : await from.file(index.runId, `${frame.quantity}-${frame.index}.f32.gz`);
    if (frame === undefined || file === undefined) return undefined;
    const { nx, ny, bounds } = index.grid;
    const bytes = await unpack(await whole(file), { maxOutputLength: MAX_FRAME });
    const values = new Float32Array(nx * ny);
    new Uint8Array(values.buffer).set(bytes.subarray(0, values.byteLength));
    const rows = northUp(values, nx, ny);
    const rowsPerStrip = Math.max(1, Math.floor(STRIP / (nx * 4)));
    const strips: Uint8Array[] = [];
    for (let row = 0; row < ny; row += rowsPerStrip) strips.push(await pack(rows.subarray(row * nx * 4, Math.min(ny, row + rowsPerStrip) * nx * 4)));
    const description = Buffer.from(`${SIMULATED} · ${frame.quantity} ${frame.unit} · t = ${frame.t} s · run ${index.runId}`);
    return { type: "image/tiff", bytes: geoTiff({ nx, ny, bounds, rowsPerStrip, strips, description, software: Buffer.from("Kỳ Đài") }) };
  }
}

async function whole(file: NonNullable<Awaited<ReturnType<RunShelf["file"]>>>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of file.stream()) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}

function attach(reply: FastifyReply, { type, bytes, name }: { type: string; bytes: Uint8Array; name: string }): FastifyReply {
  return reply.type(type).headers({ "content-disposition": `attachment; filename="${name}"`, "cache-control": "no-store", "x-simulated": "true", "content-length": bytes.length }).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
