import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { z } from "zod";
import { ShellEvent } from "#contract/shell";
import { removeFolder } from "./backend.ts";
import { freePort } from "./desktop.ts";
import { startShell, type Look, type Shell, type ShellOptions } from "./shell.ts";
import { until } from "./until.ts";

/** How long a wall may take to be as it was, ms, on a machine that runs other tests too; what it takes is measured elsewhere. */
const PATIENCE = 90_000;

/** A shell with its own data folder, and what its walls show. */
export interface WallRoom {
  shell: Shell;
  data: string;
  port: number;
  /** The walls that are in the room and show cells, as text, from left to right. */
  picture(): Promise<string>;
  /** Waits until so many walls are in the room. @returns the picture then */
  walls(count: number): Promise<string>;
  /** Waits until the walls show that again. @returns the picture then */
  again(picture: string, what: string): Promise<string>;
  /** What shells have told the journal. */
  told(): ShellEvent[];
  close(): Promise<void>;
}

const isIn = (look: Look) => look.link === "connected" && look.cells.length > 0;

/** Starts a shell and its backend in a folder of their own. */
export async function openWallRoom(options: Pick<ShellOptions, "display" | "args" | "env">): Promise<WallRoom> {
  const data = mkdtempSync(join(tmpdir(), "kydai-wall-"));
  const port = await freePort();
  const shell = await startShell({ ...options, data, port });
  const walls = async () => (await shell.looks()).filter(({ path }) => path === "/wall");
  const paint = (looks: readonly Look[]) => JSON.stringify(looks.map(({ x, monitor, cells }) => [x, monitor, cells]));
  const state = async () => `${JSON.stringify(await shell.looks())}\n${shell.log()}`;
  let last = "";
  /** `until` tells why after the fact: what was seen last is kept for it. */
  const keep = async () => void (last = await state());

  const told = (): ShellEvent[] => {
    const journal = new Database(join(data, "ops.db"), { readonly: true });
    try {
      const rows = z.array(z.object({ body: z.string() })).parse(journal.prepare("SELECT body FROM fact WHERE kind = 'shell:event' ORDER BY seq").all());
      return rows.map(({ body }) => z.object({ event: ShellEvent }).parse(JSON.parse(body)).event);
    } finally {
      journal.close();
    }
  };
  return {
    shell, data, port, told,
    picture: async () => paint((await walls()).filter(isIn)),
    async walls(count) {
      let seen: Look[] = [];
      await until(async () => {
        seen = await walls();
        await keep();
        return seen.length === count && seen.every(isIn);
      }, PATIENCE, () => `not ${count} walls in the room: ${last}`);
      return paint(seen);
    },
    async again(picture, what) {
      let seen: Look[] = [];
      await until(async () => {
        seen = await walls();
        await keep();
        return paint(seen) === picture && seen.every(isIn);
      }, PATIENCE, () => `after ${what} not as it was.\nwas ${picture}\nis ${last}`);
      return paint(seen);
    },
    async close() {
      await shell.close();
      removeFolder(data);
    },
  };
}
