import { io, type Socket } from "socket.io-client";
import { PROTOCOL_VERSION } from "#contract/request";
import type { Screen } from "#contract/wall";
import { request, valueOf, type TestBackend } from "./backend.ts";

/** A PC of the wall, without windows: its screens are there as long as their sockets stand. */
export interface WallPc {
  cookie: string;
  screens: readonly Screen[];
  /** Tells which screens are left; the others are lost at once. */
  keep(screens: readonly Screen[]): Promise<void>;
  close(): void;
}

/** Joins a display with so many screens in two columns, and lets each attend. @param mark begins the screens' keys; "web:" sends no pictures */
export async function joinWallPc(backend: TestBackend, administrator: string, count: number, mark = "web:test:"): Promise<WallPc> {
  const { ticket } = valueOf(await request(backend, administrator, "display:ticket", { name: "Máy tường" }));
  const redeemed = await fetch(`${backend.address}/api/display`, { method: "POST", headers: { "content-type": "application/json", origin: backend.address }, body: JSON.stringify({ ticket }), signal: AbortSignal.timeout(20_000) });
  const cookie = redeemed.headers.getSetCookie()[0]?.split(";")[0];
  if (cookie === undefined) throw new Error(`the ticket was not taken: ${redeemed.status}`);
  const screens = Array.from({ length: count }, (_, i): Screen => ({ key: `${mark}${i + 1}`, label: `Màn ${i + 1}`, bounds: { x: (i % 2) * 1920, y: Math.floor(i / 2) * 1080, width: 1920, height: 1080 }, scale: 1, rotation: 0, primary: false }));
  const sockets: Socket[] = [];
  const open = async (): Promise<Socket> => {
    const socket = io(backend.address, { transports: ["websocket"], auth: { protocol: PROTOCOL_VERSION, as: "display" }, extraHeaders: { cookie, origin: backend.address }, reconnection: false, forceNew: true });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    });
    return socket;
  };
  const teller = await open();
  const tell = async (left: readonly Screen[]): Promise<void> => void valueOf(await teller.timeout(20_000).emitWithAck("wall:screens", { screens: left, wallOnly: true }));
  await tell(screens);
  for (const screen of screens) valueOf(await (await open()).timeout(20_000).emitWithAck("wall:attend", { screen }));
  return { cookie, screens, keep: tell, close: () => sockets.forEach((socket) => void socket.close()) };
}
