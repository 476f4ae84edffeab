import { decodeFrame } from "#contract/frame";
import type { Fact } from "#contract/fact";
import { PROTOCOL_VERSION } from "#contract/request";
import type { Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { GOOD_INPUT } from "../../test/kit/fake-room.ts";
import { once, testServer, type TestServer } from "../../test/kit/served.ts";

let served: TestServer;
beforeEach(async () => {
  served = await testServer();
});
afterEach(() => served.stop());

function factsOf(from: number, count: number, size = 0): Fact[] {
  return Array.from({ length: count }, (_, i): Fact => ({ kind: "disk:full", detail: "x".repeat(size), seq: from + i, at: 1_800_000_000_000 }));
}
async function connected(cookie: string): Promise<Socket> {
  const socket = served.connect(cookie);
  await once(socket, "connect");
  return socket;
}
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((turn) => setTimeout(turn, 10));
}

test("facts reach every window in order and without a gap, whatever else goes on", async () => {
  const [one, wall] = [await connected(await served.loginAs("operator")), await connected(await served.displayCookie())];
  const seen: number[][] = [[], []];
  [one, wall].forEach((socket, i) => socket.on("facts", (facts: Fact[]) => seen[i]?.push(...facts.map((fact) => fact.seq))));
  for (let seq = 1; seq <= 3000; seq += 3) served.room.tell(factsOf(seq, 3));
  await until(() => seen.every((list) => list.length >= 3000));
  for (const list of seen) expect(list).toEqual(Array.from({ length: 3000 }, (_, i) => i + 1));
});

test("frames carry the latest values, and the status comes", async () => {
  const wall = await connected(await served.displayCookie());
  served.room.setLatest({ series: Uint32Array.of(3, 7), v: Float32Array.of(1.5, 2.5), t: Float64Array.of(Date.now(), Date.now()), q: Uint8Array.of(0, 2) });
  const frame = once(wall, "latest");
  expect(await wall.emitWithAck("latest:subscribe", { series: [7], hz: 10 })).toEqual({ ok: true, value: {} });
  const bytes = (await frame) as Buffer;
  const latest = decodeFrame(new Uint8Array(bytes).buffer);
  expect([...(latest?.series ?? []), ...(latest?.v ?? []), ...(latest?.q ?? [])]).toEqual([7, 2.5, 2]);
  expect(await once(wall, "status")).toMatchObject({ disk: "ok" });
});

test("K-6.3 a stopping server says goodbye to every window", async () => {
  const wall = await connected(await served.displayCookie());
  const goodbye = once(wall, "goodbye");
  const gone = once(wall, "disconnect");
  await served.server.close("stopping");
  expect(await goodbye).toMatchObject({ reason: "stopping", again: true });
  await gone;
});

test("the end of a session closes its sockets and nobody else's", async () => {
  const [mine, other] = [await served.loginAs("operator"), await served.loginAs("shift-lead")];
  const [one, two] = [await connected(mine), await connected(other)];
  const goodbye = once(one, "goodbye");
  const gone = once(one, "disconnect");
  await fetch(`${served.base}/api/session`, { method: "DELETE", headers: { cookie: mine } });
  expect(await goodbye).toMatchObject({ reason: "session-ended", again: false });
  await gone;
  expect(await two.emitWithAck("alarm:page", {})).toMatchObject({ ok: true });
  expect((await served.post("/api/request/alarm:page", {}, { cookie: mine })).status).toBe(401);
});

test("a revoked display is blind at once", async () => {
  const wall = await connected(await served.displayCookie());
  const [display] = served.room.state().displays.values();
  const administrator = [await served.loginAs("administrator"), served.room.state().accounts.get("administrator")?.id] as const;
  if (display === undefined) throw new Error("none");
  const goodbye = once(wall, "goodbye");
  await served.access.revokeDisplay({ displayId: display.id }, administrator[1]);
  expect(await goodbye).toMatchObject({ reason: "display-revoked", again: false });
});

