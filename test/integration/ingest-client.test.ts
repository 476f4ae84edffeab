/** The client for other people's brokers, against a real mosquitto. */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SourceId } from "#contract/ids";
import type { MqttClientConfig } from "../../backend/ingest/mqtt-client-config.ts";
import { openMqttClient, type ExternalBroker } from "../../backend/ingest/mqtt-client.ts";
import { probeQueue, PROBE_MESSAGES } from "../../backend/ingest/mqtt-probe.ts";
import { program } from "../../scripts/machine.ts";
import { deskOf, eventually, lost, machineClock, quiet, recordingIntake, stored, type RecordingIntake } from "../kit/ingest.ts";

const run = promisify(execFile);
/** scripts/test.ts says so when it is missing. */
const MOSQUITTO = program("mosquitto") ?? "";
const MISSING = MOSQUITTO === "" || program("mosquitto_pub") === undefined;
const topic = "v1.1/Datastreams(s1)/Observations";
let folder = "";
let port = 0;
let mosquitto: ChildProcess | undefined;
const clients: ExternalBroker[] = [];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
/** Starts mosquitto on loopback; its own port stays the same over a restart. */
async function startMosquitto(...lines: string[]): Promise<void> {
  if (port === 0) port = await freePort();
  await writeFile(join(folder, "m.conf"), [`listener ${port} 127.0.0.1`, "allow_anonymous true", "persistence true", `persistence_location ${folder}/`, "user root", ...lines, ""].join("\n"));
  const made = spawn(MOSQUITTO, ["-c", join(folder, "m.conf")], { stdio: ["ignore", "ignore", "pipe"] });
  mosquitto = made;
  await new Promise<void>((done, failed) => {
    let text = "";
    made.stderr.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes("running")) done();
    });
    made.once("exit", (code) => failed(new Error(`mosquitto ended with ${code}: ${text}`)));
  });
}
async function stopMosquitto(): Promise<void> {
  const old = mosquitto;
  mosquitto = undefined;
  if (old === undefined || old.exitCode !== null) return;
  const ended = new Promise((done) => old.once("exit", done));
  old.kill("SIGTERM");
  await ended;
}
const config = (): MqttClientConfig => ({ sourceId: SourceId.parse("city"), url: `mqtt://127.0.0.1:${port}`, clientId: "room", topics: ["v1.1/+/Observations"], probe: false });
function open(kit: RecordingIntake, more: Partial<MqttClientConfig> = {}): ExternalBroker {
  const client = openMqttClient({ config: { ...config(), ...more }, intake: kit.intake, desk: deskOf({ city: "" }), clock: machineClock, log: quiet });
  clients.push(client);
  return client;
}
/** Publishes each line as one QoS 1 message over one connection: returns after all their PUBACKs. */
async function publish(lines: readonly string[], where = topic, ...args: string[]): Promise<void> {
  const child = spawn("mosquitto_pub", ["-h", "127.0.0.1", "-p", String(port), "-q", "1", "-l", "-t", where, ...args], { stdio: ["pipe", "ignore", "inherit"] });
  child.stdin.end(lines.map((line) => `${line}\n`).join(""));
  const code = await new Promise((done) => child.once("exit", done));
  expect(code).toBe(0);
}
const numbers = (kit: RecordingIntake): number[] => kit.readings().map(({ result }) => result);
const count = (n: number, from = 0): string[] => Array.from({ length: n }, (_, i) => `{"result":${from + i}}`);

beforeEach(async () => {
  port = 0;
  folder = await mkdtemp(join(tmpdir(), "kydai-mosquitto-"));
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await stopMosquitto();
  await rm(folder, { recursive: true, force: true });
});
const subscribed = async (kit: RecordingIntake): Promise<void> => {
  // The first message that gets through proves the subscription.
  while (kit.deliveries.length === 0) await run("mosquitto_pub", ["-h", "127.0.0.1", "-p", String(port), "-t", topic, "-m", '{"result":-1}']);
  kit.deliveries.length = 0;
};

