import { z } from "zod";
import type { Result } from "#contract/result";
import { WallFileId } from "#contract/wall-panels";
import { sendFile } from "../../../live/http.ts";

/** Largest picture or document of a cell, bytes. */
export const MAX_FILE = 20_000_000;
const TIMEOUT_MS = 120_000;

const Kept = z.object({ id: WallFileId, type: z.string(), bytes: z.number() });

/** Sends a file to the backend, which keeps it by its content. Fails as `unavailable` where there is no answer. */
export function uploadFile(file: Blob): Promise<Result<z.infer<typeof Kept>>> {
  return sendFile("/api/wall/file", file, Kept, TIMEOUT_MS);
}
