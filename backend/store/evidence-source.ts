import { open } from "node:fs/promises";
import { join } from "node:path";
import type { FileLine, OpenFile } from "../ports-replica.ts";
import { EVIDENCE_SUFFIX } from "./evidence-content.ts";

/** Reads a piece of the evidence shelf in parts. @returns undefined: it is not there, or not as long as it was */
export async function openEvidenceFile(folder: string, { sha256, type, bytes }: FileLine): Promise<OpenFile | undefined> {
  const handle = await open(join(folder, "evidence", sha256.slice(0, 2), `${sha256}.${EVIDENCE_SUFFIX[type]}`)).catch(() => undefined);
  if (handle === undefined) return undefined;
  if ((await handle.stat()).size !== bytes) {
    await handle.close();
    return undefined;
  }
  return {
    async read(from, length) {
      const body = Buffer.alloc(length);
      const { bytesRead } = await handle.read(body, 0, length, from);
      return body.subarray(0, bytesRead);
    },
    close: () => handle.close(),
  };
}
