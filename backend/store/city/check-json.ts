import type { FileHandle } from "node:fs/promises";
import type { z } from "zod";
import { readFrom } from "./pack-file.ts";

/** Parsing more than this at every start would keep the room waiting: of larger files the beginning is looked at. */
const WHOLE = 8_388_608;

/** @returns what is wrong with a JSON file that is to be of a shape; larger ones are only seen to begin like it */
export async function checkJson(file: FileHandle, bytes: number, shape: z.ZodType, begins: "{" | "["): Promise<string | undefined> {
  const text = (await readFrom(file, 0, Math.min(bytes, WHOLE))).toString("utf8").replace(/^\uFEFF/, "");
  if (!text.trimStart().startsWith(begins)) return `does not begin with ${begins}`;
  if (bytes > WHOLE) return undefined;
  try {
    const parsed = shape.safeParse(JSON.parse(text));
    const first = parsed.error?.issues[0];
    return first === undefined ? undefined : `${first.path.join(".")}: ${first.message}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
