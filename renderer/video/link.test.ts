import { expect, test } from "vitest";
import { HEADER_BYTES, writeVideoHeader, type VideoMessage } from "#contract/video-wire";
import { createLink, type Wire } from "./link.ts";

interface Dialled extends Wire {
  url: string;
  protocols: string[];
  sent: string[];
  closed: boolean;
}

function begin(tickets: ("ticket" | "none")[] = []) {
  const dialled: Dialled[] = [];
  const timers: { at: number; task: () => void }[] = [];
  const heard: string[] = [];
  const messages: VideoMessage[] = [];
  let now = 0;
  let asked = 0;
  const link = createLink({
    ticket: async () => {
      asked += 1;
      return (tickets.shift() ?? "ticket") === "none" ? undefined : { url: "ws://room/video", ticket: `t${asked}` };
    },
    open(url, protocols) {
      const wire: Dialled = { url, protocols, sent: [], closed: false, send: (text) => void wire.sent.push(text), close: () => void (wire.closed = true), onopen: null, onclose: null, onmessage: null };
      dialled.push(wire);
      return wire;
    },
    after(ms, task) {
      const timer = { at: now + ms, task };
      timers.push(timer);
      return () => {
        const at = timers.indexOf(timer);
        if (at >= 0) timers.splice(at, 1);
      };
    },
    now: () => now, chance: () => 0.5,
  }, { up: () => void heard.push("up"), down: () => void heard.push("down"), message: (message) => void messages.push(message) });
  /** Moves the clock and runs what is due, and what was promised meanwhile. */
  const pass = async (ms: number): Promise<void> => {
    const end = now + ms;
    await Promise.resolve();
    for (;;) {
      const next = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      timers.splice(timers.indexOf(next), 1);
      now = Math.max(now, next.at);
      next.task();
      for (let n = 0; n < 5; n += 1) await Promise.resolve();
    }
    now = end;
    for (let n = 0; n < 5; n += 1) await Promise.resolve();
  };
  return { link, dialled, heard, messages, pass, newest: () => dialled.at(-1)!, asked: () => asked };
}

function bytes(serial: number): ArrayBuffer {
  const buffer = new ArrayBuffer(HEADER_BYTES);
  new Uint8Array(buffer).set(writeVideoHeader({ type: "unit", codec: "h264", key: true, broken: false, stale: false, tile: 1, seq: 0, serial, arrived: 5, captured: undefined }));
  return buffer;
}

test("asks for a ticket, connects with it, and says what it received within the time the gateway wants it in", async () => {
  const { link, newest, heard, messages, pass } = begin();
  link.want(true);
  await pass(0);
  expect(newest()).toMatchObject({ url: "ws://room/video", protocols: ["kydai-video.1", "ticket.t1"] });
  newest().onopen?.();
  expect(heard).toEqual(["up"]);
  await pass(1000);
  for (let serial = 1; serial <= 20; serial += 1) {
    newest().onmessage?.({ data: bytes(serial) });
    await pass(10);
  }
  await pass(100);
  expect(messages).toHaveLength(20);
  const seen = newest().sent.map((text) => JSON.parse(text) as { is: string; serial: number });
  expect(seen.at(-1)).toEqual({ is: "seen", serial: 20 });
  expect(seen.length).toBeGreaterThanOrEqual(4);
  expect(seen.length).toBeLessThanOrEqual(6);
});

test("comes back with waits that grow, each time with a new ticket; once it brings something they are short again", async () => {
  const { link, dialled, newest, heard, pass } = begin();
  link.want(true);
  await pass(0);
  const waits: number[] = [];
  for (let n = 0; n < 6; n += 1) {
    const before = dialled.length;
    newest().onclose?.();
    let waited = 0;
    while (dialled.length === before) {
      await pass(100);
      waited += 100;
    }
    waits.push(waited);
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 10_000]);
  expect(new Set(dialled.map(({ protocols }) => protocols[1])).size).toBe(dialled.length);
  newest().onopen?.();
  newest().onmessage?.({ data: bytes(1) });
  newest().onclose?.();
  expect(heard).toEqual(["up", "down"]);
  const before = dialled.length;
  await pass(500);
  expect(dialled).toHaveLength(before + 1);
});

test("without a ticket it asks again; a connection that does not stand is given up", async () => {
  const { link, dialled, pass, asked } = begin(["none", "none", "ticket"]);
  link.want(true);
  await pass(400);
  expect(dialled).toHaveLength(0);
  await pass(1200);
  expect([dialled.length, asked()]).toEqual([1, 3]);
  await pass(4800);
  expect(dialled[0]?.closed).toBe(false);
  await pass(200);
  expect(dialled[0]?.closed).toBe(true);
  await pass(2000);
  expect(dialled).toHaveLength(2);
});

test("woken it tries at once, and waits are short again; a link that stands is left alone", async () => {
  const { link, dialled, newest, heard, pass } = begin();
  link.want(true);
  await pass(0);
  for (let n = 0; n < 6; n += 1) {
    newest().onclose?.();
    await pass(10_000);
  }
  newest().onclose?.();
  await pass(100);
  const before = dialled.length;
  link.wake();
  await pass(0);
  expect(dialled).toHaveLength(before + 1);
  newest().onclose?.();
  await pass(500);
  expect(dialled).toHaveLength(before + 2);
  newest().onopen?.();
  link.wake();
  await pass(60_000);
  expect([dialled.length, heard]).toEqual([before + 2, ["up"]]);
});

test("what is no message of ours ends the connection, not the window", async () => {
  const { link, newest, heard, messages, pass, dialled } = begin();
  link.want(true);
  await pass(0);
  newest().onopen?.();
  newest().onmessage?.({ data: "hello" });
  expect(heard).toEqual(["up"]);
  newest().onmessage?.({ data: new ArrayBuffer(8) });
  expect(heard).toEqual(["up", "down"]);
  expect(messages).toEqual([]);
  await pass(500);
  expect(dialled).toHaveLength(2);
});

test("unwanted it closes and stays closed; a ticket that comes too late opens nothing", async () => {
  const { link, newest, heard, pass, dialled } = begin();
  link.want(true);
  await pass(0);
  newest().onopen?.();
  link.want(false);
  expect(newest().closed).toBe(true);
  expect(heard).toEqual(["up", "down"]);
  await pass(60_000);
  expect(dialled).toHaveLength(1);
  link.want(true);
  link.want(false);
  await pass(60_000);
  expect(dialled).toHaveLength(1);
});
