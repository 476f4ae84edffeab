import { createHash } from "node:crypto";
import fastify, { type FastifyInstance } from "fastify";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Evidence } from "#contract/incident";
import { SessionId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { accountOf } from "../../test/kit/fake-room.ts";
import { handClock } from "../../test/kit/hand-clock.ts";
import type { EvidenceDesk, EvidenceShelf } from "../ports.ts";
import { evidenceExport } from "./evidence-export.ts";
import { evidenceRoutes } from "./evidence-routes.ts";

const PIECE = Buffer.from("một tấm ảnh của ca trực");
const piece = Evidence.parse({ id: "ev-1", incidentId: "sv-260101-1", sha256: createHash("sha256").update(PIECE).digest("hex"), type: "image/jpeg", bytes: PIECE.length, by: "lan", at: 1, name: "ảnh" });
/** Nothing is brought in here. */
const NO_UPLOADS = { handle: () => Promise.resolve(), close: () => undefined };
const none = fail({ code: "unauthenticated" } as const);
let app: FastifyInstance;
/** What the journal was told is taken out. */
let taken: string[];

beforeEach(() => {
  taken = [];
  const evidence: EvidenceDesk = {
    mayAdd: () => none, add: () => Promise.resolve(none), still: () => none, see: () => ok(piece),
    takeOut(id, as) {
      taken.push(`${id} ${as}`);
      return Promise.resolve(ok(undefined));
    },
    proof: () => ok({ evidence: piece, caseTitle: "Ngập", site: "hue", epoch: "e", entry: { seq: 1, fact: "{}", previous: "00", hash: "11" } }),
  };
  const shelf: EvidenceShelf = {
    hasRoom: () => Promise.resolve(true), put: () => Promise.resolve(none), keep: () => Promise.resolve(none), thumb: () => Promise.resolve(undefined),
    open: () => Promise.resolve({ stream: (range) => Readable.from([range === undefined ? PIECE : PIECE.subarray(range.start, range.end + 1)]) }),
  };
  const clock = handClock();
  const rights = () => Promise.resolve({ party: { kind: "person" as const, account: accountOf(["operator"], "lan"), sessionId: SessionId.parse("s1") } });
  app = fastify();
  evidenceRoutes(app, { room: { evidence }, shelf, uploads: NO_UPLOADS, rights, clock });
  evidenceExport(app, { room: { evidence }, shelf, rights, clock });
});
afterEach(() => app.close());

test.each<[string, "GET" | "HEAD", string, string | undefined, number, string[]]>([
  ["a look", "GET", "/api/evidence/ev-1", undefined, 200, []],
  ["a saving", "GET", "/api/evidence/ev-1?save", undefined, 200, ["ev-1 file"]],
  ["a saving's first part", "GET", "/api/evidence/ev-1?save", "bytes=0-3", 206, ["ev-1 file"]],
  ["a saving that goes on", "GET", "/api/evidence/ev-1?save", "bytes=4-", 206, []],
  ["an archive", "GET", "/api/evidence/ev-1/export", undefined, 200, ["ev-1 archive"]],
  // What gives no byte takes nothing out.
  ["a part beyond the end", "GET", "/api/evidence/ev-1?save", "bytes=9999-", 416, []],
  ["a question for a saving's head", "HEAD", "/api/evidence/ev-1?save", undefined, 404, []],
  ["a question for an archive's head", "HEAD", "/api/evidence/ev-1/export", undefined, 404, []],
])("of %s the journal says what was taken out, and no more", async (_what, method, url, range, status, told) => {
  const response = await app.inject({ method, url, headers: range === undefined ? {} : { range } });
  expect([response.statusCode, taken]).toEqual([status, told]);
});
