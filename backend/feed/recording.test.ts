import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readRecording } from "./recording.ts";

const folder = mkdtempSync(join(tmpdir(), "kydai-recording-"));
const file = (name: string, data: string | Uint8Array) => {
  writeFileSync(join(folder, name), data);
  return join(folder, name);
};
const good = '{"t":0,"ds":"a","v":1}\n{"t":5,"ds":"b","v":2,"u":"cm"}\n';

test.each([["plain.ndjson", good], ["packed.ndjson.gz", gzipSync(good)]])("%s is read", (name, data) => {
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

test("the built-in flood day reads", () => {
  const read = readRecording(new URL("../../assets/city/hue/flood-day.ndjson.gz", import.meta.url).pathname);
  expect(read.ok && read.value.length).toBe(26_784);
});
