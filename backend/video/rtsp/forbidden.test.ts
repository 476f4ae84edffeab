import { createServer, type AddressInfo, type Server } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../clock.ts";
import { get } from "../http/get.ts";
import { openTalk } from "./talk.ts";

/** A camera that answers whatever it is asked with 403. @returns its port */
async function forbids(protocol: string): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (chunk: Buffer) => socket.end(`${protocol} 403 Forbidden\r\nCSeq: ${/CSeq: (\d+)/.exec(chunk.toString())?.[1] ?? 0}\r\nContent-Length: 0\r\n\r\n`));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
  return (server.address() as AddressInfo).port;
}
const asking = { clock: systemClock(), random: () => "ab".repeat(8) };

test.each([["no login", undefined, "login-wanted"], ["a login", { user: "a", password: "b" }, "unauthorized"]] as const)("a camera that forbids, asked with %s: by HTTP and by RTSP alike", async (_name, login, reason) => {
  const picture = await get({ url: `http://127.0.0.1:${await forbids("HTTP/1.1")}/x`, login, ...asking });
  if (picture.ok) picture.value.destroy();
  expect(picture).toMatchObject({ ok: false, fault: { reason } });
  const url = `rtsp://127.0.0.1:${await forbids("RTSP/1.0")}/x`;
  const talk = await openTalk({ url, login, ...asking, onFrame: () => undefined, onEnd: () => undefined });
  if (!talk.ok) throw new Error(talk.fault.detail);
  onTestFinished(() => talk.value.close());
  expect(await talk.value.ask("DESCRIBE", url)).toMatchObject({ ok: false, fault: { reason } });
});
