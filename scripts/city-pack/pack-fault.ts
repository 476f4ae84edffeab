import { both, Refusal, type RefusalCode } from "./refusal.ts";

/** Why there is no pack, in words for people. */
export interface PackFault {
  code: RefusalCode;
  text: string;
}

/** What the file system says, and what to do about it. */
const SYSTEM: Readonly<Record<string, readonly [RefusalCode, string, string]>> = {
  ENOSPC: ["disk", "Đĩa đầy. Dọn đĩa hoặc chọn --out ở đĩa khác rồi chạy lại.", "The disk is full. Make room or choose --out on another disk, and run again."],
  EDQUOT: ["disk", "Hết hạn mức đĩa. Chọn --out ở chỗ khác.", "The disk quota is used up. Choose --out elsewhere."],
  EROFS: ["out", "Đĩa chỉ đọc. Chọn --out ở chỗ khác.", "The disk is read-only. Choose --out elsewhere."],
  ENOENT: ["read", "Không có tệp hay thư mục này. Kiểm tra đường dẫn.", "There is no such file or folder. Check the path."],
  EACCES: ["read", "Không có quyền. Kiểm tra quyền đọc, ghi.", "Permission denied. Check the rights to read and write."],
  EPERM: ["read", "Không có quyền. Kiểm tra quyền đọc, ghi.", "Permission denied. Check the rights to read and write."],
  EISDIR: ["read", "Đây là thư mục, cần một tệp.", "This is a folder, a file is needed."],
  ENOTDIR: ["read", "Đây là tệp, cần một thư mục.", "This is a file, a folder is needed."],
  EIO: ["read", "Đĩa báo lỗi khi đọc hoặc ghi.", "The disk reports an error while reading or writing."],
};

/** What went wrong as something to tell; undefined: a bug, which is nobody's to mend but ours. */
export function faultOf(error: unknown): PackFault | undefined {
  if (error instanceof Refusal) return { code: error.code, text: error.message };
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  const known = SYSTEM[error.code];
  const where = "path" in error && typeof error.path === "string" ? `${error.path}: ` : "";
  return known === undefined ? undefined : { code: known[0], text: both(`${where}${known[1]}`, `${where}${known[2]}`) };
}
