import { expect, test } from "vitest";
import { plainOrigin, readJoin } from "./join.ts";

const joined = (address: string, ticket?: string) => ({ ok: true, join: { address, ticket } });

test.each([
  ["http://10.0.0.5:7373", joined("http://10.0.0.5:7373")],
  ["  https://hue-ioc.local/ ", joined("https://hue-ioc.local")],
  ["http://[fe80::1]:7373/", joined("http://[fe80::1]:7373")],
  ["kydai://10.0.0.5:7373/?ticket=ABCD-2345", joined("http://10.0.0.5:7373", "ABCD-2345")],
  ["kydai://hue-ioc.local:7373?ticket=ABCD2345&tls=1", joined("https://hue-ioc.local:7373", "ABCD2345")],
])("%s is understood", (text, answer) => expect(readJoin(text)).toEqual(answer));

test("a ticket given beside the address counts", () => expect(readJoin("http://10.0.0.5:7373", "ABCD2345")).toEqual(joined("http://10.0.0.5:7373", "ABCD2345")));

test.each([
  "", "10.0.0.5", "hue-ioc", "ftp://10.0.0.5", "file:///etc/passwd", "javascript:alert(1)", "http://user:secret@10.0.0.5:7373", "http://user@10.0.0.5:7373", "http://10.0.0.5:99999",
  "http://10.0.0.5:7373/wall", "http://10.0.0.5:7373/?ticket=ABCD2345", "http://10.0.0.5:7373/#x", "kydai://?ticket=ABCD2345", "kydai://user:secret@10.0.0.5/?ticket=ABCD2345",
  "kydai://10.0.0.5:7373/?ticket=%3Cscript%3E", "kydai://10.0.0.5:7373/?ticket=", `kydai://10.0.0.5:7373/?ticket=${"A".repeat(41)}`,
])("%s is refused, and it is said why", (text) => expect(readJoin(text)).toEqual({ ok: false, why: expect.stringMatching(/\w/) }));

test("a refusal never repeats the secret", () => expect(JSON.stringify(readJoin("http://user:secret@10.0.0.5"))).not.toContain("secret"));

test.each([
  ["http://10.0.0.5:7373", "http://10.0.0.5:7373"], ["http://hue-ioc.local", "http://hue-ioc.local"], ["http://[fe80::1]:7373", "http://[fe80::1]:7373"], ["kydai://10.0.0.5:7373/?ticket=ABCD-2345", "http://10.0.0.5:7373"],
  ["https://hue-ioc.local:7373", undefined], ["kydai://hue-ioc.local:7373?ticket=ABCD2345&tls=1", undefined],
  // Two origins, or a pattern, are none.
  ["http://a,http://b", undefined], ["http://*", undefined], ["http://*.local:7373", undefined],
])("what %s names is treated as secure: %s", (text, origin) => {
  const read = readJoin(text);
  expect(plainOrigin(read.ok ? read.join : undefined)).toBe(origin);
});
