import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import type { Fact } from "#contract/fact";
import { PROTOCOL_VERSION, type RequestInput, type RequestName, type RequestOutput, type Status } from "#contract/request";
import type { Result } from "#contract/result";
import { until } from "./until.ts";

/** The backend that tests start: its sources, or, in the stages of `npm test`, the built one, which starts in a third of the time. */
export const ENTRY = process.env["KYDAI_TEST_BACKEND"] ?? new URL("../../backend/main.ts", import.meta.url).pathname;
export const ADMINISTRATOR = { id: "quan-tri", name: "Quản trị", password: "mat-khau-thu-nghiem" };

/** A configuration whose wall changes by itself sooner than a room's should: what is proved is that it waits, not for how long. */
export function hurriedWall(): string[] {
  const folder = mkdtempSync(join(tmpdir(), "kydai-config-"));
  process.once("exit", () => removeFolder(folder));
  const file = join(folder, "config.yaml");
  writeFileSync(file, "pack: city/hue\nwall: { steady: { stays: 4, between: 2 } }\n");
  return ["--config", file];
}

/** A real backend in a process of its own, on free ports and a folder of its own. */
export interface TestBackend {
  folder: string;
  port: number;
  mqttPort: number;
  address: string;
  child: ChildProcess;
  /** What it has written to stderr so far. */
  log(): string;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and waits until it is gone. @returns the exit code */
  stop(): Promise<number | null>;
}

/**
 * @param options.folder an existing data folder to go on with; absent: a new one, removed by `removeFolder`
 * @param options.entry a built backend's main.js; absent: ENTRY
 */
export async function startBackend(options: { folder?: string; args?: string[]; env?: NodeJS.ProcessEnv; entry?: string; cwd?: string } = {}): Promise<TestBackend> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "kydai-"));
  rmSync(join(folder, "backend.json"), { force: true });
  const args = ["--disable-warning=ExperimentalWarning", options.entry ?? ENTRY, "--data", folder, "--port", "0", "--mqtt-port", "0", "--feed", "none", "--log", "info", ...(options.args ?? [])];
  const child = spawn(process.execPath, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => (log = (log + chunk.toString()).slice(-200_000)));
  child.stdout.on("data", (chunk: Buffer) => (log = (log + chunk.toString()).slice(-200_000)));
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const place = join(folder, "backend.json");
  await until(() => existsSync(place) || child.exitCode !== null, 30_000, () => `backend did not start:\n${log}`);
  if (child.exitCode !== null) throw new Error(`backend ended with ${child.exitCode}:\n${log}`);
  const { port, mqttPort } = JSON.parse(readFileSync(place, "utf8"));
  return {
    folder, port, mqttPort, address: `http://127.0.0.1:${port}`, child, log: () => log,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async stop() {
      child.kill("SIGTERM");
      return exited;
    },
  };
}

export function removeFolder(folder: string): void {
  // A browser's last child may still write into its profile while it ends.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}

async function post(backend: Pick<TestBackend, "address">, path: string, body: unknown, cookie?: string): Promise<Response> {
  const headers: Record<string, string> = { "content-type": "application/json", origin: backend.address };
  if (cookie !== undefined) headers["cookie"] = cookie;
  return fetch(backend.address + path, { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(20_000) });
}

function cookieOf(response: Response): string {
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
  if (cookie === undefined) throw new Error(`no cookie in the answer (${response.status})`);
  return cookie;
}

/** Makes the administrator on the first run, or logs in afterwards. @returns the session's cookie */
export async function administrator(backend: Pick<TestBackend, "address" | "folder">): Promise<string> {
  const codeFile = join(backend.folder, "first-run.code");
  if (existsSync(codeFile)) {
    const made = await post(backend, "/api/first-run", { code: readFileSync(codeFile, "utf8").trim(), ...ADMINISTRATOR });
    if (made.ok) return cookieOf(made);
  }
  return cookieOf(await post(backend, "/api/session", { name: ADMINISTRATOR.id, password: ADMINISTRATOR.password }));
}

/** One request over HTTP. */
export async function request<N extends RequestName>(backend: Pick<TestBackend, "address">, cookie: string, name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>> {
  const response = await post(backend, `/api/request/${name}`, input, cookie);
  return response.json();
}

/** The value, or a failed test that shows the fault. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`fault: ${JSON.stringify(result.fault)}`);
  return result.value;
}

/** A new source with all grants. @returns its secret */
export async function addSource(backend: Pick<TestBackend, "address">, cookie: string, id: string, grants: string[] = ["*"], limit = 1_000_000): Promise<string> {
  const input: unknown = { source: { id, name: id, grants, limit }, renew: true };
  const response = await post(backend, "/api/request/source:save", input, cookie);
  const answer: Result<{ secret?: string }> = await response.json();
  const { secret } = valueOf(answer);
  if (secret === undefined) throw new Error("no secret in the answer");
  return secret;
}

/** A window's socket that keeps what it hears. */
export interface TestWindow {
  socket: Socket;
  facts: Fact[];
  statuses: Status[];
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>>;
  close(): void;
}

export async function openWindow(backend: Pick<TestBackend, "address">, cookie: string): Promise<TestWindow> {
  const socket = io(backend.address, { transports: ["websocket"], auth: { protocol: PROTOCOL_VERSION, as: "person" }, extraHeaders: { cookie, origin: backend.address }, reconnection: false, forceNew: true });
  const facts: Fact[] = [];
  const statuses: Status[] = [];
  socket.on("facts", (batch: Fact[]) => void facts.push(...batch));
  socket.on("status", (status: Status) => void statuses.push(status));
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return { socket, facts, statuses, ask: (name, input) => socket.timeout(20_000).emitWithAck(name, input), close: () => void socket.close() };
}
