import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { openMqttBroker, type Broker } from "../../backend/ingest/mqtt-broker.ts";
import { BROKER_LIMITS, type BrokerLimits } from "../../backend/ingest/mqtt-door.ts";
import { program } from "../../scripts/machine.ts";
import { deskOf, eventually, lost, machineClock, quiet, recordingIntake, stored } from "../kit/ingest.ts";
import { connectPacket, dialRaw, ping, publishPacket, pubrel, subscribePacket, type Raw } from "../kit/mqtt-raw.ts";

const run = promisify(execFile);
const MOSQUITTO_PUB = program("mosquitto_pub");
const OPENSSL = program("openssl");
let broker: Broker | undefined;
afterEach(async () => {
  await broker?.close();
  broker = undefined;
});

async function start(limits: Partial<BrokerLimits> = {}, grants = ["*"]) {
  const kit = recordingIntake();
  const desk = deskOf({ gauge: "s3cret", other: "0ther" }, { grants });
  const opened = await openMqttBroker({ host: "127.0.0.1", port: 0, intake: kit.intake, desk, clock: machineClock, log: quiet, limits: { ...BROKER_LIMITS, ...limits } });
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  broker = opened.value;
  return { ...opened.value, kit, desk };
}
const hello = (id = "c1", more: object = {}): Buffer => connectPacket({ id, user: "gauge", secret: "s3cret", ...more });
async function signIn(port: number, id?: string, more?: object): Promise<Raw> {
  const raw = await dialRaw(port, hello(id, more));
  expect(await raw.nth(0)).toEqual([0x20, "0000"]);
  return raw;
}
const topic = "v1.1/Datastreams(s1)/Observations";
const reading = (id: number, result: number, more: object = {}): Buffer => publishPacket({ topic, payload: `{"result":${result}}`, qos: 1, id, ...more });

describe.skipIf(MOSQUITTO_PUB === undefined)("an independent client (mosquitto_pub)", () => {
  const pub = (port: number, ...args: string[]) => run("mosquitto_pub", ["-h", "127.0.0.1", "-p", String(port), "-u", "gauge", "-P", "s3cret", ...args]);

  test.each(["0", "1", "2"])("feeds a reading at QoS %s", async (qos) => {
    const { port, kit } = await start();
    await pub(port, "-t", topic, "-m", '{"result":1.25,"phenomenonTime":"2026-11-21T10:00:00Z"}', "-q", qos);
    await kit.until(() => kit.readings().length === 1);
    expect(kit.readings()).toMatchObject([{ datastreamId: "s1", result: 1.25, phenomenonTime: Date.UTC(2026, 10, 21, 10) }]);
    expect(kit.deliveries[0]).toMatchObject({ sourceId: "gauge" });
  });

  test("feeds Observations and data arrays by their own topics", async () => {
    const { port, kit } = await start();
    await pub(port, "-t", "v1.1/Observations", "-m", '{"result":1,"Datastream":{"@iot.id":"s7"}}', "-q", "1");
    await pub(port, "-t", "v1.1/CreateObservations", "-m", '[{"Datastream":{"@iot.id":"s8"},"components":["result"],"dataArray":[[1],[2]]}]', "-q", "1");
    await pub(port, "-t", "v1.1/Datastreams('s9')/Observations", "-m", "3.5", "-q", "1");
    expect(kit.readings().map(({ datastreamId, result }) => [datastreamId, result])).toEqual([["s7", 1], ["s8", 1], ["s8", 2], ["s9", 3.5]]);
  });

  test.each([["-P", "wrong"], ["-u", "nobody"], ["-u", "has space"]])("is refused with %s %s", async (...wrong) => {
    const { port, kit } = await start();
    await expect(pub(port, ...wrong, "-t", topic, "-m", "1")).rejects.toMatchObject({ code: 5 });
    expect(kit.deliveries).toEqual([]);
  });

  test("that speaks MQTT 5 is told the version is not spoken", async () => {
    const { port } = await start();
    await expect(pub(port, "-V", "5", "-t", topic, "-m", "1")).rejects.toMatchObject({ stderr: expect.stringContaining("Protocol") });
  });
});

