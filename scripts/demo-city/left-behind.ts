import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lockFolder } from "../../backend/store/lock.ts";
import { ROOMS } from "./city.ts";
import { stopPostgresIn } from "./postgres.ts";

/** ms an orderly end may take. */
const LAST = 15_000;

/**
 * Ends database and rooms that a killed run left in this folder. The caller holds the folder's lock, so nobody else's they are;
 * a room is known by the lock it holds, which dies with it: no pid of a file is believed without.
 */
export async function stopLeftBehind(folder: string): Promise<void> {
  for (const { id } of ROOMS) {
    const data = join(folder, "rooms", id, "data");
    if (!existsSync(data)) continue;
    for (let waited = 0; ; waited += 100) {
      const lock = lockFolder(data);
      if (lock.ok) {
        lock.value.release();
        break;
      }
      const pid = lock.fault.holder?.pid;
      if (waited > 2 * LAST) throw new Error(`${data} is held by process ${pid ?? "?"}, which does not end`);
      if (pid !== undefined && (waited === 0 || waited === LAST)) process.kill(pid, waited === 0 ? "SIGTERM" : "SIGKILL");
      await sleep(100);
    }
  }
  stopPostgresIn(join(folder, "postgres"));
}
