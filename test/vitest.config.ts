import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const root = new URL("..", import.meta.url).pathname;

/** Files that start processes, at one time: `npm test` runs those that do not disturb one another two at a time. */
const SIDE_BY_SIDE = Number(process.env["KYDAI_TEST_FILES"] ?? 1);
/** Unit tests that start processes, damage files or hash passwords: with `npm test`, not with the fast `npm run check`. */
const HEAVY = ["{backend,test}/**/*.heavy.test.ts"];

/** Projects by what they need: unit (nothing), heavy (processes and disks), dom (a simulated document), integration (real servers), e2e (a browser or Electron), chaos (kills and floods). */
export default defineConfig({
  root,
  test: {
    projects: [
      { test: { name: "unit", root, include: ["backend/**/*.test.ts", "main/**/*.test.ts", "scripts/**/*.test.ts", "test/*.test.ts"], exclude: HEAVY, testTimeout: 20_000, isolate: false } },
      { test: { name: "heavy", root, include: HEAVY, testTimeout: 120_000 } },
      // One document for all files of a worker, each in a context of its own: a document for every file costs more than its tests.
      { plugins: [react()], test: { name: "dom", root, include: ["renderer/**/*.test.ts", "renderer/**/*.test.tsx"], environment: "happy-dom", pool: "vmThreads", testTimeout: 20_000 } },
      { test: { name: "integration", root, include: ["test/integration/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: SIDE_BY_SIDE } },
      { test: { name: "chaos", root, include: ["test/chaos/**/*.test.ts"], testTimeout: 600_000, hookTimeout: 60_000, maxWorkers: SIDE_BY_SIDE } },
      { test: { name: "e2e", root, include: ["test/e2e/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } }, maxWorkers: SIDE_BY_SIDE } },
    ],
  },
});