describe("acknowledgement after the commit (invariant 1)", () => {
  test("QoS 1: no PUBACK until the delivery is settled", async () => {
    const { port, kit } = await start();
    kit.settle = () => {};
    const raw = await signIn(port);
    raw.send(reading(7, 1.5));
    await kit.until(() => kit.deliveries.length === 1);
    // A second connection gets through the whole broker meanwhile: the first one's silence is not slowness.
    kit.settle = stored;
    const second = await signIn(port, "c2");
    second.send(reading(8, 2.5));
    expect(await second.nth(1)).toEqual([0x40, "0008"]);
    expect(raw.packets).toHaveLength(1);
    stored(kit.deliveries[0]!);
    expect(await raw.nth(1)).toEqual([0x40, "0007"]);
  });

  test("a store that fails: no PUBACK, the connection closes, the redelivery (DUP) is acknowledged", async () => {
    const { port, kit, stats } = await start();
    kit.settle = lost;
    const raw = await signIn(port, "c1", { clean: false });
    raw.send(reading(7, 1.5));
    await raw.closed;
    expect(raw.packets).toHaveLength(1);
    expect(stats().storeFailed).toBe(1);
    kit.settle = stored;
    const again = await signIn(port, "c1", { clean: false });
    again.send(reading(7, 1.5, { dup: true }));
    expect(await again.nth(1)).toEqual([0x40, "0007"]);
    expect(kit.readings()).toHaveLength(2);
  });

  test("QoS 2: PUBREC after the commit; a resend before PUBREL is not delivered twice, even after a reconnection", async () => {
    const { port, kit } = await start();
    kit.settle = () => {};
    const raw = await signIn(port, "c1", { clean: false });
    raw.send(publishPacket({ topic, payload: "4", qos: 2, id: 9 }));
    await kit.until(() => kit.deliveries.length === 1);
    expect(raw.packets).toHaveLength(1);
    stored(kit.deliveries[0]!);
    expect(await raw.nth(1)).toEqual([0x50, "0009"]);
    raw.socket.destroy();
    const again = await signIn(port, "c1", { clean: false });
    again.send(publishPacket({ topic, payload: "4", qos: 2, id: 9, dup: true }));
    expect(await again.nth(1)).toEqual([0x50, "0009"]);
    again.send(pubrel(9));
    expect(await again.nth(2)).toEqual([0x70, "0009"]);
    expect(kit.deliveries).toHaveLength(1);
  });

  test("many in one write are each acknowledged, in order", async () => {
    const { port, kit } = await start();
    const raw = await signIn(port);
    raw.send(...Array.from({ length: 500 }, (_, i) => reading(i + 1, i)));
    await raw.nth(500);
    expect(raw.packets.slice(1).map(([, id]) => Number.parseInt(id, 16))).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    expect(kit.readings().map(({ result }) => result)).toEqual(Array.from({ length: 500 }, (_, i) => i));
  });

  test("a refused message is acknowledged too, once its rejection is kept: it would only come again", async () => {
    const { port, kit } = await start();
    kit.settle = () => {};
    const raw = await signIn(port);
    raw.send(publishPacket({ topic, payload: "not json", qos: 1, id: 3 }));
    await kit.until(() => kit.deliveries.length === 1);
    expect(raw.packets).toHaveLength(1);
    expect(kit.refused()).toMatchObject([{ reason: "malformed", sample: "not json" }]);
    stored(kit.deliveries[0]!);
    expect(await raw.nth(1)).toEqual([0x40, "0003"]);
  });
});

describe("rights", () => {
  test.each([
    ["another's datastream", topic, "forbidden-datastream", "s1"],
    ["a topic that is none of ours", "homeassistant/switch/1", "forbidden-datastream", undefined],
    ["the broker's own topics", "$SYS/broker/uptime", "forbidden-datastream", undefined],
    ["a very long topic", `v1.1/Datastreams(${"x".repeat(60_000)})/Observations`, "forbidden-datastream", undefined],
  ])("publishing to %s is refused, counted and told", async (_title, where, reason, datastreamId) => {
    const { port, kit } = await start({}, ["mine-*"]);
    const raw = await signIn(port);
    raw.send(subscribePacket(1, "kydai/gauge/status"));
    expect(await raw.nth(1)).toEqual([0x90, "000101"]);
    raw.send(publishPacket({ topic: where, payload: "1", qos: 1, id: 2 }));
    expect(await raw.nth(2)).toEqual([0x40, "0002"]);
    expect(kit.refused().map((refused) => [refused.reason, refused.datastreamId])).toEqual([[reason, datastreamId]]);
    const [kind, body] = await raw.nth(3);
    expect(kind).toBe(0x30);
    expect(Buffer.from(body, "hex").toString()).toContain(`"refused":1,"last":{"reason":"${reason}"`);
  });

  test.each(["#", "v1.1/#", topic, "kydai/other/status", "kydai/+/status", "$SYS/#"])("subscribing to %s is denied", async (filter) => {
    const { port } = await start();
    const raw = await signIn(port);
    raw.send(subscribePacket(5, filter));
    expect(await raw.nth(1)).toEqual([0x90, "000580"]);
  });

  test("nothing is passed on or retained: on a status topic only the broker speaks", async () => {
    const { port, kit } = await start();
    const other = await dialRaw(port, connectPacket({ id: "o", user: "other", secret: "0ther" }), subscribePacket(1, "kydai/other/status"));
    await other.nth(1);
    const sender = await signIn(port);
    sender.send(publishPacket({ topic: "kydai/other/status", payload: "{}", qos: 1, id: 1, retain: true }));
    await sender.nth(1);
    const later = await dialRaw(port, connectPacket({ id: "l", user: "other", secret: "0ther" }), subscribePacket(1, "kydai/other/status"));
    await later.nth(1);
    for (const raw of [other, later]) {
      raw.send(ping);
      expect(await raw.nth(2)).toEqual([0xd0, ""]);
    }
    expect(kit.refused().map(({ reason }) => reason)).toEqual(["forbidden-datastream"]);
  });

  test("a client id belongs to its account: another account cannot push it off", async () => {
    const { port, stats } = await start();
    const mine = await signIn(port, "same");
    const theirs = await dialRaw(port, connectPacket({ id: "same", user: "other", secret: "0ther" }));
    await theirs.nth(0);
    mine.send(ping);
    expect(await mine.nth(1)).toEqual([0xd0, ""]);
    expect(stats().clients).toBe(2);
  });

  test("a source disabled while connected is let in no more", async () => {
    const { port, kit, desk } = await start();
    const raw = await signIn(port);
    desk.sources.set("gauge", { ...desk.sources.get("gauge")!, enabled: false });
    raw.send(reading(1, 1));
    await raw.closed;
    expect(kit.deliveries).toEqual([]);
    expect((await dialRaw(port, hello()).then((again) => again.nth(0)))[1]).toBe("0005");
  });
});

