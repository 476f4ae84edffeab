/** Hostile input to the broker (invariant 11): whatever a connection sends, the broker stays up and its neighbours go on. */
import fc from "fast-check";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openMqttBroker, type Broker } from "../../backend/ingest/mqtt-broker.ts";
import { BROKER_LIMITS, type BrokerLimits } from "../../backend/ingest/mqtt-door.ts";
import { deskOf, eventually, machineClock, quiet, recordingIntake, type RecordingIntake } from "../kit/ingest.ts";
import { connectPacket, dialRaw, packet, ping, publishPacket, subscribePacket, type Raw } from "../kit/mqtt-raw.ts";

const SEED = 20_261_121;
const topic = "v1.1/Datastreams(s1)/Observations";
let broker: Broker | undefined;
let kit: RecordingIntake;
let neighbour: Raw;
let sent = 0;
const sockets = new Set<Socket>();
const thrown: unknown[] = [];
const caught = (error: unknown): void => void thrown.push(error);

async function start(limits: Partial<BrokerLimits> = {}): Promise<number> {
  kit = recordingIntake();
  const opened = await openMqttBroker({
    host: "127.0.0.1", port: 0, intake: kit.intake, desk: deskOf({ gauge: "s3cret" }), clock: machineClock, log: quiet, limits: { ...BROKER_LIMITS, ...limits },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  broker = opened.value;
  neighbour = await dialRaw(broker.port, connectPacket({ id: "neighbour", user: "gauge", secret: "s3cret" }));
  await neighbour.nth(0);
  sent = 0;
  return broker.port;
}
/** The neighbour, connected since before, still gets its reading in and acknowledged. */
async function neighbourGoesOn(): Promise<boolean> {
  neighbour.send(publishPacket({ topic, payload: "1", qos: 1, id: ++sent }));
  return (await neighbour.nth(sent))[0] === 0x40;
}
async function raw(port: number, ...first: Uint8Array[]): Promise<Raw> {
  const made = await dialRaw(port, ...first);
  sockets.add(made.socket);
  return made;
}
const hello = (id: string): Buffer => connectPacket({ id, user: "gauge", secret: "s3cret" });

beforeEach(() => {
  thrown.length = 0;
  process.on("uncaughtException", caught);
  process.on("unhandledRejection", caught);
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  neighbour.socket.destroy();
  await broker?.close();
  broker = undefined;
  process.off("uncaughtException", caught);
  process.off("unhandledRejection", caught);
  if (thrown.length > 0) throw new Error("something was thrown past the adapter", { cause: thrown[0] });
});

test("any first bytes: closed or waiting, never answered as a client", async () => {
  const port = await start({ connectTimeout: 500 });
  await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (bytes) => {
    const made = await raw(port, bytes);
    made.socket.end();
    await made.closed;
    expect(made.packets.filter(([first, body]) => first === 0x20 && body === "0000")).toEqual([]);
  }), { seed: SEED, numRuns: 300 });
  expect(await neighbourGoesOn()).toBe(true);
});

test("any bytes after a good CONNECT", async () => {
  const port = await start();
  await fc.assert(fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 120 }), { maxLength: 6 }), async (chunks) => {
    const made = await raw(port, hello("fuzz"), ...chunks);
    made.socket.end();
    await made.closed;
  }), { seed: SEED, numRuns: 400 });
  expect(await neighbourGoesOn()).toBe(true);
});

test("well-framed packets of every kind with any body", async () => {
  const port = await start();
  const kind = fc.constantFrom(0x10, 0x30, 0x32, 0x34, 0x36, 0x3b, 0x40, 0x50, 0x62, 0x70, 0x82, 0xa2, 0xc0, 0xe0);
  const any = fc.tuple(kind, fc.uint8Array({ maxLength: 60 })).map(([first, body]) => packet(first, body));
  await fc.assert(fc.asyncProperty(fc.array(any, { minLength: 1, maxLength: 8 }), async (packets) => {
    const made = await raw(port, hello("framed"), ...packets);
    made.socket.end();
    await made.closed;
  }), { seed: SEED, numRuns: 500 });
  expect(await neighbourGoesOn()).toBe(true);
});

test("a good message cut at any byte, and mutated at any byte", async () => {
  const port = await start();
  const good = Buffer.concat([hello("cut"), subscribePacket(1, "kydai/gauge/status"), publishPacket({ topic, payload: '{"result":1}', qos: 2, id: 5 })]);
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: good.length }), fc.integer({ min: 0, max: good.length - 1 }), fc.integer({ min: 0, max: 255 }), async (end, at, value) => {
    const bytes = Buffer.from(good);
    bytes[at] = value;
    const made = await raw(port, bytes.subarray(0, end));
    made.socket.end();
    await made.closed;
  }), { seed: SEED, numRuns: 500 });
  expect(await neighbourGoesOn()).toBe(true);
});

