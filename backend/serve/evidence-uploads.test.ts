import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Account, type Party } from "#contract/account";
import { SessionId } from "#contract/ids";
import { IncidentId } from "#contract/incident";
import { fail, ok } from "#contract/result";
import { handClock } from "../../test/kit/hand-clock.ts";
import { keptLog, tempFolder } from "../../test/kit/journal.ts";
import { openUploads, UPLOADS, type Uploads } from "./evidence-uploads.ts";

const MB = 1_048_576;
const incidentId = IncidentId.parse("sv-260101-1");
const party = (id: string): Party => ({ kind: "person", account: Account.parse({ id, name: id, roles: ["focal-officer"] }), sessionId: SessionId.parse("s1") });
let temp: ReturnType<typeof tempFolder>;
let server: Server;
let uploads: Uploads;
let address: string;
/** Bytes of the disk that the journal does not need. */
let free: number;

function open(): Uploads {
  const room = { evidence: { mayAdd: () => ok(undefined), add: () => Promise.resolve(fail({ code: "unavailable", detail: "not asked here" } as const)), see: () => fail({ code: "unauthenticated" } as const), takeOut: () => Promise.resolve(fail({ code: "unauthenticated" } as const)), proof: () => fail({ code: "unauthenticated" } as const), still: () => fail({ code: "unauthenticated" } as const) } };
  const shelf = {
    hasRoom: (bytes: number) => new Promise<boolean>((resolve) => setImmediate(() => resolve(bytes <= free))),
    put: () => Promise.resolve(fail({ code: "disk-full" } as const)), keep: () => Promise.resolve(fail({ code: "disk-full" } as const)), thumb: () => Promise.resolve(undefined), open: () => Promise.resolve(undefined),
  };
  return openUploads({ folder: temp.folder, room, shelf, clock: { ...handClock(), wall: () => Date.now() }, log: keptLog() });
}

beforeEach(async () => {
  temp = tempFolder();
  free = 10 * MB;
  uploads = open();
  server = createServer((request, response) => void uploads.handle(request, response, party(String(request.headers["x-who"] ?? "lan"))));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}`;
});
afterEach(async () => {
  uploads.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  temp.remove();
});

const headers = { "tus-resumable": "1.0.0" };
const begin = (bytes: number, who = "lan"): Promise<Response> => fetch(address + UPLOADS, { method: "POST", headers: { ...headers, "x-who": who, "upload-length": String(bytes), "upload-metadata": `incidentId ${btoa(incidentId)},name ${btoa("phim")}` } });
const where = (response: Response): string => new URL(response.headers.get("location") ?? "", address).pathname;
const patch = (at: string, offset: number, bytes: number): Promise<Response> => fetch(address + at, { method: "PATCH", headers: { ...headers, "content-type": "application/offset+octet-stream", "upload-offset": String(offset) }, body: new Uint8Array(bytes) });
const statuses = (responses: readonly Response[]): number[] => responses.map(({ status }) => status).toSorted((a, b) => a - b);

test("H-11.4 what open uploads have declared and not written is nobody else's room, also after a restart", async () => {
  const first = await begin(6 * MB);
  expect(first.status).toBe(201);
  expect((await begin(5 * MB, "minh")).status).toBe(507);
  uploads.close();
  uploads = open();
  expect((await begin(5 * MB, "minh")).status).toBe(507);
  // What is written is gone from the disk, and from what is owed.
  expect((await patch(where(first), 0, 4 * MB)).status).toBe(204);
  free -= 4 * MB;
  expect((await begin(5 * MB, "minh")).status).toBe(507);
  await expect.poll(async () => (await begin(4 * MB, "minh")).status).toBe(201);
});

test("H-11.4 a part that the disk has no room for any more is not written, and goes on once there is room again", async () => {
  const at = where(await begin(6 * MB));
  free = MB;
  const refused = await patch(at, 0, 2 * MB);
  expect([refused.status, await refused.json()]).toEqual([507, { ok: false, fault: { code: "disk-full" } }]);
  expect((await fetch(address + at, { method: "HEAD", headers })).headers.get("upload-offset")).toBe("0");
  free = 10 * MB;
  expect((await patch(at, 0, 2 * MB)).status).toBe(204);
});

test("H-11.4 parts that come at once share what room there is", async () => {
  const ats = (await Promise.all([begin(2 * MB), begin(2 * MB)])).map(where);
  free = 3 * MB;
  expect(statuses(await Promise.all(ats.map((at) => patch(at, 0, MB * 1.9))))).toEqual([204, 507]);
});

test("H-11.4 thirty uploads begun at once by one person are twenty; one that was refused holds no place", async () => {
  const begun = await Promise.all(Array.from({ length: 30 }, () => begin(1000)));
  expect(statuses(begun)).toEqual([...Array<number>(20).fill(201), ...Array<number>(10).fill(429)]);
  expect((await begin(1000, "minh")).status).toBe(201);
  expect(statuses(await Promise.all(Array.from({ length: 25 }, () => begin(20 * MB, "minh"))))).not.toContain(201);
  expect((await begin(1000, "minh")).status).toBe(201);
});
