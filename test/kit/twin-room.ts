import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { addSource, administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "./backend.ts";
import { browserOf } from "./chromium.ts";
import { until } from "./until.ts";

/** Of the built-in flood day, s: the Hương at Kim Long is past level III, streets are under water, pumps run. */
export const AT_LEVEL_3 = 14 * 3600 + 600;

/** The built-in city at one moment of its flood day, which does not go on. */
export interface TwinRoom {
  backend: TestBackend;
  cookie: string;
  /** A console on it, in a window of its own, whose map answers as `probeOf`. */
  open(browser: Browser, viewport?: { width: number; height: number }): Promise<Page>;
  close(): Promise<void>;
}

/** Values of all datastreams at a second of the flood day. */
export function momentOfFlood(second: number): Map<string, number> {
  const values = new Map<string, number>();
  for (const line of gunzipSync(readFileSync(new URL("../../assets/city/hue/flood-day.ndjson.gz", import.meta.url))).toString().split("\n")) {
    if (line === "") continue;
    const { t, ds, v }: { t: number; ds: string; v: number } = JSON.parse(line);
    if (t > second) break; // a recording is in order
    values.set(ds, v);
  }
  return values;
}

/** Tells a room all values of that moment and waits until every alarm of it stands. */
export async function tellMoment(backend: Pick<TestBackend, "address">, cookie: string, second: number): Promise<void> {
  const secret = await addSource(backend, cookie, "khoanh-khac");
  const body = [...momentOfFlood(second)].map(([ds, v]) => ({ Datastream: { "@iot.id": ds }, components: ["result"], dataArray: [[v]] }));
  const answer = await fetch(`${backend.address}/sta/v1.1/CreateObservations`, {
    method: "POST", headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`khoanh-khac:${secret}`).toString("base64")}` }, body: JSON.stringify(body), signal: AbortSignal.timeout(20_000),
  });
  if (!answer.ok) throw new Error(`observations refused: ${answer.status}`);
  // The longest delay of a rule is 5 s: no alarm more for 7 s is all of them.
  let [open, since] = [-1, Date.now()];
  await until(async () => {
    await new Promise((resolve) => setTimeout(resolve, 500)); // the door answers so many questions a second
    const { openAlarms } = valueOf(await request(backend, cookie, "snapshot:get", {}));
    if (openAlarms !== open) [open, since] = [openAlarms, Date.now()];
    return open > 0 && Date.now() - since > 7000;
  }, 60_000, () => `${open} alarms`);
}

/** @param args of the backend besides; with a feed of their own, values are not told: the feed does */
export async function openTwinRoom(args: readonly string[] = []): Promise<TwinRoom> {
  const backend = await startBackend({ args: ["--log", "warn", ...args] });
  try {
    const cookie = await administrator(backend);
    if (args.length === 0) await tellMoment(backend, cookie, AT_LEVEL_3);
    return {
      backend, cookie,
      async open(browser, viewport) {
        const context = await browserOf(browser, backend, cookie, viewport);
        context.setDefaultTimeout(60_000);
        const page = await context.newPage();
        await page.goto(`${backend.address}/?probe`);
        return page;
      },
      async close() {
        await backend.stop();
        removeFolder(backend.folder);
      },
    };
  } catch (error) {
    await backend.stop();
    removeFolder(backend.folder);
    throw error;
  }
}
