import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** One thing the linter found. */
export interface Finding {
  /** Path within the planted tree. */
  file: string;
  /** Rule, e.g. `eslint(no-restricted-imports)`. */
  code: string;
  message: string;
}

/**
 * Lints a tree made for the purpose with the repository's own rules.
 *
 * @param files path → text
 * @returns what the linter found, in files' order
 */
export function lintPlanted(root: string, files: Readonly<Record<string, string>>): Finding[] {
  const folder = mkdtempSync(join(tmpdir(), "kydai-lint-"));
  try {
    for (const name of [".oxlintrc.json", "package.json"]) cpSync(join(root, name), join(folder, name));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    const compilerOptions = { target: "es2023", module: "nodenext", strict: true, noEmit: true, allowImportingTsExtensions: true, skipLibCheck: true, lib: ["es2024", "dom"], types: [] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["**/*.ts"] }));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const args = [join(root, "node_modules/oxlint/bin/oxlint"), "--format=json"];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 64_000_000 });
    return findings(stdout, stderr);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function findings(stdout: string, stderr: string): Finding[] {
  let report: { diagnostics: { filename: string; code?: string; message: string }[] };
  try {
    report = JSON.parse(stdout);
  } catch {
    throw new Error(`oxlint did not report: ${stdout}${stderr}`);
  }
  return report.diagnostics.map(({ filename, code, message }) => ({ file: filename.replaceAll("\\", "/"), code: code ?? "", message }));
}
