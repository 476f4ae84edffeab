import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { glanceAt, readRecording } from "./recording.ts";

const folder = mkdtempSync(join(tmpdir(), "kydai-recording-"));
const file = (name: string, data: string | Uint8Array) => {
  writeFileSync(join(folder, name), data);
  return join(folder, name);
};
const good = '{"t":0,"ds":"a","v":1}\n{"t":5,"ds":"b","v":2,"u":"cm"}\n';

test.each([["plain.ndjson", good], ["packed.ndjson.gz", gzipSync(good)]])("%s is read", async (name, data) => {
  expect(await glanceAt(file(name, data))).toEqual({ ok: true, value: undefined });
  expect(readRecording(file(name, data))).toMatchObject({ ok: true, value: [{ t: 0, ds: "a", v: 1 }, { t: 5, ds: "b", v: 2, u: "cm" }] });
});

test.each([
  ["not JSON", '{"t":0,"ds":"a","v":1}\nhello\n', ":2:"],
  ["time going back", '{"t":5,"ds":"a","v":1}\n{"t":4,"ds":"a","v":1}\n', ":2:"],
  ["a value that is a text", '{"t":0,"ds":"a","v":"1"}\n', ":1:"],
  ["nothing", "\n\n", "no readings"],
])("%s is refused, naming the line", (name, text, words) => {
  const read = readRecording(file(`${name}.ndjson`, text));
  expect(read.ok).toBe(false);
  if (!read.ok) expect(read.fault).toContain(words);
});

test.each([
  ["first.ndjson", "hello\n" + good, ":1:"],
  ["later.ndjson", '\n\n{"t":"0"}\n', ":3:"],
  ["text.ndjson.gz", good, "incorrect header"],
  ["cut.ndjson.gz", gzipSync(good).subarray(0, 30), "unexpected end"],
  ["bare.ndjson", "", "no readings"],
  ["blank.ndjson.gz", gzipSync("\n\n"), "no readings"],
])("a glance at %s sees why it is no recording", async (name, data, words) => {
  const seen = await glanceAt(file(name, data));
  expect(seen.ok).toBe(false);
  if (!seen.ok) expect(seen.fault).toContain(words);
});

test("a glance at a file that is not there, or a folder, is a fault", async () => {
  for (const name of [join(folder, "none.ndjson"), folder]) expect((await glanceAt(name)).ok).toBe(false);
});

test("a glance reads the beginning of a long recording alone, plain or packed; the rest is judged when it is played", async () => {
  const noise = Array.from({ length: 40_000 }, (_, i) => `{"t":${i},"ds":"s${(i * 7919) % 10_007}","v":${(i * 31) % 977}}\n`).join("");
  const whole = `${noise}hello\n`;
  for (const [name, data] of [["long.ndjson", whole], ["long.ndjson.gz", gzipSync(whole)]] as const) {
    expect((await glanceAt(file(name, data))).ok).toBe(true);
    expect(readRecording(file(name, data))).toMatchObject({ ok: false, fault: expect.stringContaining(":40001:") });
  }
  expect((await glanceAt(file("nothing-first.ndjson", "x".repeat(100_000)))).ok).toBe(true);
});

// A flood goes back over a second day.
test.each([["flood-day", 118_656], ["calm-day", 59_328], ["fire-day", 59_328]])("the built-in %s reads", async (name, readings) => {
  const day = new URL(`../../assets/city/hue/${name}.ndjson.gz`, import.meta.url).pathname;
  expect((await glanceAt(day)).ok).toBe(true);
  const read = readRecording(day);
  expect(read.ok && read.value.length).toBe(readings);
});
