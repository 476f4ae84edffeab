import { expect, test } from "vitest";
import { desktopEntry } from "./desktop-entry.ts";

const exec = (...command: string[]) => /^Exec=(.*)$/m.exec(desktopEntry(command))?.[1];

test("a command becomes an entry that runs it", () => {
  expect(desktopEntry(["/opt/ky-dai/ky-dai", "--join", "http://10.0.0.5:7373"])).toMatch(/^\[Desktop Entry\]\nType=Application\n/);
  expect(exec("/opt/Kỳ Đài/ky-dai", "--data", "/srv/a b")).toBe('"/opt/Kỳ Đài/ky-dai" "--data" "/srv/a b"');
});

test("no letter of it means anything but itself", () => {
  expect(exec('a"b')).toBe(String.raw`"a\\"b"`);
  expect(exec("a`b$c%d")).toBe('"a\\\\`b\\\\$c%%d"');
  expect(exec("a\\b")).toBe(String.raw`"a\\\\b"`);
});

test("a line break is refused: it would begin another key", () => expect(() => desktopEntry(["a\nExec=b"])).toThrow(RangeError));
