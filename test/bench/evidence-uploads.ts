/** A hundred films of 50 MB sent in parts at once: what the backend holds in memory, and that each arrives whole and once. */
import { hash } from "node:crypto";
import { valueOf } from "../kit/backend.ts";
import { DRAINAGE, openCaseRoom, ordered, POWER, TRAFFIC, type Seat } from "../kit/case-room.ts";
import { median, quantile, residentOf } from "./figures.ts";
import type { BenchRow } from "./row.ts";

const UPLOADS = Number(process.env["KYDAI_BENCH_UPLOADS"] ?? 100);
const BYTES = 50_000_000;
const PART = 4_194_304;
/** MB the backend may hold beyond what it held before. */
const MOST = 256;

/** A film's boxes with the upload's number in its content; what is not said is zeros. */
function film(n: number): Buffer<ArrayBuffer> {
  const made = Buffer.alloc(BYTES);
  const box = (at: number, size: number, name: string): void => {
    made.writeUInt32BE(size, at);
    made.write(name, at + 4, "latin1");
  };
  box(0, 24, "ftyp");
  made.write("mp42\0\0\0\0mp42isom", 8, "latin1");
  box(24, 72, "moov");
  box(96, BYTES - 96, "mdat");
  made.writeUInt32BE(n, 200);
  return made;
}

/** As a phone sends it. @returns the SHA-256 the backend answers */
async function send(base: string, seat: Seat, incidentId: string, n: number): Promise<string> {
  const b64 = (text: string): string => Buffer.from(text).toString("base64");
  const headers = { "tus-resumable": "1.0.0", cookie: seat.cookie, origin: base };
  const begun = await fetch(`${base}/api/evidence/tus`, { method: "POST", headers: { ...headers, "upload-length": String(BYTES), "upload-metadata": `incidentId ${b64(incidentId)},name ${b64(`phim-${n}.mp4`)}` } });
  if (begun.status !== 201) throw new Error(`upload ${n} refused: ${begun.status} ${await begun.text()}`);
  const at = new URL(begun.headers.get("location") ?? "", base).href;
  const content = film(n);
  for (let offset = 0; ; offset += PART) {
    const answer = await fetch(at, { method: "PATCH", headers: { ...headers, "content-type": "application/offset+octet-stream", "upload-offset": String(offset) }, body: content.subarray(offset, offset + PART) });
    if (answer.status === 200) {
      const { value }: { value: { sha256: string } } = await answer.json();
      if (value.sha256 !== hash("sha256", content, "hex")) throw new Error(`upload ${n} is not what was sent`);
      return value.sha256;
    }
    if (answer.status !== 204) throw new Error(`part of ${n} refused: ${answer.status} ${await answer.text()}`);
  }
}

export async function bench(): Promise<BenchRow[]> {
  const room = await openCaseRoom();
  try {
    const { id } = await room.open();
    for (const event of [{ is: "verified" } as const, { is: "proposed", plan: "Bơm" } as const, ordered({ lead: DRAINAGE, support: [TRAFFIC, POWER] })]) valueOf(await room.act(room.operator, id, event));
    const seats = [room.drainage, room.traffic, room.power, room.operator, room.lead];
    const { address, child } = room.backend();
    const pid = child.pid ?? 0;
    const before = residentOf(pid);
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, residentOf(pid))), 50);
    const began = performance.now();
    const took: number[] = [];
    const sums = await Promise.all(Array.from({ length: UPLOADS }, async (_, n) => {
      const sum = await send(address, seats[n % seats.length]!, id, n);
      took.push(performance.now() - began);
      return sum;
    }));
    clearInterval(watch);
    const seconds = (performance.now() - began) / 1000;
    const pieces = (await room.facts()).filter(({ kind }) => kind === "evidence:added").length;
    const note = `${UPLOADS} of ${BYTES / 1e6} MB by ${seats.length} people, in parts of ${PART} bytes; ${((UPLOADS * BYTES) / 1e6 / seconds).toFixed(0)} MB/s, one done after ${(median(took) / 1000).toFixed(0)} s (p95 ${(quantile(took, 0.95) / 1000).toFixed(0)} s)`;
    return [
      { name: `${UPLOADS} parallel uploads of 50 MB: memory of the backend beyond what it held`, value: most - before, unit: "MB", target: { op: "<=", value: MOST }, note: `${note}; ${before.toFixed(0)} MB before, at most ${most.toFixed(0)} MB` },
      { name: "uploads that are not there once, whole", value: UPLOADS - Math.min(new Set(sums).size, pieces) + Math.max(0, pieces - UPLOADS), unit: "", target: { op: "<=", value: 0 } },
    ];
  } finally {
    await room.stop();
  }
}
