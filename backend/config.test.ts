import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";

const file = (text: string) => {
  const path = join(mkdtempSync(join(tmpdir(), "kydai-config-")), "config.yaml");
  writeFileSync(path, text);
  return path;
};

test("nothing given: loopback, the built-in city and its feed", () => {
  const config = readConfig([], { XDG_DATA_HOME: "/tmp/nowhere" });
  expect(config).toMatchObject({ ok: true, value: { host: "127.0.0.1", port: 7373, mqtt: { port: 1883, host: "127.0.0.1" }, feed: { file: "built-in", speed: 60 } } });
});

test("a flag beats the environment, which beats the file", () => {
  const path = file("port: 1111\nlog: warn\nmqtt: { port: 2222 }\n");
  const config = readConfig(["--config", path, "--port", "3333"], { KYDAI_PORT: "4444", KYDAI_MQTT_PORT: "5555" });
  expect(config).toMatchObject({ ok: true, value: { port: 3333, log: "warn", mqtt: { port: 5555 } } });
});

test.each([
  ["an unknown flag", ["--prot", "1"], {}],
  ["a port that is none", ["--port", "70000"], {}],
  ["an unknown key in the file", ["--config", file("prot: 1\n")], {}],
  ["a file that is not there", ["--config", "/nowhere/at/all.yaml"], {}],
  ["credentials in a broker's address", ["--config", file("brokers: [{ sourceId: a, clientId: b, url: 'mqtt://u:p@host' }]\n")], {}],
])("%s is a fault in words", (_name, argv, env) => {
  const config = readConfig(argv, env);
  expect(config.ok).toBe(false);
  if (!config.ok) expect(config.fault[0]).toMatch(/\w/);
});

test("once anything is configured, the built-in feed plays only when it is asked for", () => {
  const feedOf = (argv: string[]) => {
    const config = readConfig(argv, {});
    return config.ok ? config.value.feed.file : config.fault;
  };
  expect(feedOf(["--config", file("log: warn\n")])).toBe("none");
  expect(feedOf(["--pack", "none"])).toBe("none");
  expect(feedOf(["--pack", "none", "--feed", "built-in"])).toBe("built-in");
  expect(feedOf(["--speed", "10"])).toBe("built-in");
});

test("the file the README shows is one that reads, and holds paths instead of keys", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const yaml = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const config = readConfig(["--config", file(yaml)], {});
  if (!config.ok) throw new Error(config.fault.join("\n"));
  expect(config.value.mqtt.tls).toMatchObject({ keyFile: "key.pem", certFile: "cert.pem" });
});

test("cookies are marked Secure only where the configuration says that https is in front", () => {
  expect(readConfig(["--config", file("secure: true\n")], {})).toMatchObject({ ok: true, value: { secure: true } });
  expect(readConfig([], {})).toMatchObject({ ok: true, value: { secure: false } });
  expect(readConfig(["--config", file("secure: maybe\n")], {}).ok).toBe(false);
});

test.each<[string, string[] | undefined]>([
  ["[]", []],
  ["['https://thoitiet.example', 'http://10.0.0.9:8080', 'https://a.example:443', 'http://[::1]:3000']", ["https://thoitiet.example", "http://10.0.0.9:8080", "https://a.example", "http://[::1]:3000"]],
  ["['https://a.example/path']", undefined],
  ["['https://*.example']", undefined],
  ["['*']", undefined],
  ["['javascript:alert(1)']", undefined],
  ["['https://u:p@a.example']", undefined],
  ["[\"https://a.example; script-src *\"]", undefined],
  ["[\"https://a.example;script-src\"]", undefined],
  ["['https://a.example:99999']", undefined],
])("origins of web pages are origins and nothing else, since they stand in a header: %s", (list, wanted) => {
  const config = readConfig(["--config", file(`wall: { webPages: ${list} }\n`)], {});
  expect(config.ok ? config.value.wall.webPages : undefined).toEqual(wanted);
});

test("how slowly the wall changes by itself: half a minute unless said otherwise, never at once", () => {
  const steady = (text: string) => readConfig(["--config", file(text)], {});
  expect(steady("wall: {}\n")).toMatchObject({ ok: true, value: { wall: { steady: { stays: 30, between: 30 } } } });
  expect(steady("wall: { steady: { stays: 4 } }\n")).toMatchObject({ ok: true, value: { wall: { steady: { stays: 4, between: 30 } } } });
  expect(steady("wall: { steady: { stays: 0 } }\n").ok).toBe(false);
});

test("asked how it is called it tells, and neither starts nor makes a folder", () => {
  const home = mkdtempSync(join(tmpdir(), "kydai-config-"));
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, "main.ts"), "--help"], { encoding: "utf8", timeout: 60_000, env: { ...process.env, XDG_DATA_HOME: home } });
  expect({ status, left: readdirSync(home) }).toEqual({ status: 0, left: [] });
  expect(stdout).toMatch(/--data .*--pack /);
});

describe("the simulated day", () => {
  const read = (argv: string[], env: NodeJS.ProcessEnv = {}) => readConfig(["--data", "/x", ...argv], env);

  test("is the flood at 60 times with 200 vehicles, unless chosen otherwise by flag or environment", () => {
    expect(read([])).toMatchObject({ ok: true, value: { feed: { file: "built-in", day: "flood", speed: 60, vehicles: 200, faults: [] } } });
    expect(read(["--day", "fire", "--speed", "600", "--vehicles", "0"])).toMatchObject({ ok: true, value: { feed: { day: "fire", speed: 600, vehicles: 0 } } });
    expect(read([], { KYDAI_DAY: "calm", KYDAI_VEHICLES: "10000" })).toMatchObject({ ok: true, value: { feed: { day: "calm", vehicles: 10_000 } } });
  });

  test.each([[["--day", "storm"], "feed.day"], [["--vehicles", "10001"], "feed.vehicles"], [["--vehicles", "many"], "feed.vehicles"]])("%s is refused by name", (argv, field) => {
    expect(read(argv)).toMatchObject({ ok: false, fault: [expect.stringContaining(field)] });
  });
});
