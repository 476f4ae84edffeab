import { WritableStream } from "node:stream/web";
import { expect, test } from "vitest";
import { until } from "../../test/kit/until.ts";
import type { Picture } from "./decoding.ts";
import { trackSink } from "./sinks.ts";

const picture = (): Picture & { closed: boolean } => {
  const made = { timestamp: 0, closed: false, close: () => void (made.closed = true) };
  return made;
};

test("a track that refuses one picture is dead: it says so once, takes none any more, and every picture is closed", async () => {
  let writes = 0;
  let deaths = 0;
  const sink = trackSink(new WritableStream<Picture>({ write(taken) {
    writes += 1;
    if (writes === 2) throw new Error("track ended");
    taken.close();
  } }), () => void (deaths += 1));
  const all = [picture(), picture()];
  for (const each of all) expect(sink.put(each)).toBe(true);
  await until(() => deaths === 1);
  for (let n = 0; n < 5; n += 1) {
    const late = picture();
    all.push(late);
    expect(sink.put(late)).toBe(false);
  }
  expect([writes, deaths, all.every(({ closed }) => closed)]).toEqual([2, 1, true]);
});

test("at most two pictures wait for the screen, the next goes when it has taken one; closed by its tile it is not dead", async () => {
  let deaths = 0;
  let take = (): void => undefined;
  const sink = trackSink(new WritableStream<Picture>({ write: () => new Promise<void>((resolve) => void (take = resolve)) }, { highWaterMark: 9 }), () => void (deaths += 1));
  expect([sink.put(picture()), sink.put(picture()), sink.put(picture())]).toEqual([true, true, false]);
  await until(() => {
    take();
    return sink.put(picture());
  });
  sink.close();
  take();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect([deaths, sink.put(picture())]).toEqual([0, false]);
});
