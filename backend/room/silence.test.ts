import { expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { Source } from "#contract/source";
import { watchSilence } from "./silence.ts";

const source = Source.parse({ id: "gateway", name: "Cổng trạm", rate: 10 });
const at = (s: number) => ({ wall: 1_800_000_000_000 + s * 1000, steady: 1000 + s * 1000 });

test("K-6.3 K-5.2b a source silent for three times its rate is reported once, and once when it is back", () => {
  const watch = watchSilence([], new Map(), at(0));
  expect(watch.heard(source, at(0))).toEqual([]);
  expect(watch.tick([source], at(30))).toEqual([]);
  expect(watch.tick([source], at(31))).toMatchObject([{ kind: "source:silent", since: at(0).wall }]);
  expect(watch.tick([source], at(40))).toEqual([]);
  expect(watch.heard(source, at(50))).toMatchObject([{ kind: "source:resumed", silentFor: 50_000 }]);
  expect(watch.heard(source, at(51))).toEqual([]);
});

test("a source that never spoke is not silent, a disabled one neither", () => {
  const watch = watchSilence([], new Map(), at(0));
  expect(watch.tick([source], at(9999))).toEqual([]);
  watch.heard(source, at(9999));
  expect(watch.tick([{ ...source, enabled: false }], at(20_000))).toEqual([]);
});

test("a restart repeats no notice, and the time the backend was down silences nobody", () => {
  const past: Fact[] = [{ seq: 9, at: at(0).wall, kind: "source:silent", sourceId: source.id, since: at(-40).wall }];
  expect(watchSilence(past, new Map([[source.id, at(-40).wall]]), at(0)).tick([source], at(1))).toEqual([]);
  const watch = watchSilence([], new Map([[source.id, at(-4000).wall]]), at(0));
  expect(watch.tick([source], at(0))).toEqual([]);
  expect(watch.tick([source], at(30))).toEqual([]);
  expect(watch.tick([source], at(31))).toMatchObject([{ kind: "source:silent", since: at(-4000).wall }]);
  expect(watch.tick([source], at(32))).toEqual([]);
});

test("a jump of the wall clock silences nobody", () => {
  const watch = watchSilence([], new Map(), at(0));
  watch.heard(source, at(0));
  expect(watch.tick([source], { wall: at(7200).wall, steady: at(5).steady })).toEqual([]);
});
