import { hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { MAX_EVIDENCE } from "#contract/incident";
import { fail, ok } from "#contract/result";
import type { EvidenceShelf, KeptEvidence, Log } from "../ports.ts";
import { EVIDENCE_SUFFIX, evidenceType } from "./evidence-content.ts";
import { isFull, isSound, LEFT_TO_JOURNAL, writeWhole } from "./write-whole.ts";

/**
 * Evidence under the SHA-256 of its content, in 256 folders by its first two digits. It is never let go: what the disk has no
 * room for, beside what the journal needs, is refused.
 */
export async function openEvidenceShelf({ folder, log, reserve = LEFT_TO_JOURNAL }: { folder: string; log: Log; reserve?: number }): Promise<EvidenceShelf> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const folderOf = (sha256: string): string => join(folder, sha256.slice(0, 2));
  const pathOf = ({ sha256, type }: Pick<KeptEvidence, "sha256" | "type">): string => join(folderOf(sha256), `${sha256}.${EVIDENCE_SUFFIX[type]}`);

  return {
    async put(content) {
      if (content.length > MAX_EVIDENCE) return fail({ code: "too-large", limit: MAX_EVIDENCE });
      const type = evidenceType(content);
      if (type === undefined) return fail({ code: "malformed", path: "", detail: "not a JPEG, PNG, WebP, PDF or MP4" });
      const sha256 = hash("sha256", content, "hex");
      const kept: KeptEvidence = { sha256, type, bytes: content.length };
      const file = pathOf(kept);
      if (await isSound(file, sha256)) return ok(kept);
      try {
        await mkdir(folderOf(sha256), { recursive: true, mode: 0o700 });
        await writeWhole(file, content, { durable: true, reserve });
      } catch (error) {
        if (!isFull(error, file, "keeping evidence")) throw error;
        log.error("evidence-not-kept", { error });
        return fail({ code: "disk-full" });
      }
      return ok(kept);
    },
    async open(kept) {
      const file = pathOf(kept);
      const size = await stat(file).then((found) => found.size, () => undefined);
      return size === kept.bytes ? { stream: (range) => createReadStream(file, range ?? {}) } : undefined;
    },
  };
}
