import { expect, test } from "vitest";
import { fail, ok, type Result } from "#contract/result";
import type { ShellEvent } from "#contract/shell";
import { ShellEvent as Schema } from "#contract/shell";
import { until } from "../test/kit/until.ts";
import { createReports } from "./reports.ts";

const causes = (batches: readonly ShellEvent[][]) => batches.map((batch) => batch.map(({ cause }) => cause));

test("events that come together go together, as the contract has them", async () => {
  const told: ShellEvent[][] = [];
  const { report } = createReports((events) => {
    told.push(events);
    return Promise.resolve(ok({}));
  });
  report({ what: "gpu-gone", cause: "x".repeat(500) });
  report({ what: "recovered", cause: "b", role: "wall", screenKey: "LG", tookMs: 7 });
  await until(() => told.length === 1);
  expect(told[0]).toHaveLength(2);
  expect(told[0]?.every((event) => Schema.safeParse(event).success)).toBe(true);
});

test("what happens while the backend is away is told when it is back, and what it refuses for good is let go", async () => {
  const told: ShellEvent[][] = [];
  let answer: Result<unknown> | undefined;
  const { report, flush } = createReports((events) => {
    if (answer === undefined) return undefined;
    told.push(events);
    return Promise.resolve(answer);
  });
  report({ what: "backend-gone", cause: "a" });
  flush();
  answer = fail({ code: "unavailable", detail: "" });
  flush();
  await until(() => told.length === 1);
  answer = fail({ code: "malformed", path: "", detail: "" });
  await new Promise((settle) => setImmediate(settle));
  flush();
  await until(() => told.length === 2);
  answer = ok({});
  await new Promise((settle) => setImmediate(settle));
  report({ what: "recovered", cause: "b" });
  await until(() => told.length === 3);
  expect(causes(told)).toEqual([["a"], ["a"], ["b"]]);
});

test("a screen that stands aside is told at once, with its key", () => {
  const told: ShellEvent[][] = [];
  const { report } = createReports((events) => {
    told.push(events);
    return Promise.resolve(ok({}));
  });
  report({ what: "renderer-gone", cause: "oom", role: "wall", screenKey: "LG" });
  expect(told).toEqual([]);
  report({ what: "window-safe", cause: "oom", role: "wall", screenKey: "LG" });
  expect(told).toMatchObject([[{ what: "renderer-gone" }, { what: "window-safe", role: "wall", screenKey: "LG" }]]);
});
