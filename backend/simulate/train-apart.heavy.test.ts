import { expect, test } from "vitest";
import { catchment } from "../../test/kit/catchment.ts";
import { trainApart } from "./train-apart.ts";

const training = { shape: { own: 4, lags: [[0, 2, 4], [0, 2, 4]] }, leads: [4, 8], step: 900, levels: [1] };

test("a gauge is learnt in a thread of its own", async () => {
  const trained = await trainApart({ gauging: catchment(2, 8000), training }).ended;
  expect(trained).toMatchObject({ ok: true, value: { manners: [{ manner: "drivers" }, { manner: "own" }, { manner: "stays" }] } });
});

test("a thread that is ended says so: nobody waits for ever", async () => {
  const run = trainApart({ gauging: catchment(2, 200_000), training });
  run.kill();
  expect(await run.ended).toMatchObject({ ok: false, fault: { code: "failed" } });
});
