import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Stands in a folder that the demonstration made: it ends servers and removes data there, and nowhere else. */
export const MARK = "ky-dai-city.mark";

/**
 * Makes the demonstration's folder, or looks whether it is one: this user's own, no link, nobody else's to write into, and made
 * by a demonstration. Nothing in it is touched before.
 *
 * @throws Error in words of both languages
 */
export function ownFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const { uid, mode } = look(folder);
  const user = process.getuid?.();
  if (user !== undefined && uid !== user) throw new Error(`${folder} là của người dùng khác / is another user's (uid ${uid})`);
  if (!existsSync(join(folder, MARK))) {
    needEmpty(folder);
    // Somebody's own empty folder, as their umask made it.
    chmodSync(folder, 0o711);
    needEmpty(folder);
    writeFileSync(join(folder, MARK), "Kỳ Đài, thành phố trình diễn / demonstration city\n", { flag: "wx", mode: 0o600 });
  } else if (user !== undefined && (mode & 0o022) !== 0) throw new Error(`${folder}: người khác ghi được vào / others may write into it (chmod go-w)`);
  if (user !== undefined && lstatSync(join(folder, MARK)).uid !== user) throw new Error(`${join(folder, MARK)} là của người dùng khác / is another user's`);
}

function look(folder: string): { uid: number; mode: number } {
  const found = lstatSync(folder);
  if (!found.isDirectory()) throw new Error(`${folder} là một liên kết, không phải thư mục / is a link and no folder`);
  return found;
}

function needEmpty(folder: string): void {
  if (readdirSync(folder).length > 0) throw new Error(`${folder} đã có dữ liệu không phải của thành phố trình diễn, hãy chọn thư mục khác / holds what no demonstration made: choose another folder`);
}
