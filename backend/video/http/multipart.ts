import { fail, ok, type Result } from "#contract/result";
import { MAX_UNIT } from "../media/unit.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";

/** Bytes of a part's head; of what stands between two parts and means nothing. */
const MOST = { head: 4096, between: 4096 };

/** Cuts the body of a `multipart/x-mixed-replace` answer into its parts, however the network cut it. */
export interface Multipart {
  /** @returns the bodies that became whole; after a fault it is not to be read on */
  read(chunk: Buffer): Result<Buffer[], RtspFault>;
  /** Bytes that wait for the rest of them. */
  waiting(): number;
}

/** @returns the boundary that a Content-Type names, without the dashes before it; undefined: it is no such answer */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const found = /^multipart\/[\w.-]{1,40}\s*;(?:.*;)?\s*boundary\s*=\s*("?)([^";\s]{1,100})\1/i.exec((contentType ?? "").slice(0, 500));
  // Many name it with the dashes that belong to the delimiter.
  const name = found?.[2]?.replace(/^--/, "");
  return name === undefined || name === "" ? undefined : name;
}

export function openMultipart(boundary: string): Multipart {
  const delimiter = Buffer.from(`--${boundary}`, "latin1");
  /** What arrived and was not used up; joined when it is looked at, so that a large picture is not copied for each piece of it. */
  let pieces: Buffer[] = [];
  let size = 0;
  /** Bytes that are needed before it is worth looking; where the search for a delimiter goes on. */
  let [needed, looked] = [0, 0];

  function next(rest: Buffer): Result<{ body: Buffer; used: number } | undefined, RtspFault> {
    const at = rest.indexOf(delimiter);
    if (at === -1) return rest.length > MOST.between ? fail(rtspFault("malformed", "no part where one belongs")) : ok(undefined);
    if (at > MOST.between) return fail(rtspFault("malformed", "no part where one belongs"));
    const from = at + delimiter.length;
    const proper = rest.indexOf("\r\n\r\n", from, "latin1");
    const bare = rest.indexOf("\n\n", from, "latin1");
    const end = proper !== -1 && (bare === -1 || proper < bare) ? { at: proper, size: 4 } : { at: bare, size: 2 };
    if (end.at === -1 || end.at - from > MOST.head) return rest.length - from > MOST.head ? fail(rtspFault("malformed", "head of a part too long")) : ok(undefined);
    const begin = end.at + end.size;
    const length = /^content-length\s*:\s*(\d{1,9})\s*$/im.exec(rest.toString("latin1", from, end.at))?.[1];
    if (length !== undefined) {
      if (Number(length) > MAX_UNIT) return fail(rtspFault("malformed", "a picture that is too large"));
      needed = begin + Number(length);
      return ok(rest.length < needed ? undefined : { body: rest.subarray(begin, needed), used: needed });
    }
    // Without a length it ends where the next begins.
    const stop = rest.indexOf(delimiter, Math.max(begin, looked - delimiter.length));
    if (stop === -1) {
      looked = rest.length;
      // Looked at again when it has grown by a fair piece, not for every packet.
      needed = rest.length + Math.max(2048, rest.length >> 3);
      return rest.length - begin > MAX_UNIT ? fail(rtspFault("malformed", "a picture that is too large")) : ok(undefined);
    }
    return ok({ body: rest.subarray(begin, stop), used: stop });
  }

  return {
    waiting: () => size,
    read(chunk) {
      pieces.push(chunk);
      size += chunk.length;
      const bodies: Buffer[] = [];
      if (size < needed) return ok(bodies);
      let rest = pieces.length === 1 ? chunk : Buffer.concat(pieces);
      for (;;) {
        needed = 0;
        const found = next(rest);
        if (!found.ok) return found;
        if (found.value === undefined) break;
        bodies.push(found.value.body);
        rest = rest.subarray(found.value.used);
        looked = 0;
      }
      [pieces, size] = [[rest], rest.length];
      return ok(bodies);
    },
  };
}
