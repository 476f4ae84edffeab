import { join } from "node:path";
import Database from "better-sqlite3";

/** Makes the stored state of a journal that is closed be behind it: the next start folds all facts. */
export function staleProjections(folder: string): void {
  const db = new Database(join(folder, "ops.db"));
  db.exec("UPDATE meta SET projection_seq = -1");
  db.close();
}
