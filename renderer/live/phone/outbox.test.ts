import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AccountId } from "#contract/ids";
import { IncidentId } from "#contract/incident";
import { hand, openOutbox, takeFile } from "./outbox.ts";
import type { Waiting } from "./waiting.ts";

const [FIRE, FLOOD] = ["sv-260101-1", "sv-260101-2"].map((id) => IncidentId.parse(id)) as [IncidentId, IncidentId];
const received: Waiting["what"] = { is: "deed", event: { is: "received" } };
const words = (text: string): Waiting["what"] => ({ is: "message", text });

/** What the backend was asked, and what it answers: a film to FIRE as `film` says, everything else is taken. */
let asked: { what: string; incidentId: string; as: string | null }[];
let film: () => Promise<Response>;
let deed: () => Response;
let stop: () => void;
let account: AccountId;
let n = 0;

const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json", ...headers } });
const never = (): Promise<Response> => new Promise(() => undefined);
const HASH = "a".repeat(64);
const piece = (incidentId: string) => ({ id: "bc-1", incidentId, at: 1, by: "lan", name: "x", type: "image/png", bytes: 3, sha256: HASH });

async function backend(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  const as = headers.get("x-kydai-account");
  if (path.startsWith("/api/request/")) {
    const { incidentId }: { incidentId: string } = JSON.parse(typeof init.body === "string" ? init.body : "{}");
    asked.push({ what: path.slice("/api/request/".length), incidentId, as });
    return deed();
  }
  if (init.method === "POST") {
    const incidentId = atob(/incidentId ([^,]+)/.exec(headers.get("upload-metadata") ?? "")?.[1] ?? "");
    asked.push({ what: "begin", incidentId, as });
    return json({}, 201, { location: `/api/evidence/tus/${incidentId}` });
  }
  const incidentId = path.slice(path.lastIndexOf("/") + 1);
  asked.push({ what: "part", incidentId, as });
  return incidentId === FIRE ? film() : json({ ok: true, value: piece(incidentId) });
}

beforeEach(() => {
  asked = [];
  film = never;
  deed = () => json({ ok: true, value: {} });
  vi.stubGlobal("fetch", backend);
  account = AccountId.parse(`lan-${++n}`);
  stop = openOutbox(account, () => undefined);
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

async function files(): Promise<Waiting["files"]> {
  const key = await takeFile(new File([new Uint8Array([1, 2, 3])], "x.png", { type: "image/png" }));
  if (!key.ok) throw new Error(key.fault.code);
  return [{ key: key.value, name: "x.png", bytes: 3 }];
}
const done = (incidentId: string): string[] => asked.filter((one) => one.incidentId === incidentId && !["begin", "part"].includes(one.what)).map(({ what }) => what);

test("H-11.4 a film on its way does not hold up the receipt of another order, and what was said in its own case waits for it", async () => {
  let arrived: (response: Response) => void = () => undefined;
  film = () => new Promise((resolve) => void (arrived = resolve));
  const long = hand({ incidentId: FIRE, what: { is: "deed", event: { is: "progress", note: "Đang bơm", evidence: [] } }, files: await files() });
  await vi.waitFor(() => expect(asked.map(({ what }) => what)).toContain("part"));
  const after = hand({ incidentId: FIRE, what: words("Xem phim"), files: [] });
  expect(await hand({ incidentId: FLOOD, what: received, files: [] })).toEqual({ ok: true, value: "sent" });
  expect(done(FIRE)).toEqual([]);
  arrived(json({ ok: true, value: piece(FIRE) }));
  expect(await Promise.all([long, after])).toEqual([{ ok: true, value: "sent" }, { ok: true, value: "sent" }]);
  expect(done(FIRE)).toEqual(["agency:act", "incident:note"]);
});

test("H-11.4 a disk that takes no photographs of one case holds up nothing of another", async () => {
  film = () => Promise.resolve(json({ ok: false, fault: { code: "disk-full" } }, 507));
  expect(await hand({ incidentId: FIRE, what: words("Ảnh"), files: await files() })).toBe("waits");
  expect(await hand({ incidentId: FLOOD, what: words("Ảnh"), files: await files() })).toEqual({ ok: true, value: "sent" });
});

test("H-11.4 a form that is refused has its files still: corrected, it is sent with them", async () => {
  const taken = await files();
  deed = () => json({ ok: false, fault: { code: "conflict", detail: "version" } }, 409);
  expect(await hand({ incidentId: FLOOD, what: words("Ảnh"), files: taken })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  deed = () => json({ ok: true, value: {} });
  expect(await hand({ incidentId: FLOOD, what: words("Ảnh"), files: taken })).toEqual({ ok: true, value: "sent" });
});

test("invariant 12 everything goes out in the name of who made it, whoever the cookie is by now", async () => {
  await hand({ incidentId: FLOOD, what: words("Ảnh"), files: await files() });
  expect([...new Set(asked.map(({ as }) => as))]).toEqual([String(account)]);
  expect(asked.map(({ what }) => what)).toEqual(["begin", "part", "incident:note"]);
});

test("two tabs send one after the other: nothing is begun while another holds the lock", async () => {
  const line: (() => void)[] = [];
  const names = new Set<string>();
  vi.stubGlobal("navigator", { locks: { request: (name: string, work: () => Promise<void>) => {
    names.add(name);
    return new Promise<void>((resolve, reject) => line.push(() => void work().then(resolve, reject)));
  } } });
  const answer = hand({ incidentId: FLOOD, what: received, files: [] });
  await vi.waitFor(() => expect(names.size).toBe(2));
  expect(asked).toEqual([]);
  vi.unstubAllGlobals();
  vi.stubGlobal("fetch", backend);
  for (const go of line) go();
  expect(await answer).toEqual({ ok: true, value: "sent" });
});