describe("back-pressure", () => {
  test.each([0, 1] as const)("while the intake is full a sender is not read; afterwards nothing is missing (QoS %i)", async (qos) => {
    const { port, kit, stats } = await start();
    kit.full = true;
    const raw = await signIn(port);
    const payload = `{"result":1,"parameters":{"pad":"${"x".repeat(1000)}"}}`;
    const total = 3000;
    raw.send(...Array.from({ length: total }, (_, i) => publishPacket({ topic, payload, qos, id: i + 1 })));
    await eventually(() => stats().held > 0);
    expect(kit.deliveries).toHaveLength(1);
    // 3 MB were sent; at most what one read holds is in memory.
    expect(stats().held).toBeLessThan(200);
    kit.room();
    await kit.until(() => kit.deliveries.length === total);
    expect(stats().held).toBe(0);
    if (qos === 1) await raw.nth(total);
  });

  test("a sender held back does not hold back its neighbours' acknowledgements", async () => {
    const { port, kit } = await start();
    const slow = await signIn(port, "slow");
    kit.settle = (delivery) => (delivery.readings[0]?.result === 1 ? undefined : stored(delivery));
    slow.send(reading(1, 1));
    const quick = await signIn(port, "quick");
    for (let i = 1; i <= 50; i++) quick.send(reading(i, 2));
    await quick.nth(50);
    expect(slow.packets).toHaveLength(1);
  });
});

describe("where it listens", () => {
  test.skipIf(OPENSSL === undefined || MOSQUITTO_PUB === undefined)("TLS beside the plain port: an independent client that checks the certificate", async () => {
    const folder = await mkdtemp(join(tmpdir(), "kydai-tls-"));
    try {
      const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
      await run("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]);
      const kit = recordingIntake();
      const tls = { port: 0, key: await readFile(key, "utf8"), cert: await readFile(cert, "utf8") };
      const opened = await openMqttBroker({ host: "127.0.0.1", port: 0, tls, intake: kit.intake, desk: deskOf({ gauge: "s3cret" }), clock: machineClock, log: quiet, limits: BROKER_LIMITS });
      if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
      broker = opened.value;
      const args = ["-h", "127.0.0.1", "-u", "gauge", "-P", "s3cret", "-t", topic, "-m", "7.5", "-q", "1"];
      await run("mosquitto_pub", ["-p", String(broker.tlsPort), "--cafile", cert, ...args]);
      expect(kit.readings()).toMatchObject([{ datastreamId: "s1", result: 7.5 }]);
      // Plain MQTT on the TLS port is not understood, and does no harm.
      await expect(run("mosquitto_pub", ["-p", String(broker.tlsPort), ...args])).rejects.toThrow("Command failed");
      await run("mosquitto_pub", ["-p", String(broker.port), ...args]);
      expect(kit.readings()).toHaveLength(2);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test("a port that is taken is a fault, not a throw", async () => {
    const { port } = await start();
    const second = await openMqttBroker({ host: "127.0.0.1", port, intake: recordingIntake().intake, desk: deskOf({}), clock: machineClock, log: quiet, limits: BROKER_LIMITS });
    expect(second).toMatchObject({ ok: false, fault: { code: "unavailable", detail: expect.stringContaining("EADDRINUSE") } });
  });

  test("a certificate that is none is a fault, not a throw", async () => {
    const opened = await openMqttBroker({ host: "127.0.0.1", port: 0, tls: { port: 0, key: "x", cert: "y" }, intake: recordingIntake().intake, desk: deskOf({}), clock: machineClock, log: quiet, limits: BROKER_LIMITS });
    expect(opened).toMatchObject({ ok: false, fault: { code: "unavailable" } });
  });

  test("closing closes everybody, also who has not said hello", async () => {
    const { port, close } = await start();
    const raw = await signIn(port);
    const silent = await dialRaw(port);
    await close();
    await Promise.all([raw.closed, silent.closed]);
    await expect(dialRaw(port)).rejects.toThrow("not connected");
  });
});
