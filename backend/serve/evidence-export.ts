import type { FastifyInstance } from "fastify";
import { Readable } from "node:stream";
import { EvidenceId, type Evidence } from "#contract/incident";
import type { Clock, EvidenceProof, EvidenceShelf, Room } from "../ports.ts";
import { admit } from "./admission.ts";
import { openBuckets } from "./buckets.ts";
import { sendFault } from "./http-fault.ts";
import type { Rights } from "./route-rights.ts";
import { zipOf } from "./zip.ts";

/** Exports of one person: a film is read whole for each. */
const EXPORTS = { burst: 20, perSecond: 0.2 };
const SUFFIX: Readonly<Record<Evidence["type"], string>> = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf", "video/mp4": "mp4" };
/** Seen by whoever opens the archive without us. */
const README = "Kiểm tra / to verify: node verify-evidence.mjs FILE.zip   (scripts/verify-evidence.mjs, Node 20+)\n";

interface Options {
  room: Pick<Room, "evidence">;
  shelf: EvidenceShelf;
  rights: Rights;
  clock: Clock;
}

/** A piece of evidence with what shows where it comes from: an archive of the file, untouched, and its manifest, which scripts/verify-evidence.mjs checks. */
export function evidenceExport(app: FastifyInstance, { room, shelf, rights, clock }: Options): void {
  const exports = openBuckets({ ...EXPORTS, steady: () => clock.steady() });
  app.get<{ Params: { id: string } }>("/api/evidence/:id/export", { exposeHeadRoute: false }, async (request, reply) => {
    const party = await admit(request, reply, { rights, route: "evidence:get", buckets: exports });
    if (party === undefined) return reply;
    const id = EvidenceId.safeParse(request.params.id);
    if (!id.success) return sendFault(reply, { code: "malformed", path: "id", detail: "not one of ours" });
    const proof = room.evidence.proof(id.data, party);
    if (!proof.ok) return sendFault(reply, proof.fault);
    const { evidence } = proof.value;
    const file = await shelf.open(evidence);
    if (file === undefined) return sendFault(reply, { code: "unavailable", detail: "the file is not there or not whole" });
    const noted = await room.evidence.takeOut(id.data, "archive", party);
    if (!noted.ok) return sendFault(reply, noted.fault);
    const base = `${evidence.incidentId}-${evidence.sha256.slice(0, 12)}`;
    const manifest = manifestOf(proof.value, { file: `${base}.${SUFFIX[evidence.type]}`, at: clock.wall(), by: party.kind === "person" ? party.account.id : "" });
    const text = (content: string): Buffer[] => [Buffer.from(content, "utf8")];
    const zip = Readable.from(zipOf([
      { name: `${base}.manifest.json`, at: evidence.at, content: text(`${JSON.stringify(manifest, undefined, 2)}\n`) },
      { name: manifest.file.name, at: evidence.at, content: file.stream() },
      { name: "README.txt", at: evidence.at, content: text(README) },
    ]), { objectMode: false });
    return reply.type("application/zip").headers({ "content-disposition": `attachment; filename="${base}.zip"`, "cache-control": "no-store" }).send(zip);
  });
}

/** What a manifest says; `format` names its edition. */
function manifestOf({ evidence, caseTitle, site, epoch, entry }: EvidenceProof, { file, at, by }: { file: string; at: number; by: string }) {
  return {
    format: "kydai-evidence-1",
    file: { name: file, type: evidence.type, bytes: evidence.bytes, sha256: evidence.sha256 },
    case: { id: evidence.incidentId, title: caseTitle },
    evidence,
    journal: { site, epoch, ...entry },
    exported: { at, by },
  };
}
