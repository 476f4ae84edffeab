import { expect, test } from "vitest";
import { believed } from "./believed.ts";

test("a silent gateway's word for a picture is not passed on; what was lost or asked for by nobody stays so", () => {
  const live = { is: "live", since: 1000, pictureAt: 5000, fps: 25 } as const;
  expect(believed(live, false)).toBe(live);
  expect(believed(live, true)).toEqual({ is: "lost", reason: "gateway", since: 5000 });
  expect(believed({ is: "connecting", since: 1000 }, true)).toEqual({ is: "lost", reason: "gateway", since: 1000 });
  for (const state of [{ is: "idle", since: 1 }, { is: "lost", since: 1, reason: "unauthorized" }] as const) expect(believed(state, true)).toBe(state);
});
