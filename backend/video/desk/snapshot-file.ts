import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LostReason } from "#contract/camera";
import type { CameraPicture } from "#contract/camera-control";
import type { Instant } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";

/** Puts a camera's picture into a file of ours, as it came. @returns `closed` where the disk takes none */
export async function snapshotFile(folder: string, now: Instant, take: () => Promise<Result<CameraPicture, LostReason>>): Promise<Result<{ file: string; width: number; height: number; at: Instant; release: () => Promise<void> }, LostReason>> {
  const taken = await take();
  if (!taken.ok) return taken;
  const { jpeg, width, height, at } = taken.value;
  const file = join(folder, `${now}-${randomUUID()}.jpg`);
  const release = (): Promise<void> => rm(file, { force: true });
  try {
    await writeFile(file, Buffer.from(jpeg, "base64"), { mode: 0o600, flag: "wx" });
  } catch {
    await release();
    return fail("closed");
  }
  return ok({ file, width, height, at, release });
}
