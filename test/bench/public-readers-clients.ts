/** Child process of `public-readers.ts`: citizens who read the public page. argv: address, readers, seconds between two looks of one reader. */
import { Agent, request } from "node:http";

const [address = "", readers = "1", every = "30"] = process.argv.slice(2);
/** Connections a proxy in front would keep; readers take turns on them. */
const agent = new Agent({ keepAlive: true, maxSockets: 128 });
/** Looks are given out in ticks, ms, so that they spread evenly. */
const TICK = 10;
const perTick = (Number(readers) / Number(every)) * (TICK / 1000);

let etag: string | undefined;
const tally = { whole: 0, unchanged: 0, failed: 0, slowest: 0 };

/** Every tenth reader comes for the first time and takes the whole page; the others ask whether it changed. */
function look(n: number): void {
  const began = performance.now();
  const fresh = n % 10 === 0 || etag === undefined;
  const asked = request(`${address}/public`, { agent, headers: { "accept-encoding": "gzip", ...(fresh ? {} : { "if-none-match": etag }) } }, (answer) => {
    answer.resume();
    answer.on("end", () => {
      etag = answer.headers.etag ?? etag;
      if (answer.statusCode === 200) tally.whole++;
      else if (answer.statusCode === 304) tally.unchanged++;
      else tally.failed++;
      tally.slowest = Math.max(tally.slowest, performance.now() - began);
    });
  });
  asked.on("error", () => tally.failed++);
  asked.end();
}

let owed = 0;
let looks = 0;
let last = performance.now();
setInterval(() => {
  const now = performance.now();
  owed += perTick * ((now - last) / TICK);
  last = now;
  for (; owed >= 1; owed--) look(looks++);
}, TICK);
process.send?.("ready");
process.on("message", () => {
  process.send?.({ ...tally });
  Object.assign(tally, { whole: 0, unchanged: 0, failed: 0, slowest: 0 });
});
process.on("disconnect", () => process.exit(0));
