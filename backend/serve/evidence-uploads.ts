import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import type { Party } from "#contract/account";
import { IncidentId, MAX_FILM } from "#contract/incident";
import type { Fault } from "#contract/fault";
import { ok } from "#contract/result";
import { mkdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Clock, EvidenceShelf, Log, Room } from "../ports.ts";
import { statusOf } from "./http-fault.ts";
import { openClaims } from "./upload-claims.ts";

/** Where uploads in parts are found. */
export const UPLOADS = "/api/evidence/tus";
/** An upload nobody goes on with, and the record of one that is whole, is let go after so long, ms. */
const KEPT = 3 * 86_400_000;
/** How often they are looked through, ms. */
const SWEEP = 3_600_000;

interface Options {
  folder: string;
  room: Pick<Room, "evidence">;
  shelf: EvidenceShelf;
  clock: Clock;
  log: Log;
}

/** Uploads that come in parts and go on where they were cut (tus 1.0, https://tus.io). */
export interface Uploads {
  /** Answers by itself. The caller has asked whether the person may add evidence at all. */
  handle(request: IncomingMessage, response: ServerResponse, party: Party): Promise<void>;
  close(): void;
}

// Its constructor makes the folder in a later turn and throws where nobody can catch it, if the folder is gone by then; it is made below.
FileStore.prototype["checkOrCreateDirectory"] = () => undefined;

/** Ends a request, in the shape @tus/server looks for: the fault as a Result, with its status. */
class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status_code: number;
  readonly body: string;
  constructor(fault: Fault) {
    super(fault.code);
    this.status_code = statusOf(fault);
    this.body = JSON.stringify({ ok: false, fault });
  }
}

