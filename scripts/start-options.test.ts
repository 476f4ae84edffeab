import { expect, test } from "vitest";
import { startOptions } from "./start-options.ts";

test("own flags are taken out, the backend's are handed on as given and as KYDAI_*", () => {
  const options = startOptions(["--headless", "--port", "8000", "--keep-backend", "--mqtt-port=1999", "--data", "/tmp/x y"], {});
  expect(options).toEqual({
    headless: true,
    keepBackend: true,
    help: false,
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
