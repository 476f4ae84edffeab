/** The peer: Node-RED with one flow (MQTT in → limit with hysteresis → WebSocket out), at its documented best: no editor, no diagnostics, one wire. */
import { spawn, type ChildProcess } from "node:child_process";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../kit/until.ts";

const VERSION = "5.0.7";
const HOME = new URL("../../.cache/bench/node-red", import.meta.url).pathname;

export interface NodeRed {
  /** Of mosquitto, with unbounded queues: what both sides of the wire speak to. */
  mqttPort: number;
  /** Alarms as text: the value that crossed. */
  socketAddress: string;
  pid: number;
  stop(): void;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Installs Node-RED once into .cache/bench (117 MB). @returns why it is not to be had */
export function installNodeRed(): string | undefined {
  if (existsSync(join(HOME, "node_modules/node-red/red.js"))) return undefined;
  try {
    mkdirSync(HOME, { recursive: true });
    writeFileSync(join(HOME, "package.json"), '{"name":"peer","private":true}');
    execFileSync("npm", ["i", "--no-audit", "--no-fund", "--ignore-scripts", `node-red@${VERSION}`], { cwd: HOME, stdio: "ignore", timeout: 300_000 });
    return undefined;
  } catch {
    return `node-red@${VERSION} cannot be installed here`;
  }
}

const LIMIT = `
const reading = JSON.parse(msg.payload);
const held = context.get("held") || {};
const id = msg.topic;
const before = held[id] === true;
const now = before ? reading.result > 1.9 : reading.result >= 2;
if (before !== now) { held[id] = now; context.set("held", held); if (now) return { payload: String(reading.result) }; }
return null;`;

export async function startNodeRed(): Promise<NodeRed> {
  const folder = mkdtempSync(join(tmpdir(), "kydai-node-red-"));
  const [mqttPort, uiPort] = [await freePort(), await freePort()];
  writeFileSync(join(folder, "mosquitto.conf"), `listener ${mqttPort} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\nmax_inflight_messages 0\n`);
  const children: ChildProcess[] = [spawn("mosquitto", ["-c", join(folder, "mosquitto.conf")], { stdio: "ignore" })];
  writeFileSync(join(folder, "flows.json"), JSON.stringify([
    { id: "tab", type: "tab", label: "limit" },
    { id: "broker", type: "mqtt-broker", broker: "127.0.0.1", port: String(mqttPort), clientid: "", autoConnect: true, usetls: false, protocolVersion: "4", keepalive: "60", cleansession: true },
    { id: "listener", type: "websocket-listener", path: "/alarms", wholemsg: "false" },
    { id: "in", type: "mqtt in", z: "tab", topic: "v1.1/#", qos: "0", datatype: "utf8", broker: "broker", wires: [["limit"]] },
    { id: "limit", type: "function", z: "tab", func: LIMIT, outputs: 1, wires: [["out"]] },
    { id: "out", type: "websocket out", z: "tab", server: "listener", client: "", wires: [] },
  ]));
  writeFileSync(join(folder, "settings.js"), `module.exports = { uiPort: ${uiPort}, uiHost: "127.0.0.1", httpAdminRoot: false, flowFile: "flows.json", userDir: ${JSON.stringify(folder)}, diagnostics: { enabled: false }, runtimeState: { enabled: false }, telemetry: { enabled: false }, logging: { console: { level: "error" } } };`);
  const red = spawn(process.execPath, [join(HOME, "node_modules/node-red/red.js"), "-s", join(folder, "settings.js")], { stdio: "ignore", cwd: folder });
  children.push(red);
  const socketAddress = `ws://127.0.0.1:${uiPort}/alarms`;
  const { WebSocket } = await import("ws");
  await until(() => new Promise<boolean>((done) => {
    const probe = new WebSocket(socketAddress);
    probe.once("open", () => (probe.close(), done(true)));
    probe.once("error", () => done(false));
  }), 60_000, () => "Node-RED did not start");
  return { mqttPort, socketAddress, pid: red.pid!, stop: () => children.forEach((child) => child.kill("SIGKILL")) };
}
