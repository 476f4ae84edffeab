import type { Body } from "./render.ts";
import type { Work } from "./work.ts";

/** JSON of an answer, one entity at a time: ten thousand at once would hold up everything else. */
export async function encode(body: Body, work: Pick<Work, "pause">): Promise<string> {
  const value = body["value"];
  if (!Array.isArray(value)) return JSON.stringify(body);
  const parts: string[] = [];
  for (const one of value) {
    parts.push(JSON.stringify(one));
    await work.pause();
  }
  const { value: _, ...rest } = body;
  const head = JSON.stringify(rest).slice(1, -1);
  return `{${head === "" ? "" : `${head},`}"value":[${parts.join(",")}]}`;
}
