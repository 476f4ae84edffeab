import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { program } from "../../scripts/machine.ts";
import { administrator, openWindow, removeFolder, startBackend, type TestBackend, type TestWindow } from "../kit/backend.ts";
import { mosquittoPub } from "../kit/mosquitto.ts";
import { until } from "../kit/until.ts";

const MOSQUITTO = program("mosquitto");
if (MOSQUITTO === undefined) console.log("skipped: an external broker (no mosquitto on this machine)");
const folder = mkdtempSync(join(tmpdir(), "kydai-mosquitto-"));
let port: number;
let broker: ChildProcess;
let backend: TestBackend;
let window: TestWindow;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
const startBroker = () => spawn(MOSQUITTO!, ["-c", join(folder, "mosquitto.conf")], { stdio: "ignore" });
const seen = () => window.statuses.at(-1)?.brokers?.find((state) => state.sourceId === "lgsp");

beforeAll(async () => {
  if (MOSQUITTO === undefined) return;
  port = await freePort();
  // mosquitto's defaults: a queue of 1,000 messages for who is away, silently cut off beyond.
  writeFileSync(join(folder, "mosquitto.conf"), `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
  broker = startBroker();
  writeFileSync(join(folder, "room.yaml"), `brokers:\n  - { sourceId: lgsp, url: "mqtt://127.0.0.1:${port}", clientId: kydai-test }\n`);
  backend = await startBackend({ args: ["--config", join(folder, "room.yaml")] });
  window = await openWindow(backend, await administrator(backend));
});
afterAll(async () => {
  window?.close();
  await backend?.stop();
  broker?.kill("SIGKILL");
  if (backend !== undefined) removeFolder(backend.folder);
  removeFolder(folder);
});

test.skipIf(MOSQUITTO === undefined)("K-5.2b an external broker's messages alarm, its queue bound and its loss are shown, and it is found again", async () => {
  await until(() => seen()?.connected === true, 20_000);
  const send = (result: number) => mosquittoPub({ port, user: "any", secret: "any", topic: "v1.1/Datastreams(kim-long.water-level)/Observations", message: JSON.stringify({ result }) });
  await send(3.8);
  await until(() => window.facts.some((fact) => fact.kind === "alarm:raised" && fact.alarm.ruleId === "river-bd3"), 15_000);
  await until(() => seen()?.queue !== undefined, 40_000);
  expect(seen()).toMatchObject({ queue: "bounded", kept: expect.any(Number) });

  broker.kill("SIGKILL");
  await until(() => seen()?.connected === false, 20_000);
  broker = startBroker();
  await until(() => seen()?.connected === true, 40_000);
});
