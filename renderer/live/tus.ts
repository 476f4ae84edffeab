import { Evidence, type IncidentId } from "#contract/incident";
import type { AccountId } from "#contract/ids";
import { Fault } from "#contract/fault";
import { fail, ok, type Result } from "#contract/result";
import { z } from "zod";
import { ownHeader } from "./own-account.ts";

/** Bytes of one part: at first, at least and at most. Each is to take about as long as PACE, ms: what is cut costs no more than that. */
const PART = { first: 262_144, least: 65_536, most: 4_194_304 };
const PACE = 3000;
/** A part that takes longer is given up; the server lets nobody dawdle longer, and has what came, ms. */
const PATIENCE = 28_000;
/** One upload meets so many broken parts before it is left for later. */
const TRIES = 3;
const HEADERS = { "tus-resumable": "1.0.0" };
const Answered = z.union([z.object({ ok: z.literal(true), value: Evidence }), z.object({ ok: z.literal(false), fault: Fault })]);

/** A file on its way. */
export interface Upload {
  incidentId: IncidentId;
  name: string;
  blob: Blob;
  /** Where it was begun; absent: it was not. */
  at?: string | undefined;
  /** Keeps where it goes on, before the first part is sent. */
  began?: (at: string) => Promise<void> | void;
  /** In whose name; absent: whose page this is. */
  accountId?: AccountId;
  /** Bytes the backend has. */
  heard?: (bytes: number) => void;
}

const NO_LINK: Result<never> = fail({ code: "unavailable", detail: "not-connected" });

async function call(path: string, init: Omit<RequestInit, "headers"> & { headers?: Readonly<Record<string, string>> }): Promise<Response | undefined> {
  try {
    return await fetch(path, { credentials: "same-origin", ...init, headers: { ...HEADERS, ...init.headers }, signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return undefined;
  }
}

async function outcome(response: Response): Promise<Result<Evidence>> {
  const answer = Answered.safeParse(await response.json().catch(() => undefined));
  if (!answer.success) return fail({ code: "unavailable", detail: `HTTP ${response.status}` });
  return answer.data.ok ? ok(answer.data.value) : fail(answer.data.fault);
}

/** UTF-8 in base64, as tus wants its metadata. */
const written = (text: string): string => btoa(String.fromCodePoint(...new TextEncoder().encode(text)));

async function begin({ incidentId, name, blob, accountId }: Upload): Promise<Result<string>> {
  const response = await call("/api/evidence/tus", { method: "POST", headers: { ...ownHeader(accountId), "upload-length": String(blob.size), "upload-metadata": `incidentId ${written(incidentId)},name ${written(name)}` } });
  if (response === undefined) return NO_LINK;
  const at = response.headers.get("location");
  if (response.status === 201 && at !== null) return ok(new URL(at, location.href).pathname);
  const refused = await outcome(response);
  return refused.ok ? NO_LINK : refused;
}

/** @returns bytes the backend has; "gone": it does not know the upload any more */
async function offsetOf(at: string, { accountId }: Upload): Promise<Result<number | "gone">> {
  const response = await call(at, { method: "HEAD", headers: ownHeader(accountId) });
  if (response === undefined) return NO_LINK;
  if (response.status === 404 || response.status === 410) return ok("gone");
  const offset = Number(response.headers.get("upload-offset") ?? Number.NaN);
  if (response.ok && Number.isSafeInteger(offset)) return ok(offset);
  return fail(response.status === 401 ? { code: "unauthenticated" } : { code: "unavailable", detail: `HTTP ${response.status}` });
}

/**
 * Sends a file in parts and goes on where it was cut, on either side (tus 1.0). Sent again when it is whole already, the backend
 * answers the same piece.
 */
export async function uploadInParts(upload: Upload): Promise<Result<Evidence>> {
  const { blob, heard } = upload;
  let at = upload.at;
  let offset: number | "gone" = "gone";
  let part = PART.first;
  for (let broken = 0; broken < TRIES; ) {
    if (at !== undefined && offset === "gone") {
      const known = await offsetOf(at, upload);
      if (!known.ok) return known;
      offset = known.value;
    }
    if (at === undefined || offset === "gone") {
      const begun = await begin(upload);
      if (!begun.ok) return begun;
      at = begun.value;
      offset = 0;
      await upload.began?.(at);
    }
    const from: number = offset;
    heard?.(from);
    const since = performance.now();
    const response = await call(at, { method: "PATCH", headers: { ...ownHeader(upload.accountId), "content-type": "application/offset+octet-stream", "upload-offset": String(from) }, body: blob.slice(from, from + part) });
    const took = performance.now() - since;
    if (response === undefined || response.status === 409 || response.status >= 500) {
      // What of it arrived is asked for; a smaller part has the better chance.
      broken++;
      offset = "gone";
      part = Math.max(PART.least, Math.floor(part / 2));
      if (response !== undefined && response.status !== 409 && broken === TRIES) return outcome(response);
      continue;
    }
    if (response.status !== 204) return outcome(response);
    offset = Number(response.headers.get("upload-offset"));
    if (!(offset > from)) return fail({ code: "unavailable", detail: "another answer than expected" });
    broken = 0;
    part = Math.round(Math.min(PART.most, Math.max(PART.least, (part * PACE) / Math.max(1, took)), part * 2));
  }
  return NO_LINK;
}
