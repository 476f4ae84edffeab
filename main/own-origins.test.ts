import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ownOrigins, portThere } from "./own-origins.ts";

test.each<[string, number | undefined, number | undefined, string[]]>([
  ["10.0.0.5", 7373, undefined, ["http://10.0.0.5:7373"]],
  ["10.0.0.5", 7373, 7373, ["http://10.0.0.5:7373"]],
  // One that runs on another port is found and shown; one that takes any port is known when it runs.
  ["10.0.0.5", 7373, 8080, ["http://10.0.0.5:7373", "http://10.0.0.5:8080"]], ["hue-ioc.local", undefined, 40_001, ["http://hue-ioc.local:40001"]], ["hue-ioc.local", undefined, undefined, []],
  ["[fe80::1]", 80, undefined, ["http://[fe80::1]"]],
  // This machine itself needs no leave; what is no host gets none.
  ["127.0.0.1", 7373, 7373, []], ["127.1.2.3", 7373, undefined, []], ["localhost", 7373, undefined, []], ["[::1]", 7373, 7373, []],
  ["*", 7373, undefined, []], ["*.local", 7373, undefined, []], ["a,http://b", 7373, undefined, []], ["user@10.0.0.5", 7373, undefined, []], ["[:::]", 7373, undefined, []], ["", 7373, undefined, []],
])("a backend at %s, port %s, found at %s: %j are treated as secure", (host, port, there, origins) => expect(ownOrigins({ host, port }, there)).toEqual(origins));

test("the port is the one a backend of the folder noted; half a note is none", () => {
  const data = mkdtempSync(join(tmpdir(), "kydai-origin-"));
  try {
    expect(portThere(data)).toBeUndefined();
    writeFileSync(join(data, "backend.json"), JSON.stringify({ pid: 4711, port: 7400, room: "r" }));
    expect(portThere(data)).toBe(7400);
    writeFileSync(join(data, "backend.json"), '{"pid":4711,"po');
    expect(portThere(data)).toBeUndefined();
  } finally {
    rmSync(data, { recursive: true });
  }
});
