import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";

const read = (argv: string[], env: Record<string, string> = {}, platform = "linux") =>
  readSettings({ argv, env: { XDG_DATA_HOME: "/home/a/.data", ...env }, platform, app: "/app", resources: "/res" });

test("a packaged application finds data, Node and backend itself", () => {
  expect(read([])).toEqual({ data: "/home/a/.data/ky-dai", host: "127.0.0.1", node: "/res/node/node", backend: "/app/dist/backend/main.js", keepBackend: false });
  expect(read([], {}, "win32").node).toMatch(/node\.exe$/);
});

test("environment names them, and a flag wins over it", () => {
  const env = { KYDAI_DATA: "/d", KYDAI_NODE: "/n", KYDAI_KEEP_BACKEND: "1" };
  expect(read([], env)).toMatchObject({ data: "/d", node: "/n", keepBackend: true });
  expect(read(["electron", "--data", "/e"], env).data).toBe("/e");
  expect(read(["--data=/f"], env).data).toBe("/f");
});

test.each([
  ["0.0.0.0", "127.0.0.1"],
  ["::", "[::1]"],
  ["fe80::1", "[fe80::1]"],
  ["10.0.0.7", "10.0.0.7"],
])("a backend bound to %s is asked at %s", (bound, host) => expect(read([], { KYDAI_HOST: bound }).host).toBe(host));
