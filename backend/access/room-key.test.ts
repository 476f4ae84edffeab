import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { tempFolder } from "../../test/kit/journal.ts";
import { readKey, writeKey } from "./key-files.ts";
import { openRoomKey } from "./room-key.ts";

function folderOf(): string {
  const { folder, remove } = tempFolder();
  onTestFinished(remove);
  return folder;
}

test.each([["cut short", (text: string) => text.slice(0, 20)], ["filled with zeros, as after a power cut", (text: string) => "\0".repeat(text.length)], ["of another kind", () => Buffer.from("not a key").toString("base64")]])("a room's key that is %s is set aside and told, and the room has a new one", (_name, harm) => {
  const folder = folderOf();
  const told: unknown[] = [];
  const log = { error: (event: string) => void told.push(event) };
  const first = openRoomKey(folder, log).publicKey;
  const file = join(folder, "room.key");
  const harmed = harm(readFileSync(file, "utf8"));
  writeFileSync(file, harmed);
  const second = openRoomKey(folder, log);
  expect(told).toEqual(["room-key-damaged"]);
  expect(second.publicKey).not.toBe(first);
  expect(second.sign(Buffer.from("x"))).toHaveLength(88);
  const aside = readdirSync(folder).filter((name) => name.startsWith("room.key.damaged-"));
  expect(aside.map((name) => readFileSync(join(folder, name), "utf8"))).toEqual([harmed]);
  expect(openRoomKey(folder, log).publicKey).toBe(second.publicKey);
  expect(told).toHaveLength(1);
});

test("a key file is replaced whole: its owner's alone, and nothing is left beside it", () => {
  const folder = folderOf();
  const file = join(folder, "x.key");
  writeFileSync(file, "old\n", { mode: 0o644 });
  writeFileSync(`${file}.new`, "of a run that was cut off", { mode: 0o644 });
  const before = statSync(file).ino;
  chmodSync(file, 0o644);
  writeKey(folder, "x.key", "new");
  expect(readKey(folder, "x.key")).toBe("new");
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(file).ino).not.toBe(before);
  expect(existsSync(`${file}.new`)).toBe(false);
});
