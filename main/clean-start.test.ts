import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { cleanStart } from "./clean-start.ts";

const folder = mkdtempSync(join(tmpdir(), "kydai-clean-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a program that tells its own id, arguments and open files, with a file passed down at 3 and again far above. */
async function started(clean: boolean): Promise<{ pid: number; childPid: number | undefined; args: string[]; files: string[]; code: number | null }> {
  const program = join(folder, "tell.cjs");
  writeFileSync(program, `const fs = require("node:fs");
const files = fs.readdirSync("/proc/self/fd").flatMap((fd) => { try { return [fs.readlinkSync("/proc/self/fd/" + fd)]; } catch { return []; } });
console.log(JSON.stringify({ pid: process.pid, args: process.argv.slice(2), files }));
process.exitCode = 7;`);
  const secret = join(folder, "inherited");
  const fd = openSync(secret, "w");
  const gap = Array.from({ length: 40 }, () => "ignore" as const);
  const args = [program, "--data", "a b"];
  const child = spawn(process.execPath, clean ? cleanStart(args) : args, { stdio: ["ignore", "pipe", "inherit", fd, ...gap, fd] });
  closeSync(fd);
  let out = "";
  child.stdout?.on("data", (chunk: Buffer) => (out += chunk.toString()));
  const code = await new Promise<number | null>((settle) => child.once("close", settle));
  return { ...JSON.parse(out), childPid: child.pid, code };
}

test.skipIf(process.platform !== "linux")("a clean start passes nothing down, keeps the process id, the arguments and the exit code", async () => {
  const secret = join(folder, "inherited");
  expect((await started(false)).files).toContain(secret);
  const clean = await started(true);
  expect(clean.files).not.toContain(secret);
  expect(clean.pid).toBe(clean.childPid);
  expect(clean.args).toEqual(["--data", "a b"]);
  expect(clean.code).toBe(7);
});

test("other systems need no relay", () => expect(cleanStart(["main.js", "--data", "d"], "win32")).toEqual(["main.js", "--data", "d"]));