describe.skipIf(MISSING)("a durable session", () => {
  test("hears what was published, whole and in order", async () => {
    await startMosquitto("max_queued_messages 0");
    const kit = recordingIntake();
    const client = open(kit);
    await subscribed(kit);
    await publish(count(300));
    await kit.until(() => numbers(kit).filter((n) => n >= 0).length >= 300);
    expect(numbers(kit).filter((n) => n >= 0)).toEqual(Array.from({ length: 300 }, (_, i) => i));
    expect(client.state()).toMatchObject({ connected: true, attempts: 0 });
  });

  test("no acknowledgement before the commit: what was not settled when the room died comes again (invariant 1)", async () => {
    await startMosquitto("max_queued_messages 0");
    const first = recordingIntake();
    const durable = new Set<number>();
    const dying = open(first);
    await subscribed(first);
    // The store commits 40 and then never answers again: the room is killed in the middle.
    first.settle = (delivery) => {
      if (durable.size >= 40) return;
      for (const { result } of delivery.readings) durable.add(result);
      stored(delivery);
    };
    await publish(count(200));
    await first.until(() => numbers(first).length > 40);
    await dying.close();
    const second = recordingIntake();
    open(second);
    await second.until(() => new Set([...durable, ...numbers(second)]).size >= 200);
    const all = new Set([...durable, ...numbers(second)]);
    expect([...all].filter((n) => n >= 0).sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i));
    // At most the ones handed over and unsettled were delivered twice, and none that was settled long ago.
    expect(numbers(second).filter((n) => durable.has(n)).length).toBeLessThanOrEqual(1);
  });

  test("keeps what comes while the room is away", async () => {
    await startMosquitto("max_queued_messages 0");
    const before = recordingIntake();
    const away = open(before);
    await subscribed(before);
    await away.close();
    await publish(count(1500));
    const after = recordingIntake();
    open(after);
    await after.until(() => numbers(after).length >= 1500);
    expect(numbers(after)).toEqual(Array.from({ length: 1500 }, (_, i) => i));
  });

  test("a store that fails: dropped, tried again after a pause, nothing lost", async () => {
    await startMosquitto();
    const kit = recordingIntake();
    const client = open(kit);
    await subscribed(kit);
    kit.settle = lost;
    await publish(count(5));
    await eventually(() => client.state().attempts > 0);
    expect(client.state()).toMatchObject({ connected: false, lastError: "store-failed" });
    kit.deliveries.length = 0;
    kit.settle = stored;
    await kit.until(() => new Set(numbers(kit)).size >= 5);
    expect([...new Set(numbers(kit))]).toEqual([0, 1, 2, 3, 4]);
  });

  test("the broker goes and comes back: reconnects by itself", async () => {
    await startMosquitto("max_queued_messages 0");
    const kit = recordingIntake();
    const client = open(kit);
    await subscribed(kit);
    await stopMosquitto();
    await eventually(() => !client.state().connected);
    await startMosquitto("max_queued_messages 0");
    await eventually(() => client.state().connected);
    await publish(count(3));
    // What asked whether it is subscribed may be delivered again: QoS 1.
    await kit.until(() => numbers(kit).filter((n) => n >= 0).length >= 3);
    expect(numbers(kit).filter((n) => n >= 0)).toEqual([0, 1, 2]);
  });

  test("a broker that is not there: not connected, the error visible, tried again", async () => {
    port = await freePort();
    const client = open(recordingIntake());
    await eventually(() => client.state().attempts >= 2);
    expect(client.state()).toMatchObject({ connected: false, lastError: expect.stringContaining("ECONNREFUSED") });
  });

  test("a retained message without a time says nothing about now", async () => {
    await startMosquitto();
    await publish(['{"result":1}'], topic, "-r");
    await publish(['{"result":2,"phenomenonTime":"2026-11-21T10:00:00Z"}'], "v1.1/Datastreams(s2)/Observations", "-r");
    const kit = recordingIntake();
    open(kit);
    await kit.until(() => kit.deliveries.length >= 2);
    expect(numbers(kit)).toEqual([2]);
    expect(kit.refused()).toMatchObject([{ reason: "malformed", datastreamId: "s1" }]);
  });
});

describe.skipIf(MISSING)("how much the broker keeps", () => {
  const probe = () => probeQueue({ config: config(), clock: machineClock, signal: new AbortController().signal });

  test("mosquitto as it comes: bounded, with the figure", async () => {
    await startMosquitto();
    expect(await probe()).toEqual({ kind: "bounded", tried: PROBE_MESSAGES, kept: expect.toSatisfy((n: number) => n >= 1000 && n < PROBE_MESSAGES) });
  });

  test("max_queued_messages 0: all kept", async () => {
    await startMosquitto("max_queued_messages 0");
    expect(await probe()).toEqual({ kind: "ok", tried: PROBE_MESSAGES });
  });

  test("no right to the probe's topic: unknown, and says so", async () => {
    await writeFile(join(folder, "acl"), "topic read v1.1/#\n");
    await startMosquitto(`acl_file ${folder}/acl`);
    expect(await probe()).toEqual({ kind: "unknown", why: expect.any(String) });
  });

  test("no broker: unknown", async () => {
    port = await freePort();
    expect(await probe()).toEqual({ kind: "unknown", why: expect.stringContaining("ECONNREFUSED") });
  });
});