test("an oversized packet: counted with its sample, its sender closed, nothing of it buffered", async () => {
  const port = await start();
  const made = await raw(port, hello("big"));
  await made.nth(0);
  // Promises 256 MB and sends the first of it.
  made.send(Buffer.concat([Buffer.of(0x30, 0xff, 0xff, 0xff, 0x7f), Buffer.alloc(2000, 65)]));
  await made.closed;
  expect(kit.refused()).toMatchObject([{ reason: "oversized", detail: `packet of 268435455 bytes, at most ${BROKER_LIMITS.maxPacket}`, sample: expect.stringContaining("AAAA") }]);
  expect(broker?.stats().oversized).toBe(1);
  expect(await neighbourGoesOn()).toBe(true);
});

test("a packet of just the largest size passes", async () => {
  const port = await start({ maxPacket: 4096 });
  const made = await raw(port, hello("edge"));
  await made.nth(0);
  const whole = (pad: number): Buffer => publishPacket({ topic, payload: `{"result":1,"x":"${"y".repeat(pad)}"}`, qos: 1, id: 1 });
  const pad = 4096 - (whole(1000).length - 3 - 1000);
  made.send(whole(pad));
  expect(await made.nth(1)).toEqual([0x40, "0001"]);
  made.send(whole(pad + 1));
  await made.closed;
});

test("slow-loris: a CONNECT that drips in is closed in time", async () => {
  const port = await start({ connectTimeout: 300 });
  const drips = await Promise.all(Array.from({ length: 20 }, () => raw(port, Buffer.of(0x10))));
  expect(await neighbourGoesOn()).toBe(true);
  await Promise.all(drips.map(({ closed }) => closed));
  expect(await neighbourGoesOn()).toBe(true);
});

test("no more than 42 packets are kept before the secret is checked", async () => {
  const port = await start();
  const made = await raw(port, Buffer.concat([hello("eager"), ...Array.from({ length: 2000 }, () => ping)]));
  await made.closed;
  expect(await neighbourGoesOn()).toBe(true);
});

test("a client that never reads what it asks for is closed", async () => {
  const port = await start({ connectTimeout: 500 });
  const deaf = connect(port, "127.0.0.1");
  sockets.add(deaf);
  deaf.on("error", () => {});
  await new Promise<void>((done) => deaf.once("connect", () => done()));
  deaf.write(hello("deaf"));
  await new Promise((done) => deaf.once("data", done));
  deaf.pause();
  const pings = Buffer.concat(Array.from({ length: 20_000 }, () => ping));
  const pour = (error?: Error | null): void => {
    if (error === undefined || error === null) deaf.write(pings, pour);
  };
  pour();
  await eventually(() => broker?.stats().clients === 1);
  expect(broker?.stats()).toMatchObject({ clients: 1, pending: 0 });
  expect(await neighbourGoesOn()).toBe(true);
}, 180_000); // the operating system takes some 4 MB, 2 bytes an answer, before the broker feels it

test("10,000 connections: bounded, and who was connected goes on", async () => {
  const port = await start({ maxPending: 200, maxClients: 300 });
  let ended = 0;
  for (let round = 0; round < 100; round++) {
    await Promise.all(Array.from({ length: 100 }, () => new Promise<void>((done) => {
      const socket = connect(port, "127.0.0.1");
      sockets.add(socket);
      const end = (): void => {
        sockets.delete(socket);
        ended++;
      };
      socket.on("error", () => done());
      socket.on("close", () => {
        end();
        done();
      });
      socket.once("connect", () => done());
    })));
    expect(broker?.stats().pending).toBeLessThanOrEqual(200);
    if (round % 10 === 0) expect(await neighbourGoesOn()).toBe(true);
  }
  await eventually(() => ended >= 9_700);
  expect(await neighbourGoesOn()).toBe(true);
  // And one more may come in: the oldest of those that never said who they are makes room.
  const late = await raw(port, hello("late"));
  expect(await late.nth(0)).toEqual([0x20, "0000"]);
});

test("wrong secrets in number: each refused, at most four checked at one time", async () => {
  let running = 0;
  let most = 0;
  kit = recordingIntake();
  const desk = deskOf({ gauge: "s3cret" });
  const slow: typeof desk.authenticate = async (id, secret) => {
    most = Math.max(most, ++running);
    await new Promise((done) => setTimeout(done, 5));
    running--;
    return desk.authenticate(id, secret);
  };
  const opened = await openMqttBroker({ host: "127.0.0.1", port: 0, intake: kit.intake, desk: { ...desk, authenticate: slow }, clock: machineClock, log: quiet, limits: BROKER_LIMITS });
  if (!opened.ok) throw new Error("not open");
  broker = opened.value;
  neighbour = await dialRaw(broker.port, hello("neighbour"));
  await neighbour.nth(0);
  sent = 0;
  const tries = await Promise.all(Array.from({ length: 300 }, (_, i) => raw(opened.value.port, connectPacket({ id: `t${i}`, user: "gauge", secret: `wrong${i}` }))));
  await Promise.all(tries.map(({ closed }) => closed));
  expect(most).toBeLessThanOrEqual(4);
  expect(tries.every(({ packets }) => packets.every(([first, body]) => first === 0x20 && (body === "0005" || body === "0003")))).toBe(true);
  expect(await neighbourGoesOn()).toBe(true);
});
