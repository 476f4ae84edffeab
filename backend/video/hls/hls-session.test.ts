import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { until } from "../../../test/kit/until.ts";
import type { RtspFault } from "../rtsp/fault.ts";
import { openHlsSession } from "./hls-session.ts";

const clean: (() => unknown)[] = [];
afterEach(() => clean.splice(0).reverse().forEach((end) => end()));

/** A web server whose playlist names segments from 0 on: none of them can be read, but it is seen which are asked for. */
async function encoder(listed: number, ended = false) {
  const now = { listed, ended };
  const asked: string[] = [];
  const server = createServer(({ url = "" }, answer) => {
    asked.push(url.slice(1));
    if (!url.endsWith(".m3u8")) return void answer.writeHead(404).end();
    answer.end(["#EXTM3U", "#EXT-X-TARGETDURATION:1", ...Array.from({ length: now.listed }, (_, n) => `#EXTINF:1,\n${n}.ts`), ...(now.ended ? ["#EXT-X-ENDLIST"] : []), ""].join("\n"));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  clean.push(() => server.close(), () => server.closeAllConnections());
  const given = server.address();
  const hand = handClock();
  let rests = 0;
  // It rests 250 ms after each look at a playlist of one second: time goes on only then, however long an answer takes.
  const clock = { ...hand, after: (ms: number, act: () => void) => {
    if (ms === 250) rests++;
    return hand.after(ms, act);
  } };
  const ends: RtspFault[] = [];
  const opened = await openHlsSession({ url: `http://127.0.0.1:${typeof given === "object" && given !== null ? given.port : 0}/live.m3u8`, transport: "tcp", clock, random: () => "1", onUnit: () => undefined, onEnd: (fault) => ends.push(fault) });
  if (opened.ok) clean.push(() => opened.value.close());
  /** Time goes on by so many looks at the playlist, or until it ends. */
  async function pass(count: number): Promise<void> {
    for (let i = 0; i < count && ends.length === 0; i++) {
      await until(() => rests > 0);
      rests = 0;
      hand.pass(250);
      await until(() => rests > 0 || ends.length > 0);
    }
  }
  return { now, opened, ends, pass, segments: () => asked.filter((name) => name.endsWith(".ts")) };
}

test("invariant 7 a playlist that is ended when it is opened shows nothing: nobody knows when it was made", async () => {
  const { opened, segments } = await encoder(5, true);
  expect(opened).toMatchObject({ ok: false, fault: { reason: "ended" } });
  expect(segments()).toEqual([]);
});
test("invariant 7 an encoder that died without a word shows nothing however often it is asked: no segment comes", async () => {
  const { ends, pass, segments } = await encoder(5);
  await pass(200);
  expect(ends).toMatchObject([{ reason: "stalled" }]);
  expect(segments()).toEqual([]);
});
test("an encoder that lives is begun with the segment that comes next; what it ends meanwhile is over", async () => {
  const { now, ends, pass, segments } = await encoder(5);
  await pass(2);
  now.listed = 6;
  await pass(3);
  expect(segments()).toEqual(["5.ts"]);
  now.ended = true;
  await pass(200);
  expect(ends).toMatchObject([{ reason: "ended" }]);
  expect(segments()).toEqual(["5.ts"]);
});
