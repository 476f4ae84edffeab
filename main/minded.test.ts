import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { until } from "../test/kit/until.ts";
import { startMinder } from "./minded.ts";

const folder = mkdtempSync(join(tmpdir(), "kydai-minded-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the minder that ends is started again; after a word of farewell it is not", async () => {
  const [minder, notes] = [join(folder, "minder.cjs"), join(folder, "notes")];
  writeFileSync(notes, "");
  writeFileSync(minder, `const { appendFileSync } = require("node:fs"); const note = (text) => appendFileSync(process.argv[2], text + "\\n");
    let heard = ""; note(process.pid); process.stdin.on("data", (text) => (heard += text)).on("end", () => note(heard.includes("bye") ? "bye" : "silence"));`);
  const said = () => readFileSync(notes, "utf8").split("\n").filter(Boolean);
  const { bye } = startMinder({ node: process.execPath, minder, command: { program: notes, args: [] } });
  await until(() => said().length === 1, 20_000);
  process.kill(Number(said()[0]), "SIGKILL");
  await until(() => said().length === 2, 20_000);
  expect(Number(said()[1])).not.toBe(Number(said()[0]));
  bye();
  await until(() => said().length === 3, 20_000);
  expect(said()[2]).toBe("bye");
});
