import { Account, Role } from "#contract/account";
import { Agency } from "#contract/agency";
import { IncidentId } from "#contract/incident";
import { PERMISSIONS, type Bearer } from "#contract/permission";
import type { Fact } from "#contract/fact";
import type { RequestName } from "#contract/request";
import { AccountId, DisplayId, SessionId } from "#contract/ids";
import { ok } from "#contract/result";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GOOD_INPUT, REQUEST_NAMES } from "../../test/kit/fake-room.ts";
import { once, testServer, type TestServer } from "../../test/kit/served.ts";

const BEARERS: readonly (Bearer & (Role | "display"))[] = [...Role.options, "display"];
/** What the journal holds of people and displays, between two facts that are for everybody. */
const PEOPLE = ["account:saved", "session:opened", "session:refused", "session:ended", "display:saved", "display:revoked"] as const;
const FACTS: Fact[] = [
  { seq: 101, at: 1, kind: "disk:full", detail: "x" },
  { seq: 102, at: 2, kind: "account:saved", account: Account.parse({ id: "mai", name: "Mai", roles: ["leader"] }), passwordChanged: true },
  { seq: 103, at: 3, kind: "session:opened", sessionId: SessionId.parse("s1"), accountId: AccountId.parse("mai"), from: "10.0.0.7" },
  { seq: 104, at: 4, kind: "session:refused", name: "mai", from: "10.0.0.8" },
  { seq: 105, at: 5, kind: "session:ended", sessionId: SessionId.parse("s1"), accountId: AccountId.parse("mai"), cause: "logout" },
  { seq: 106, at: 6, kind: "display:saved", display: { id: DisplayId.parse("d1"), name: "Tường", createdAt: 6 } },
  { seq: 107, at: 7, kind: "display:revoked", displayId: DisplayId.parse("d1"), by: AccountId.parse("mai") },
  { seq: 108, at: 8, kind: "disk:recovered", held: 1 },
  { seq: 109, at: 9, kind: "shift:began", accountId: AccountId.parse("mai") },
  { seq: 110, at: 10, kind: "incident:noted", incidentId: IncidentId.parse("i1"), note: { id: "n1", at: 10, by: AccountId.parse("mai"), as: "centre", text: "ông Nam gọi", kind: "note" } },
  { seq: 111, at: 11, kind: "agency:saved", agency: Agency.parse({ id: "g1", name: "Phường", leader: "ông Nam", version: 1 }) },
  { seq: 112, at: 12, kind: "disk:recovered", held: 1 },
];
/** What of cases names people or what they wrote: a display, which hangs where visitors pass, is not told it. */
const WRITTEN = ["shift:began", "incident:noted", "agency:saved"] as const;
const without = (kinds: readonly string[]) => FACTS.map((fact) => (kinds.includes(fact.kind) ? { seq: fact.seq, at: fact.at, kind: "withheld" } : fact));
const JOURNAL = { "fact:page": { facts: FACTS, head: 112 }, "fact:recent": { facts: FACTS } };
/** Facts as this bearer gets them: who may list accounts may know of people. */
const told = (bearer: Bearer) => (PERMISSIONS["account:list"].includes(bearer) ? FACTS : without(bearer === "display" ? [...PEOPLE, ...WRITTEN] : PEOPLE));
const valueFor = (bearer: Bearer, name: RequestName) => (name === "fact:page" ? { facts: told(bearer), head: 112 } : name === "fact:recent" ? { facts: told(bearer) } : {});

let served: TestServer;
const cookies = new Map<string, string>();
const sockets = new Map<string, Socket>();

beforeAll(async () => {
  served = await testServer();
  Object.assign(served.room.answers, { "fact:page": () => ok(JOURNAL["fact:page"]), "fact:recent": () => ok(JOURNAL["fact:recent"]) });
  for (const bearer of BEARERS) {
    const cookie = bearer === "display" ? await served.displayCookie() : await served.loginAs(bearer);
    cookies.set(bearer, cookie);
    const socket = served.connect(cookie);
    await once(socket, "connect");
    sockets.set(bearer, socket);
  }
});
afterAll(() => served.stop());

const cases = BEARERS.flatMap((bearer) => REQUEST_NAMES.map((name) => [bearer, name] as const));

/** All requests in a row cost a party more than it has at once: who is told to wait waits. */
async function patiently<T>(ask: () => Promise<T>, said: (answer: T) => unknown): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (!JSON.stringify(said(answer) ?? null).includes('"too-many"')) return answer;
    await new Promise((resume) => void setTimeout(resume, 100));
  }
}

test.each(cases)("%s asks %s over its socket: as the table says (K-3.5, invariant 12)", async (bearer, name) => {
  const asked = served.room.asked.length;
  const answer: unknown = await patiently<unknown>(async () => sockets.get(bearer)?.emitWithAck(name, GOOD_INPUT[name]), (said) => said);
  expectByTable(bearer, name, answer, served.room.asked.length - asked, 1);
});