export function openUploads({ folder, room, shelf, clock, log }: Options): Uploads {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const senders = new WeakMap<IncomingMessage, Party>();
  const store = new FileStore({ directory: folder, expirationPeriodInMilliseconds: KEPT });
  const idOf = (party: Party): string => (party.kind === "person" ? party.account.id : "");
  const partyOf = (node: unknown): Party => {
    const party = senders.get(node as IncomingMessage);
    if (party === undefined) throw new Refusal({ code: "unauthenticated" });
    return party;
  };

  const claims = openClaims();
  /** Of requests that begin an upload. */
  const begun = new WeakMap<IncomingMessage, string>();

  /** Everything that is there: by id, whose, bytes that are not. */
  async function held(): Promise<{ id: string; by: string; left: number; since: number }[]> {
    const ids = (await store.configstore.list?.()) ?? [];
    const all = await Promise.all(ids.map((id) => store.getUpload(id).then(({ offset, size = MAX_FILM, metadata, creation_date: made }) => ({ id, by: metadata?.["by"] ?? "", left: size - offset, since: Date.parse(made ?? "") }), () => undefined)));
    return all.filter((one) => one !== undefined);
  }
  const known = held().then((all) => all.filter(({ left }) => left > 0).forEach(({ id, by, left }) => claims.take(id, { by, bytes: left }))).catch((error: unknown) => log.warn("uploads-not-counted", { error }));
  const look = (id: string): Promise<void> => store.getUpload(id).then(({ offset, size = MAX_FILM }) => claims.left(id, size - offset), () => claims.left(id, 0));

  const tus = new Server({
    path: UPLOADS,
    datastore: store,
    maxSize: MAX_FILM,
    relativeLocation: true,
    respectForwardedHeaders: false,
    // No page of another site sends here.
    allowedOrigins: () => false,
    async onUploadCreate(request, upload) {
      const party = partyOf(request.runtime?.node?.req);
      const incidentId = IncidentId.safeParse(upload.metadata?.["incidentId"]);
      if (!incidentId.success) throw new Refusal({ code: "malformed", path: "incidentId", detail: "not one of ours" });
      const admitted = room.evidence.mayAdd(incidentId.data, party);
      if (!admitted.ok) throw new Refusal(admitted.fault);
      if (!claims.take(upload.id, { by: idOf(party), bytes: upload.size ?? MAX_FILM })) throw new Refusal({ code: "too-many", retryAfter: 60 });
      if (request.runtime?.node?.req !== undefined) begun.set(request.runtime.node.req as IncomingMessage, upload.id);
      // Room for what others have declared is theirs: the disk is the journal's too.
      if (!(await shelf.hasRoom(claims.owed()))) {
        claims.left(upload.id, 0);
        throw new Refusal({ code: "disk-full" });
      }
      return { metadata: { incidentId: incidentId.data, name: (upload.metadata?.["name"] ?? "").slice(0, 200), by: idOf(party) } };
    },
    async onUploadFinish(request, upload) {
      const party = partyOf(request.runtime?.node?.req);
      const kept = await shelf.keep(join(folder, upload.id));
      if (!kept.ok) {
        if (kept.fault.code !== "disk-full") await store.remove(upload.id).catch(() => undefined);
        throw new Refusal(kept.fault);
      }
      // The record stays for a while: whoever heard no answer asks again, and hears it.
      const added = await room.evidence.add({ incidentId: IncidentId.parse(upload.metadata?.["incidentId"]), name: upload.metadata?.["name"] ?? "", kept: kept.value }, party);
      if (!added.ok) throw new Refusal(added.fault);
      return { status_code: 200, headers: { "Content-Type": "application/json", "Cache-Control": "no-store" }, body: JSON.stringify(ok(added.value)) };
    },
    onResponseError(_request, error) {
      if ("status_code" in error) return error.body.startsWith("{") ? error : { status_code: error.status_code, body: JSON.stringify({ ok: false, fault: faultOf(error.status_code, error.body) }) };
      log.error("upload-failed", { error });
      return new Refusal({ code: "unavailable", detail: "internal error" });
    },
  });

  let stop = (): void => undefined;
  async function sweep(): Promise<void> {
    try {
      for (const { id, since } of await held()) {
        if (clock.wall() - since < KEPT) continue;
        await store.remove(id);
        claims.left(id, 0);
      }
    } catch (error) {
      log.warn("uploads-not-swept", { error });
    }
    stop = clock.after(SWEEP, () => void sweep());
  }
  void sweep();

  return {
    async handle(request, response, party) {
      await known;
      const id = /^\/api\/evidence\/tus\/([0-9a-f]{32})$/.exec(request.url ?? "")?.[1];
      const upload = id === undefined ? undefined : await store.getUpload(id).catch(() => undefined);
      // A stranger's upload is as one that is not there.
      if (id === undefined ? request.method !== "POST" : upload?.metadata?.["by"] !== idOf(party)) return refuse(response, { code: "unknown-id", kind: "upload", id: id ?? "" });
      const part = request.method === "PATCH" && upload !== undefined ? Math.min(bytesOf(request), (upload.size ?? MAX_FILM) - upload.offset) : 0;
      const written = claims.write(part);
      try {
        // What it was begun with may have gone to others since.
        if (part > 0 && !(await shelf.hasRoom(claims.writing()))) return refuse(response, { code: "disk-full" });
        senders.set(request, party);
        await tus.handle(request, response);
      } finally {
        written();
        const one = id ?? begun.get(request);
        if (one !== undefined) await look(one);
      }
    },
    close: () => stop(),
  };
}

/** Bytes its body declares; without a word of it any number. */
function bytesOf({ headers }: IncomingMessage): number {
  const declared = Number(headers["content-length"] ?? Number.NaN);
  return Number.isSafeInteger(declared) ? declared : Infinity;
}

function refuse(response: ServerResponse, fault: Fault): void {
  const { status_code: status, body } = new Refusal(fault);
  response.writeHead(status, { "content-type": "application/json", "tus-resumable": "1.0.0" }).end(body);
}

function faultOf(status: number, words: string): Fault {
  if (status === 413) return { code: "too-large", limit: MAX_FILM };
  if (status === 404 || status === 410) return { code: "unknown-id", kind: "upload", id: "" };
  return status === 409 ? { code: "conflict", detail: "the upload goes on elsewhere" } : status < 500 ? { code: "malformed", path: "", detail: words.trim().slice(0, 200) } : { code: "unavailable", detail: "internal error" };
}
