import type { FastifyPluginAsync } from "fastify";
import type { Role } from "#contract/account";
import { PROTOCOL_VERSION } from "#contract/request";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { openAccess, type AccessOptions } from "../../backend/access/desk.ts";
import { systemClock } from "../../backend/clock.ts";
import { openLinkSigner } from "../../backend/access/link-signer.ts";
import { openSubscriptions } from "../../backend/room/alerts/subscriptions.ts";
import { openSubscribers } from "../../backend/store/subscribers.ts";
import { ok } from "#contract/result";
import type { IngestRoute, RunShelf } from "../../backend/ports.ts";
import { openServer, type Served } from "../../backend/serve/open-server.ts";
import { openCity } from "../../backend/store/city/open-city.ts";
import { openEvidenceShelf } from "../../backend/store/evidence-shelf.ts";
import { openWallFiles } from "../../backend/store/wall-files.ts";
import { openWallPictures } from "../../backend/store/wall-pictures.ts";
import { accountOf, fakeRoom, type FakeRoom } from "./fake-room.ts";
import { keptLog, tempFolder } from "./journal.ts";

/** Of the fake room's journal. */
export const EPOCH = "epoch-1";
export const PASSWORD = "mật khẩu của người trực";

/** A real server on a free port, with a real access desk and a fake room behind it. */
export interface TestServer {
  base: string;
  /** The data folder. */
  folder: string;
  port: number;
  room: FakeRoom;
  access: ReturnType<typeof openAccess>;
  server: Served;
  log: ReturnType<typeof keptLog>;
  /** Makes an account of these roles and logs it in. @returns the Cookie header */
  loginAs(...roles: Role[]): Promise<string>;
  displayCookie(name?: string): Promise<string>;
  connect(cookie: string | undefined, auth?: Record<string, unknown>): Socket;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

export async function testServer(options: { routes?: IngestRoute[]; staRead?: FastifyPluginAsync; clock?: AccessOptions["clock"]; built?: boolean; webPages?: string[]; pack?: string; runs?: RunShelf } = {}): Promise<TestServer> {
  const { folder, remove } = tempFolder();
  const clock = options.clock ?? systemClock();
  const room = fakeRoom(clock);
  const log = keptLog();
  const access = openAccess({ journal: room.journal, state: () => room.state(), commit: room.commit, clock, log, folder });
  const windows = join(folder, "renderer");
  if (options.built !== false) {
    mkdirSync(join(windows, "assets"), { recursive: true });
    writeFileSync(join(windows, "index.html"), "<!doctype html><title>Kỳ Đài</title>");
    writeFileSync(join(windows, "agency.html"), "<!doctype html><title>Kỳ Đài – Cơ quan</title>");
    writeFileSync(join(windows, "assets", "index-a1b2c3d4.js"), "0123456789");
  }
  const pictures = await openWallPictures({ folder: join(folder, "pictures"), clock, log, keepDays: 7, maxBytes: 1e8, reserve: 0 });
  const files = await openWallFiles({ folder: join(folder, "wall-files"), log, maxBytes: 1e8, inUse: () => false, now: () => clock.wall(), reserve: 0 });
  const subscribers = openSubscribers(folder);
  const subscriptions = openSubscriptions({ store: subscribers, signer: openLinkSigner(folder), outbox: { has: () => true, queue: () => Promise.resolve(ok([])) }, clock, log, address: "https://canhbao.example" });
  const opened = await openServer({
    host: "127.0.0.1", port: 0, room, epoch: EPOCH, access, routes: options.routes ?? [], staRead: options.staRead, staticFolder: windows,
    clock, log, runs: options.runs, metricsSources: () => [], wall: { pictures, files, webPages: options.webPages ?? [] }, city: await openCity({ folder: options.pack, log }), public: { site: { name: "Trung tâm thử", demo: false, centre: [107.585, 16.465], address: "" }, figures: { get: () => undefined, onChange: () => undefined }, subscriptions }, evidence: await openEvidenceShelf({ folder: join(folder, "evidence"), log, reserve: 0 }), uploads: join(folder, "evidence-uploads"), ready: () => ({ ok: true, detail: "" }),
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  const server = opened.value;
  const base = `http://127.0.0.1:${server.port}`;
  const clients = new Set<Socket>();
  const post: TestServer["post"] = (path, body, headers = {}) =>
    fetch(base + path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: typeof body === "string" ? body : JSON.stringify(body) });
  const cookieOf = (response: Response): string => {
    const set = response.headers.get("set-cookie");
    if (set === null) throw new Error(`no cookie, status ${response.status}`);
    return set.split(";")[0] ?? "";
  };
  return {
    base, folder, port: server.port, room, access, server, log, post,
    async loginAs(...roles) {
      const account = accountOf(roles, roles.join("."));
      const saved = await access.saveAccount({ account, password: PASSWORD }, undefined);
      if (!saved.ok) throw new Error(JSON.stringify(saved.fault));
      return cookieOf(await post("/api/session", { name: account.id, password: PASSWORD }));
    },
    async displayCookie(name = "Tường 1") {
      const issued = await access.issueTicket({ name }, undefined);
      if (!issued.ok) throw new Error(JSON.stringify(issued.fault));
      return cookieOf(await post("/api/display", { ticket: issued.value.ticket }));
    },
    connect(cookie, auth = {}) {
      const as = cookie?.startsWith("kydai_display") === true ? "display" : "person";
      const socket = io(base, { transports: ["websocket"], forceNew: true, reconnection: false, auth: { protocol: PROTOCOL_VERSION, as, ...auth }, extraHeaders: cookie === undefined ? {} : { cookie } });
      clients.add(socket);
      return socket;
    },
    async stop() {
      for (const client of clients) client.disconnect();
      await server.close("stopping");
      access.close();
      subscribers.close();
      remove();
    },
  };
}

/** Waits for one event of a client, or its refusal. */
export function once(socket: Socket, event: string): Promise<unknown> {
  return new Promise((done) => void socket.once(event, done));
}
