import { io, type Socket } from "socket.io-client";
import type { Role } from "#contract/account";
import type { Fact } from "#contract/fact";
import { AccountId, type DisplayId } from "#contract/ids";
import { PROTOCOL_VERSION, type RequestInput, type RequestName, type RequestOutput, type Snapshot } from "#contract/request";
import type { Result } from "#contract/result";
import type { Screen } from "#contract/wall";
import { request, valueOf, type TestBackend } from "./backend.ts";

const PASSWORD = "mật khẩu của người trực";

async function post(backend: TestBackend, path: string, body: unknown, cookie = ""): Promise<Response> {
  return fetch(backend.address + path, { method: "POST", headers: { "content-type": "application/json", origin: backend.address, cookie }, body: JSON.stringify(body), signal: AbortSignal.timeout(20_000) });
}

function cookieOf(response: Response): string {
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
  if (cookie === undefined) throw new Error(`no cookie in the answer (${response.status})`);
  return cookie;
}

/** Makes a person and logs them in. @returns the session's cookie */
export async function logInAs(backend: TestBackend, administrator: string, id: string, roles: Role[]): Promise<string> {
  valueOf(await request(backend, administrator, "account:save", { account: { id: AccountId.parse(id), name: id, roles }, password: PASSWORD }));
  return cookieOf(await post(backend, "/api/session", { name: id, password: PASSWORD }));
}

/** Lets a PC join by a ticket. */
export async function joinPc(backend: TestBackend, lead: string, name: string): Promise<{ displayId: DisplayId; cookie: string; ticket: string }> {
  const { ticket, display } = valueOf(await request(backend, lead, "display:ticket", { name }));
  return { displayId: display.id, ticket, cookie: cookieOf(await post(backend, "/api/display", { ticket })) };
}

/** A ticket typed (once more). */
export async function typeTicket(backend: TestBackend, ticket: string): Promise<number> {
  return (await post(backend, "/api/display", { ticket })).status;
}

/** What a shell posts with its display's cookie. */
export async function shellAsks<N extends RequestName>(backend: TestBackend, cookie: string, name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>> {
  return (await post(backend, `/api/request/${name}?as=display`, input, cookie)).json();
}

/** A wall window's socket. */
export interface WallWindow {
  socket: Socket;
  facts: Fact[];
  unseated: unknown[];
  goodbyes: { reason: string }[];
  attend(screen: Screen): Promise<Result<RequestOutput<"wall:attend">>>;
  snapshot(): Promise<Snapshot>;
  close(): void;
}

/** @throws the refusal of the handshake */
export async function openWallWindow(backend: TestBackend, cookie: string): Promise<WallWindow> {
  const socket = io(backend.address, { transports: ["websocket"], auth: { protocol: PROTOCOL_VERSION, as: "display" }, extraHeaders: { cookie, origin: backend.address }, reconnection: false, forceNew: true });
  const facts: Fact[] = [], unseated: unknown[] = [], goodbyes: { reason: string }[] = [];
  socket.on("facts", (batch: Fact[]) => void facts.push(...batch));
  socket.on("unseated", (what: unknown) => void unseated.push(what));
  socket.on("goodbye", (why: { reason: string }) => void goodbyes.push(why));
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return {
    socket, facts, unseated, goodbyes,
    attend: (screen) => socket.timeout(20_000).emitWithAck("wall:attend", { screen }),
    snapshot: async () => valueOf<Snapshot>(await socket.timeout(20_000).emitWithAck("snapshot:get", {})),
    close: () => void socket.close(),
  };
}
