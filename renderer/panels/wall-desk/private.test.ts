import { expect, test } from "vitest";
import type { Tile } from "#contract/wall-view";
import { cell } from "../../../test/kit/walls.ts";
import { maySee, maySeePast, withoutWords } from "./private.ts";

const tile = (sensitive: boolean): Tile => ({ cell: cell("c1", 1, [{ kind: "clock" }, { kind: "text", sensitive, settings: { text: "x" } }]), rect: { x: 0, y: 0, w: 1, h: 1 } });

test.each([
  ["the key is off", 5, undefined, true, true],
  ["taken before the key went on", 99_999, 100_000, true, false],
  ["arrived as the windows were still drawing their covers", 100_900, 100_000, true, false],
  ["taken after that", 101_500, 100_000, true, true],
  ["nothing sensitive on that monitor", 5, 100_000, false, true],
] as const)("a live picture: %s", (_, takenAt, since, sensitive, seen) => expect(maySee(takenAt, since, [tile(false), tile(sensitive)])).toBe(seen));

test.each([
  ["nothing sensitive, nothing changed between", { edits: [20_000, 90_000] }, false, true],
  ["a sensitive cell", {}, true, false],
  ["another layout when it was taken", { edits: [45_000] }, false, false],
  ["from before what is known of the changes", { known: 39_000 }, false, false],
] as const)("a kept picture while the key is on now: %s", (_, over, sensitive, seen) => expect(maySeePast({ takenAt: 40_000, at: 60_000, tiles: [tile(sensitive)], edits: [], known: 0, ...over })).toBe(seen));

test("of a hidden panel its kind is told, not its words", () => expect(withoutWords({ kind: "text", title: "Họp kín", settings: { text: "bí mật" }, sensitive: true })).toEqual({ kind: "text", settings: {}, sensitive: true }));
