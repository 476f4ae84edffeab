import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openPageCheck } from "./page-check.ts";

const ROOM = "http://10.0.0.5:7373";
let site: Server;
let origin: string;
let asked: string[];
let now = 0;

beforeEach(async () => {
  asked = [];
  site = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url === "/deny") response.setHeader("x-frame-options", "DENY");
    if (request.url === "/on") response.writeHead(302, { location: "/deny" });
    if (request.url === "/away") response.writeHead(302, { location: "http://127.0.0.2:1/" });
    if (request.url === "/round") response.writeHead(302, { location: "/round" });
    response.end("<title>page</title>");
  });
  await new Promise<void>((done) => site.listen(0, "127.0.0.1", done));
  const address = site.address();
  origin = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
});
afterEach(() => new Promise<void>((done) => {
  site.closeAllConnections();
  site.close(() => done());
}));

test.each([["/", true], ["/deny", false], ["/on", false], ["/away", undefined], ["/round", undefined]])("the page %s lets itself be framed: %s", async (path, frames) => {
  expect(await openPageCheck([origin], () => now)(origin + path, ROOM)).toEqual({ ok: true, value: { frames } });
});
test("an address that is not on the list is never asked", async () => {
  expect(await openPageCheck(["https://other.example"], () => now)(`${origin}/`, ROOM)).toMatchObject({ ok: false, fault: { code: "malformed", path: "url" } });
  expect(await openPageCheck([origin], () => now)("no address", ROOM)).toMatchObject({ ok: false });
  expect(asked).toEqual([]);
});
test("nobody there: nothing is known", async () => {
  expect(await openPageCheck(["http://127.0.0.1:1"], () => now)("http://127.0.0.1:1/", ROOM)).toEqual({ ok: true, value: { frames: undefined } });
});
test("an answer is good for a minute", async () => {
  const check = openPageCheck([origin], () => now);
  for (const at of [0, 59_999, 60_001]) {
    now = at;
    await check(`${origin}/deny`, ROOM);
  }
  expect(asked).toEqual(["/deny", "/deny"]);
});
test("four are asked at one time, nothing is known of the fifth", async () => {
  const check = openPageCheck([origin], () => now);
  const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => check(`${origin}/deny?${n}`, ROOM)));
  expect(answers.map((one) => one.ok && one.value.frames)).toEqual([true, true, true, true, undefined]);
});
