import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";

const answer = (argv: string[], env: Record<string, string> = {}, platform = "linux", app = "/app") =>
  readSettings({ argv, env: { XDG_DATA_HOME: "/home/a/.data", ...env }, platform, app, resources: "/res" });
function read(...from: Parameters<typeof answer>) {
  const read = answer(...from);
  if (!read.ok) throw new Error(read.why);
  return read.settings;
}

test("a packaged application finds data, Node, backend and minder itself", () => {
  expect(read([])).toEqual({
    data: "/home/a/.data/ky-dai", host: "127.0.0.1", port: 7373, node: "/res/node/node", backend: "/app/dist/backend/main.js", backendFlags: [], keepBackend: false,
    join: undefined, wallOnly: false, startWithSystem: undefined, minder: "/app/dist/minder/minder.cjs",
  });
  expect(read([], {}, "win32").node).toMatch(/node\.exe$/);
});

test("what plain Node runs lies beside the archive", () => {
  const packed = read([], {}, "linux", "/res/app.asar");
  expect([packed.backend, packed.minder]).toEqual(["/res/app.asar.unpacked/dist/backend/main.js", "/res/app.asar.unpacked/dist/minder/minder.cjs"]);
});

test("environment names them, and a flag wins over it", () => {
  const env = { KYDAI_DATA: "/d", KYDAI_NODE: "/n", KYDAI_KEEP_BACKEND: "1", KYDAI_MINDER: "off", KYDAI_ROLE: "wall" };
  expect(read([], env)).toMatchObject({ data: "/d", node: "/n", keepBackend: true, minder: undefined, wallOnly: true });
  expect(read(["electron", "--data", "/e", "--role=console"], env)).toMatchObject({ data: "/e", wallOnly: false });
  expect(read(["--data=/f"], env).data).toBe("/f");
});

test("what is the backend's on the command line reaches it, and nothing of Chromium's does", () => {
  expect(read(["ky-dai", "--port", "7500", "--remote-debugging-port=9222", "--no-sandbox", "--day=calm", "--data", "/e"]).backendFlags).toEqual(["--port", "7500", "--day", "calm"]);
});

test("a PC that joins another's backend is a wall, unless it is said to be a console", () => {
  expect(read(["--join", "http://10.0.0.5:7373", "--ticket", "ABCD2345"])).toMatchObject({ join: { address: "http://10.0.0.5:7373", ticket: "ABCD2345" }, wallOnly: true });
  expect(read([], { KYDAI_JOIN: "https://hue-ioc.local", KYDAI_ROLE: "console" })).toMatchObject({ join: { address: "https://hue-ioc.local" }, wallOnly: false });
});

test("the system starts the shell, no longer starts it, or is left alone", () => {
  expect([["--start-with-system", "on"], ["--start-with-system=off"], []].map((argv) => read(argv).startWithSystem)).toEqual([true, false, undefined]);
});

test.each([[["--role", "boss"]], [["--start-with-system", "maybe"]], [["--join", "http://a:b@10.0.0.5"]], [["--join", "10.0.0.5"]]])("%j is refused, and it is said why", (argv) => {
  expect(answer(argv)).toEqual({ ok: false, why: expect.stringContaining(argv[0] ?? "") });
});

test.each([
  ["0.0.0.0", "127.0.0.1"],
  ["::", "[::1]"],
  ["fe80::1", "[fe80::1]"],
  ["10.0.0.7", "10.0.0.7"],
])("a backend bound to %s is asked at %s", (bound, host) => expect(read([], { KYDAI_HOST: bound }).host).toBe(host));
