import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { lintPlanted, type Finding } from "./kit/planted.ts";

/** Code that must be refused, and by which rule. One file each, so that each wall is seen to stand by itself. */
const WALL = "eslint(no-restricted-imports)";
const planted: [path: string, code: string, rule: string][] = [
  ["backend/contract/p1.ts", `import "node:fs";`, WALL],
  ["backend/contract/p2.ts", `import "../core/state.ts";`, WALL],
  ["backend/contract/p3.ts", `export const now = () => Date.now();`, "eslint(no-restricted-globals)"],
  ["backend/contract/p4.ts", `export const chance = () => Math.random();`, "eslint(no-restricted-properties)"],
  ["backend/core/p1.ts", `import "../store/journal.ts";`, WALL],
  ["backend/core/p2.ts", `import "node:crypto";`, WALL],
  ["backend/core/rules/p3.ts", `import "../../serve/http.ts";`, WALL],
  ["backend/core/p4.ts", `export const now = () => new Date();`, "eslint(no-restricted-globals)"],
  ["backend/core/p5.ts", `export const chance = () => Math.random();`, "eslint(no-restricted-properties)"],
  ["backend/core/p6.ts", `setTimeout(() => undefined, 1);`, "eslint(no-restricted-globals)"],
  ["backend/core/p7.ts", `import "../ports.ts";`, WALL],
  ["backend/core/p8.ts", `import "../ports-content.ts";`, WALL],
  ["backend/ingest/p1.ts", `import "../store/journal.ts";`, WALL],
  ["backend/ingest/p2.ts", `import "fastify";`, WALL],
  ["backend/store/p1.ts", `import "../serve/http.ts";`, WALL],
  ["backend/store/telemetry/p2.ts", `import "../../ingest/gate.ts";`, WALL],
  ["backend/serve/p1.ts", `import "better-sqlite3";`, WALL],
  ["backend/store/p3.ts", `import "pg";`, WALL],
  ["backend/replicate/p1.ts", `import "../store/ok.ts";`, WALL],
  ["backend/replicate/p2.ts", `import "better-sqlite3";`, WALL],
  ["backend/serve/p2.ts", `import "../access/desk.ts";`, WALL],
  ["backend/access/p1.ts", `import "../room/engine.ts";`, WALL],
  ["backend/simulate/p1.ts", `import "../room/engine.ts";`, WALL],
  ["backend/room/p1.ts", `import "../store/journal.ts";`, WALL],
  ["backend/room/p2.ts", `import "socket.io";`, WALL],
  ["backend/room/p3.ts", `import "aedes";`, WALL],
  ["backend/room/p4.ts", `console.log("x");`, "eslint(no-console)"],
  ["backend/p5.ts", `import "../renderer/live/link.ts";`, WALL],
  ["backend/p6.ts", `import "better-sqlite3";`, WALL],
  ["main/p1.ts", `import "../backend/config.ts";`, WALL],
  ["preload/p1.ts", `import "../renderer/live/link.ts";`, WALL],
  ["renderer/windows/p1.ts", `import "../../backend/core/state.ts";`, WALL],
  ["renderer/windows/p2.ts", `import "maplibre-gl";`, WALL],
  ["renderer/windows/p4.ts", `import "@deck.gl/layers";`, WALL],
  ["renderer/panels/a/p4.ts", `import "three";`, WALL],
  ["renderer/panels/a/p5.ts", `import "3d-tiles-renderer";`, WALL],
  ["renderer/live/p2.ts", `import "@luma.gl/core";`, WALL],
  ["renderer/live/p3.ts", `import "pmtiles";`, WALL],
  ["renderer/windows/p3.ts", `import "socket.io-client";`, WALL],
  ["renderer/panels/a/p1.ts", `import "../b/rows.ts";`, WALL],
  ["renderer/panels/a/p2.ts", `import "socket.io-client";`, WALL],
  ["renderer/panels/a/p3.ts", `import "electron";`, WALL],
  ["renderer/scene/p1.ts", `import "../panels/a/rows.ts";`, WALL],
  ["renderer/scene/p2.ts", `import "socket.io-client";`, WALL],
  ["renderer/live/p1.ts", `import "maplibre-gl/dist/maplibre-gl.css";`, WALL],
  ["renderer/design/p1.ts", `import "../live/link.ts";`, WALL],
  ["main/p2.ts", `export default 1;`, "import(no-default-export)"],
  ["main/cycle-a.ts", `import { b } from "./cycle-b.ts";\nexport const a = () => b;`, "import(no-cycle)"],
  ["main/cycle-b.ts", `import { a } from "./cycle-a.ts";\nexport const b = () => a;`, "import(no-cycle)"],
  ["main/p3.ts", `const late = async () => 1;\nlate();`, "typescript(no-floating-promises)"],
  ["main/p4.ts", `export const f = (x: "a" | "b") => { switch (x) { case "a": return 1; } return 2; };`, "typescript(switch-exhaustiveness-check)"],
  ["main/p5.ts", `export const f = (x: any) => String(x);`, "typescript(no-explicit-any)"],
  ["main/p6.ts", `export const f = (x: string) => { const y: number = JSON.parse(x); return y; };`, "typescript(no-unsafe-assignment)"],
  ["main/p7.ts", `// @ts-ignore\nexport const x = 1;`, "typescript(ban-ts-comment)"],
];

/** Code beside it that must pass: a wall that refuses everything holds up nothing. */
const allowed: [path: string, code: string][] = [
  ["backend/contract/ok.ts", `import "zod";\nimport "./p4.ts";`],
  ["backend/core/ok.ts", `import "#contract/ok";\nimport "./p5.ts";`],
  ["backend/store/ok.ts", `import "better-sqlite3";\nimport "../ports.ts";\nimport "../core/ok.ts";\nimport "node:fs";`],
  ["backend/replicate/ok.ts", `import "pg";\nimport "../ports.ts";\nimport "../core/ok.ts";`],
  ["backend/serve/ok.ts", `import "fastify";\nimport "socket.io";\nimport "../ports.ts";`],
  ["backend/main.ts", `import "./store/ok.ts";\nimport "./serve/ok.ts";`],
  ["main/ok.ts", `import "electron";\nimport "#contract/ok";`],
  ["renderer/scene/ok.ts", `import "maplibre-gl";\nimport "@deck.gl/maplibre";\nimport "@luma.gl/core";\nimport "three";\nimport "pmtiles";\nimport "../live/ok.ts";\nimport "#contract/ok";`],
  ["renderer/live/ok.ts", `import "socket.io-client";\nimport "#contract/ok";`],
  ["renderer/panels/a/ok.ts", `import "../../live/ok.ts";\nimport "../../design/ok.ts";\nimport "./p1.ts";`],
  ["renderer/vite.config.ts", `export default {};`],
];

let found: Finding[] = [];
beforeAll(() => {
  found = lintPlanted(join(import.meta.dirname, ".."), { "backend/ports.ts": "export const port = 1;", ...Object.fromEntries(planted), ...Object.fromEntries(allowed) });
}, 60_000);

test.each(planted)("the linter refuses %s: %s", (path, _code, rule) => {
  expect(found.filter((finding) => finding.file === path).map((finding) => finding.code)).toContain(rule);
});

test.each(allowed)("the linter lets %s pass", (path) => {
  expect(found.filter((finding) => finding.file === path)).toEqual([]);
});
