import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { FeedFault } from "#contract/feed";
import { keptFaults } from "./kept-faults.ts";

const note = () => join(mkdtempSync(join(tmpdir(), "kydai-faults-")), "feed-faults.json");
const stuck: FeedFault = { kind: "stuck", target: "kim-long.water-level" };
const silent: FeedFault = { kind: "silent", target: "feed" };

test("what was switched on, and off, is so after a restart", () => {
  const path = note();
  expect(keptFaults(path, [silent]).first()).toEqual([silent]);
  keptFaults(path, [silent]).keep([stuck]);
  expect(keptFaults(path, [silent]).first()).toEqual([stuck]);
  keptFaults(path, [silent]).keep([]);
  expect(keptFaults(path, [silent]).first()).toEqual([]);
});

test("another configuration is newer than what was switched by hand", () => {
  const path = note();
  keptFaults(path, []).keep([stuck]);
  expect(keptFaults(path, [silent]).first()).toEqual([silent]);
});

test.each(["", "{", '{"configured":[],"on":[{"kind":"explode","target":"x"}]}'])("a note that is no note (%j) is none", (text) => {
  const path = note();
  writeFileSync(path, text);
  expect(keptFaults(path, [silent]).first()).toEqual([silent]);
});