test("K-3.5 a focal officer sees nothing of the room; whoever loses the right stops seeing it", async () => {
  const officer = await connected(await served.loginAs("focal-officer"));
  const operator = await connected(await served.loginAs("operator"));
  const heard: string[] = [];
  officer.onAny((name: string) => heard.push(name));
  served.room.tell(factsOf(1, 1));
  await once(operator, "status");
  expect(heard).toEqual([]);
  const account = served.room.state().accounts.get("operator");
  if (account === undefined) throw new Error("none");
  await served.access.saveAccount({ account: { ...account, roles: ["focal-officer"] } }, undefined);
  const after: unknown[] = [];
  operator.on("facts", (facts: unknown) => after.push(facts));
  served.room.tell(factsOf(99, 1));
  expect(await operator.emitWithAck("alarm:page", {})).toMatchObject({ fault: { code: "forbidden" } });
  expect(JSON.stringify(after)).not.toContain('"seq":99');
});

test("requests are limited per party, over all its windows, and come back", async () => {
  const cookie = await served.loginAs("operator");
  const [one, two] = [await connected(cookie), await connected(cookie)];
  const codes = new Set<string>();
  for (let i = 0; i < 60 && !codes.has("too-many"); i++) {
    const answers = (await Promise.all([one, two].map((socket) => socket.emitWithAck("snapshot:get", {})))) as { fault?: { code: string; retryAfter: number } }[];
    for (const answer of answers) codes.add(answer.fault?.code ?? "ok");
  }
  expect([...codes]).toEqual(["ok", "too-many"]);
  const response = await served.post("/api/request/snapshot:get", {}, { cookie });
  expect([response.status, Number(response.headers.get("retry-after")) > 0]).toEqual([429, true]);
});

test("a room that breaks is answered as unavailable, and the next request works", async () => {
  const socket = await connected(await served.loginAs("operator"));
  served.room.answers["alarm:page"] = () => {
    throw new Error("a bug");
  };
  expect(await socket.emitWithAck("alarm:page", {})).toEqual({ ok: false, fault: { code: "unavailable", detail: "internal error" } });
  delete served.room.answers["alarm:page"];
  expect(await socket.emitWithAck("alarm:page", GOOD_INPUT["alarm:page"])).toMatchObject({ ok: true });
});

test("a window that never reads costs a bounded memory, is cut off, and disturbs nobody", async () => {
  const good = await connected(await served.loginAs("operator"));
  const cookie = await served.displayCookie();
  const stalled = new WebSocket(`ws://127.0.0.1:${served.port}/socket.io/?EIO=4&transport=websocket`, { headers: { cookie } });
  await new Promise<void>((ready) => {
    stalled.on("message", (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith("0")) stalled.send(`40${JSON.stringify({ protocol: PROTOCOL_VERSION, as: "display" })}`);
      if (text.startsWith("40")) ready();
    });
  });
  stalled.pause();
  const size = 40_000;
  const values = { series: Uint32Array.from({ length: size }, (_, i) => i), v: new Float32Array(size), t: new Float64Array(size).fill(Date.now()), q: new Uint8Array(size) };
  served.room.setLatest(values);
  stalled.send(`42${JSON.stringify(["latest:subscribe", { series: "all", hz: 10 }])}`);
  expect(served.server.sockets()).toBe(2);
  let seen = 0;
  good.on("facts", (facts: Fact[]) => void (seen += facts.length));
  // 100 kB of facts at a time: far beyond the kernel's buffers, the server may hold 16 MB and not a fact more.
  let told = 0;
  while (served.server.sockets() === 2) {
    served.room.observe(values.series);
    served.room.tell(factsOf(told + 1, 10, 10_000));
    told += 10;
    expect(told).toBeLessThan(5000);
    await new Promise((turn) => setTimeout(turn, 2));
  }
  const warning = served.log.lines.find((line) => line.event === "window-too-slow");
  expect(Number(warning?.fields["bytes"])).toBeLessThan(20_000_000);
  await until(() => seen === told);
  stalled.terminate();
});
