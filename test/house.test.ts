import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { filesUnder, ROOT } from "../scripts/fingerprint.ts";
import { notices, packages, refused } from "../scripts/notices.ts";

// House rules that neither the compiler nor the linter can state.

const FOLDERS = ["main", "preload", "renderer", "backend", "scripts", "test"];
const sources = FOLDERS.flatMap((folder) => filesUnder(join(ROOT, folder)))
  .map((file) => relative(ROOT, file).replaceAll("\\", "/"))
  .filter((file) => /\.(ts|tsx|mjs|css|sql)$/.test(file) && !file.includes("/golden/") && !file.startsWith("test/output/"));
const text = (file: string) => readFileSync(join(ROOT, file), "utf8");

/** Lines that are neither blank nor only a comment. */
function linesOfCode(code: string): number {
  return code
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.trim().startsWith("//")).length;
}

describe("files", () => {
  test("none has more than 300 lines of code, and half have no more than 100", () => {
    const sizes = sources.map((file) => ({ file, lines: linesOfCode(text(file)) }));
    expect(sizes.filter(({ lines }) => lines > 300)).toEqual([]);
    const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(100);
  });

  test("names are kebab-case, components PascalCase", () => {
    const odd = sources.filter((file) => !/^([a-z0-9]+([-.][a-z0-9]+)*|\d+[-_a-z0-9]*)\.(ts|tsx|mjs|css|sql|module\.css)$/.test(basename(file)) && !/^[A-Z][A-Za-z0-9]*(\.module|\.test)?\.(tsx|css)$/.test(basename(file)));
    expect(odd).toEqual([]);
  });

  test("none names a folder of one person's machine", () => {
    const own = new RegExp(["/ho" + "me/", "/Us" + "ers/", "C:\\\\Us" + "ers", "/wo" + "rk/", "/ro" + "ot/"].join("|"));
    const tests = /\.test\.tsx?$/;
    expect(sources.filter((file) => !tests.test(file) && own.test(text(file)))).toEqual([]);
  });

  test("windows call nothing that Chrome 114 does not have", () => {
    const newer = /\bAbortSignal\.any\(|\bURL\.(canParse|parse)\(|\bPromise\.(withResolvers|try)\b|\b(Object|Map)\.groupBy\(|\bArray\.fromAsync\(|\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/;
    const seen = sources.filter((file) => /^(renderer|preload)\//.test(file) && !/\.test\.tsx?$/.test(file));
    expect(seen.filter((file) => newer.test(text(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")))).toEqual([]);
  });

  test("none silences the compiler or the linter", () => {
    const silence = new RegExp(["@ts-" + "(ignore|expect-error|nocheck)", "(oxlint|eslint)-" + "disable", "as unknown " + "as "].join("|"));
    const exempt = ["test/walls.test.ts"];
    expect(sources.filter((file) => !exempt.includes(file) && silence.test(text(file)))).toEqual([]);
  });

  test("every SQL file is a numbered migration", () => {
    expect(sources.filter((file) => file.endsWith(".sql") && !/\/migrations\/.*\d{3,4}[-_][a-z0-9-_]+\.sql$/.test(file))).toEqual([]);
  });
});

describe("folders", () => {
  /** Folders of the second level that hold something, and those on top that have no second level. */
  const second = FOLDERS.flatMap((top) => {
    const inner = readdirSync(join(ROOT, top), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "output");
    const filled = inner.map((entry) => `${top}/${entry.name}`).filter((folder) => filesUnder(join(ROOT, folder)).length > 0);
    return filled.length > 0 ? filled : [top];
  });

  test.each(second)("%s says in at most 20 lines what belongs there", (folder) => {
    const readme = join(ROOT, folder, "README.md");
    expect(existsSync(readme), `${folder}/README.md`).toBe(true);
    expect(readFileSync(readme, "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(20);
  });

  test("the top level is what the design names", () => {
    const named = ["main", "preload", "renderer", "backend", "assets", "test", "scripts", "docs", "electron-builder.yml", "package.json", "package-lock.json", "tsconfig.json", "README.md", "ARCHITECTURE.md", "DECISIONS.md", "LICENSE", "THIRD-PARTY-NOTICES.md", "node_modules", "dist", "coverage", "data"];
    expect(readdirSync(ROOT).filter((name) => !name.startsWith(".") && !named.includes(name))).toEqual([]);
  });
});

describe("registries", () => {
  /** Folders where a kind is a file and a line in the index. Helpers of a registry lie elsewhere or in a folder below. */
  const registries = ["backend/core/rules", "backend/core/simulations", "backend/notify/channels", "renderer/panels"].filter((folder) => existsSync(join(ROOT, folder, "index.ts")));
  /** Not kinds: the shape of a kind, and what several kinds share. */
  const shared = /^(index|define|kind|types)\.ts$|\.test\.tsx?$|\.css$/;

  test("there is at least one", () => expect(registries).not.toEqual([]));

  test.each(registries)("%s lists every kind it holds", (folder) => {
    // A folder may hold two lists of the same kinds: the console's panels and those of the wall's cells.
    const lists = ["index.ts", "wall.ts"].map((name) => join(ROOT, folder, name)).filter((file) => existsSync(file));
    const index = lists.map((file) => readFileSync(file, "utf8")).join("\n");
    const reachable = new Set<string>();
    const visit = (file: string) => {
      if (reachable.has(file) || !existsSync(file)) return;
      reachable.add(file);
      for (const [, path] of readFileSync(file, "utf8").matchAll(/(?:from|import\()\s*["'](\.[^"']+)["']/g)) visit(join(dirname(file), path ?? ""));
    };
    for (const list of lists) visit(list);
    const held = readdirSync(join(ROOT, folder), { withFileTypes: true });
    const files = held.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !shared.test(entry.name)).map((entry) => join(ROOT, folder, entry.name));
    expect(files.filter((file) => !reachable.has(file)).map((file) => basename(file))).toEqual([]);
    const groups = held.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    // Panels with a fixed place (queue, map, the wall's) are placed by a window instead of the list.
    const placed = filesUnder(join(ROOT, "renderer/windows")).map((file) => readFileSync(file, "utf8")).join("\n");
    expect(groups.filter((name) => !index.includes(`./${name}/`) && !placed.includes(`/panels/${name}/`))).toEqual([]);
  });
});

describe("third parties", () => {
  test("every package has a licence we allow", () => expect(refused(packages())).toEqual([]));
  test("a licence we do not allow is found", () => {
    const one = { name: "x", version: "1.0.0", shipped: true, platform: false, folder: "" };
    expect(refused([{ ...one, licence: "GPL-3.0-only" }, { ...one, licence: "" }, { ...one, licence: "MPL-2.0" }])).toHaveLength(3);
    expect(refused([{ ...one, licence: "(GPL-3.0-only OR MIT)" }, { ...one, licence: "MPL-2.0", shipped: false }])).toEqual([]);
  });
  test("THIRD-PARTY-NOTICES.md is what the lock file says: npm run notices", () => {
    expect(text("THIRD-PARTY-NOTICES.md") === notices()).toBe(true);
  });
});