test.each(cases)("%s asks %s over HTTP: as the table says", async (bearer, name) => {
  const asked = served.room.asked.length;
  const as = bearer === "display" ? "?as=display" : "";
  const { response, answer } = await patiently(async () => {
    const said = await served.post(`/api/request/${name}${as}`, GOOD_INPUT[name], { cookie: cookies.get(bearer) ?? "" });
    return { response: said, answer: (await said.json()) as unknown };
  }, (said) => said.answer);
  if (PERMISSIONS[name].includes(bearer) && name === "latest:subscribe") {
    expect(answer).toEqual({ ok: false, fault: { code: "conflict", detail: "frames come over a socket only" } });
    return;
  }
  expectByTable(bearer, name, answer, served.room.asked.length - asked, 1);
  expect(response.status).toBe(PERMISSIONS[name].includes(bearer) ? 200 : 403);
});

function expectByTable(bearer: Bearer, name: RequestName, answer: unknown, reached: number, times: number): void {
  if (PERMISSIONS[name].includes(bearer)) {
    expect(answer).toEqual({ ok: true, value: valueFor(bearer, name) });
    expect(reached).toBe(name === "latest:subscribe" ? 0 : times);
    if (name !== "latest:subscribe") expect(served.room.asked.at(-1)?.name).toBe(name);
  } else {
    expect(answer).toEqual({ ok: false, fault: { code: "forbidden", permission: name } });
    expect(reached).toBe(0);
  }
}

test.each(BEARERS)("%s hears of people and displays only where it may list accounts, and a display of nothing people wrote (K-3.5)", async (bearer) => {
  const socket = sockets.get(bearer);
  if (socket === undefined) throw new Error("no socket");
  const heard: unknown[] = [];
  const listen = (batch: unknown[]) => void heard.push(...batch);
  socket.on("facts", listen);
  served.room.tell(FACTS);
  served.room.tell([{ seq: 113, at: 13, kind: "disk:full", detail: "y" }]);
  // Answered after what was pushed before it, on the same socket.
  await socket.emitWithAck("snapshot:get", {});
  socket.off("facts", listen);
  const last = { seq: 113, at: 13, kind: "disk:full", detail: "y" };
  expect(heard).toEqual(PERMISSIONS["fact:page"].includes(bearer) ? [...told(bearer), last] : []);
});

test("a right that was taken away counts from the next fact on", async () => {
  const socket = served.connect(await served.loginAs("auditor", "planner"));
  await once(socket, "connect");
  const heard: { kind: string }[] = [];
  socket.on("facts", (batch: { kind: string }[]) => void heard.push(...batch));
  const account = Account.parse({ id: "auditor.planner", name: "auditor.planner", roles: ["planner"] });
  await served.access.saveAccount({ account }, undefined);
  served.room.tell(FACTS.slice(1, 3));
  await socket.emitWithAck("snapshot:get", {});
  expect(heard.map(({ kind }) => kind)).toEqual(["account:saved", "withheld", "withheld"]);
});

test.each(REQUEST_NAMES)("nobody asks %s: unauthenticated", async (name) => {
  const asked = served.room.asked.length;
  const response = await served.post(`/api/request/${name}`, GOOD_INPUT[name]);
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ ok: false, fault: { code: "unauthenticated" } });
  const forged = await served.post(`/api/request/${name}`, GOOD_INPUT[name], { cookie: `kydai_session=${"A".repeat(43)}` });
  expect(forged.status).toBe(401);
  expect(served.room.asked.length).toBe(asked);
});

test("a display may look, say what it is and what befell it, and never act", () => {
  const may = REQUEST_NAMES.filter((name) => PERMISSIONS[name].includes("display"));
  expect(may.toSorted()).toEqual(["agency:list", "alarm:metrics", "alarm:page", "camera:list", "camera:picture", "fact:page", "forecast:get", "forecast:list", "history:get", "incident:mirror", "incident:page", "latest:subscribe", "past:at", "past:span", "process:list", "shell:report", "snapshot:get", "study:compare", "study:get", "study:list", "study:runs", "video:ticket", "wall:attend", "wall:screens"]);
});

test.each<[string, Record<string, unknown>, string]>([
  ["no cookie", {}, "unauthenticated"],
  ["an older protocol", { protocol: 0 }, "wrong-protocol"],
  ["no protocol", { protocol: "1; drop" }, "malformed"],
  ["an unknown kind of party", { as: "root" }, "malformed"],
])("a socket with %s is refused", async (_what, auth, code) => {
  const socket = served.connect(undefined, auth);
  const error = await once(socket, "connect_error");
  expect((error as Error).message).toBe(code);
});

test("a person's cookie does not open a display's socket, nor the other way round", async () => {
  const socket = served.connect(cookies.get("operator"), { as: "display" });
  expect(((await once(socket, "connect_error")) as Error).message).toBe("unauthenticated");
});
