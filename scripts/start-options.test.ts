import { expect, test } from "vitest";
import { startOptions } from "./start-options.ts";

test("own flags are taken out, the backend's are handed on as given and as KYDAI_*", () => {
  const options = startOptions(["--headless", "--port", "8000", "--keep-backend", "--mqtt-port=1999", "--data", "/tmp/x y"], {});
  expect(options).toEqual({
    headless: true,
    keepBackend: true,
    help: false,
    join: false,
    backend: ["--port", "8000", "--mqtt-port=1999", "--data", "/tmp/x y"],
    env: { KYDAI_PORT: "8000", KYDAI_MQTT_PORT: "1999", KYDAI_DATA: "/tmp/x y" },
  });
});

test.each([
  [{ KYDAI_HEADLESS: "1" }, true],
  [{ KYDAI_HEADLESS: "true" }, true],
  [{ KYDAI_HEADLESS: "0" }, false],
  [{}, false],
])("%o → headless %s", (env, headless) => expect(startOptions([], env).headless).toBe(headless));

test("an unknown flag is the backend's to refuse", () => {
  expect(startOptions(["--nonsense"], {}).backend).toEqual(["--nonsense"]);
});

test("what the shell alone understands goes to the shell, and not to the backend", () => {
  const options = startOptions(["--join", "http://10.0.0.5:7373", "--data", "/d", "--role=wall", "--ticket", "ABCD2345", "--start-with-system", "on"], {});
  expect(options).toMatchObject({ join: true, backend: ["--data", "/d"] });
  expect(options.env).toEqual({ KYDAI_DATA: "/d", KYDAI_JOIN: "http://10.0.0.5:7373", KYDAI_ROLE: "wall", KYDAI_TICKET: "ABCD2345", KYDAI_START_WITH_SYSTEM: "on" });
  expect([startOptions([], {}).join, startOptions([], { KYDAI_JOIN: "http://10.0.0.5" }).join]).toEqual([false, true]);
});
