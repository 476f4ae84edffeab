import { expect, test } from "vitest";
import { SimulationRunId } from "#contract/simulation";
import { fail, ok, type Result } from "#contract/result";
import { until } from "../../test/kit/until.ts";
import { createRunFrames } from "./study-frames.ts";

const RUN = SimulationRunId.parse("r1");
const CELLS = { nx: 2, ny: 1 };
/** A route that answers when the test says so. */
function route(): { asked: string[]; answer: (result: Result<ArrayBuffer>) => void; fetch: (path: string) => Promise<Result<ArrayBuffer>> } {
  const asked: string[] = [];
  const open: ((result: Result<ArrayBuffer>) => void)[] = [];
  return { asked, answer: (result) => open.shift()?.(result), fetch: (path) => new Promise((resolve) => { asked.push(path); open.push(resolve); }) };
}
const body = (...values: number[]): Result<ArrayBuffer> => ok(Float32Array.from(values).buffer);

test("a raster is asked for once, and told when it is there", async () => {
  const { asked, answer, fetch } = route();
  const frames = createRunFrames(fetch);
  let heard = 0;
  frames.subscribe(() => heard++);
  frames.want(RUN, "depth", 3, CELLS);
  frames.want(RUN, "depth", 3, CELLS);
  expect(asked).toEqual(["/api/study-runs/r1/depth/3"]);
  answer(body(1, 2));
  await until(() => heard === 1);
  frames.want(RUN, "depth", 3, CELLS);
  expect(frames.get(RUN, "depth", 3)).toEqual({ simulated: true, ...CELLS, values: Float32Array.of(1, 2) });
  expect(asked).toHaveLength(1);
});

test("four at a time; of what waits the newest wish comes first", async () => {
  const { asked, answer, fetch } = route();
  const frames = createRunFrames(fetch);
  for (let i = 0; i < 6; i++) frames.want(RUN, "depth", i, CELLS);
  expect(asked).toHaveLength(4);
  answer(body(0, 0));
  await until(() => asked.length === 5);
  expect(asked[4]).toBe("/api/study-runs/r1/depth/5");
});

test("beyond the bound those looked at longest ago go", async () => {
  const { answer, fetch } = route();
  const frames = createRunFrames(fetch, 16);
  for (const i of [0, 1]) {
    frames.want(RUN, "depth", i, CELLS);
    answer(body(i, i));
    await until(() => frames.get(RUN, "depth", i) !== undefined);
  }
  frames.get(RUN, "depth", 0);
  frames.want(RUN, "depth", 2, CELLS);
  answer(body(2, 2));
  await until(() => frames.get(RUN, "depth", 2) !== undefined);
  expect([0, 1, 2].map((i) => frames.get(RUN, "depth", i) !== undefined)).toEqual([true, false, true]);
});

test("a refusal and a body of another size are told, and may be asked for again", async () => {
  const { asked, answer, fetch } = route();
  const frames = createRunFrames(fetch);
  frames.want(RUN, "depth", 0, CELLS);
  answer(fail({ code: "unavailable", detail: "HTTP 404" }));
  await until(() => frames.trouble()?.code === "unavailable");
  frames.want(RUN, "depth", 0, CELLS);
  answer(body(1));
  await until(() => asked.length === 2 && JSON.stringify(frames.trouble()).includes("size"));
  frames.want(RUN, "depth", 0, CELLS);
  answer(body(1, 1));
  await until(() => frames.get(RUN, "depth", 0) !== undefined);
  expect(frames.trouble()).toBeUndefined();
});
