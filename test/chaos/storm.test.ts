import { mkdtempSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { addSource, administrator, openWindow, removeFolder, request, startBackend, valueOf } from "../kit/backend.ts";
import { writePack } from "../kit/pack.ts";
import { until } from "../kit/until.ts";

const folders: string[] = [];
afterAll(() => folders.forEach(removeFolder));
const GAUGES = 10_000;

/** Resident memory of a process, bytes. */
const resident = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;

test("10,000 alarms at once reach every window in order, the flood is noticed, and a window that never reads costs a bounded amount", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kydai-pack-"));
  folders.push(folder);
  const backend = await startBackend({ args: ["--pack", writePack(folder, GAUGES)] });
  folders.push(backend.folder);
  const cookie = await administrator(backend);
  const secret = await addSource(backend, cookie, "tram");
  const window = await openWindow(backend, cookie);

  // A window whose socket is opened by hand and then never read: upgraded to WebSocket, joined to Socket.IO, and left.
  const deaf = connect(backend.port, "127.0.0.1");
  await new Promise((resolve) => deaf.once("connect", resolve));
  deaf.on("error", () => {});
  deaf.write(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${backend.port}\r\nOrigin: ${backend.address}\r\nCookie: ${cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`);
  await new Promise((resolve) => deaf.once("data", resolve));
  const joining = Buffer.from('40{"protocol":1,"as":"person"}');
  deaf.write(Buffer.concat([Buffer.from([0x81, 0x80 | joining.length, 0, 0, 0, 0]), joining]));
  await until(() => (window.statuses.at(-1)?.windows ?? 0) >= 2);
  deaf.pause();

  const before = resident(backend.child.pid!);
  const send = async (result: number) => {
    const arrays = Array.from({ length: GAUGES }, (_value, i) => ({ Datastream: { "@iot.id": `g${i}.level` }, components: ["result"], dataArray: [[result]] }));
    const answer = await fetch(`${backend.address}/sta/v1.1/CreateObservations`, {
      method: "POST", headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`tram:${secret}`).toString("base64")}` }, body: JSON.stringify(arrays), signal: AbortSignal.timeout(60_000),
    });
    expect(answer.status).toBe(201);
  };
  await send(5);
  await until(() => window.facts.filter((fact) => fact.kind === "alarm:raised").length === GAUGES, 60_000);
  expect(window.facts.some((fact) => fact.kind === "flood:began")).toBe(true);
  const seqs = window.facts.map((fact) => fact.seq);
  expect(seqs).toEqual(seqs.map((_seq, index) => seqs[0]! + index));

  // All of them down and up again while the deaf window is still there.
  await send(1);
  await send(5);
  await until(() => window.facts.filter((fact) => fact.kind === "alarm:raised").length === 2 * GAUGES, 60_000);
  expect(resident(backend.child.pid!) - before).toBeLessThan(600 * 1024 * 1024);

  const { alarms, next } = valueOf(await request(backend, cookie, "alarm:page", {}));
  expect(alarms).toHaveLength(5000);
  const rest = valueOf(await request(backend, cookie, "alarm:page", { after: next }));
  expect(new Set([...alarms, ...rest.alarms].map((alarm) => alarm.id)).size).toBe(GAUGES);
  const wish = valueOf(await window.ask("alarm:acknowledge", { alarmIds: alarms.map((alarm) => alarm.id) }));
  expect(wish.done).toBe(5000);
  deaf.destroy();
  window.close();
  expect(await backend.stop()).toBe(0);
});
