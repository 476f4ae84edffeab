import { Role } from "#contract/account";
import { PERMISSIONS, type Bearer } from "#contract/permission";
import type { RequestName } from "#contract/request";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GOOD_INPUT, REQUEST_NAMES } from "../../test/kit/fake-room.ts";
import { once, testServer, type TestServer } from "../../test/kit/served.ts";

const BEARERS: readonly (Bearer & (Role | "display"))[] = [...Role.options, "display"];
let served: TestServer;
const cookies = new Map<string, string>();
const sockets = new Map<string, Socket>();

beforeAll(async () => {
  served = await testServer();
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

test.each(cases)("%s asks %s over its socket: as the table says (K-3.5, invariant 12)", async (bearer, name) => {
  const asked = served.room.asked.length;
  const answer: unknown = await sockets.get(bearer)?.emitWithAck(name, GOOD_INPUT[name]);
  expectByTable(bearer, name, answer, served.room.asked.length - asked, 1);
});

test.each(cases)("%s asks %s over HTTP: as the table says", async (bearer, name) => {
  const asked = served.room.asked.length;
  const as = bearer === "display" ? "?as=display" : "";
  const response = await served.post(`/api/request/${name}${as}`, GOOD_INPUT[name], { cookie: cookies.get(bearer) ?? "" });
  const answer: unknown = await response.json();
  if (PERMISSIONS[name].includes(bearer) && name === "latest:subscribe") {
    expect(answer).toEqual({ ok: false, fault: { code: "conflict", detail: "frames come over a socket only" } });
    return;
  }
  expectByTable(bearer, name, answer, served.room.asked.length - asked, 1);
  expect(response.status).toBe(PERMISSIONS[name].includes(bearer) ? 200 : 403);
});

function expectByTable(bearer: Bearer, name: RequestName, answer: unknown, reached: number, times: number): void {
  if (PERMISSIONS[name].includes(bearer)) {
    expect(answer).toEqual({ ok: true, value: {} });
    expect(reached).toBe(name === "latest:subscribe" ? 0 : times);
    if (name !== "latest:subscribe") expect(served.room.asked.at(-1)?.name).toBe(name);
  } else {
    expect(answer).toEqual({ ok: false, fault: { code: "forbidden", permission: name } });
    expect(reached).toBe(0);
  }
}

test.each(REQUEST_NAMES)("nobody asks %s: unauthenticated", async (name) => {
  const asked = served.room.asked.length;
  const response = await served.post(`/api/request/${name}`, GOOD_INPUT[name]);
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ ok: false, fault: { code: "unauthenticated" } });
  const forged = await served.post(`/api/request/${name}`, GOOD_INPUT[name], { cookie: `kydai_session=${"A".repeat(43)}` });
  expect(forged.status).toBe(401);
  expect(served.room.asked.length).toBe(asked);
});

test("a display may look and never act", () => {
  const may = REQUEST_NAMES.filter((name) => PERMISSIONS[name].includes("display"));
  expect(may.toSorted()).toEqual(["alarm:metrics", "alarm:page", "fact:page", "history:get", "latest:subscribe", "snapshot:get"]);
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
