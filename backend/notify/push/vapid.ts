import { generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { fail, ok, type Result } from "#contract/result";

/** As RFC 8292 has them: the point (65 bytes) and the secret number (32 bytes), base64url. */
const Keys = z.object({ publicKey: z.string().length(87), privateKey: z.string().length(43) });
export type VapidKeys = z.infer<typeof Keys>;

/** The room's own key pair, by which push services know it; made once, in a file only this account reads. A new one would end every subscription. */
export function vapidKeys(folder: string): Result<VapidKeys, string> {
  const file = join(folder, "push-keys.json");
  try {
    if (!existsSync(file)) writeFileSync(file, JSON.stringify(newKeys()), { mode: 0o600, flag: "wx" });
    const parsed = Keys.safeParse(JSON.parse(readFileSync(file, "utf8")));
    return parsed.success ? ok(parsed.data) : fail("push-keys.json is not what was written");
  } catch (error) {
    return fail(`push-keys.json: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function newKeys(): VapidKeys {
  const { x = "", y = "", d = "" } = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
  const point = Buffer.concat([Uint8Array.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
  return { publicKey: point.toString("base64url"), privateKey: d };
}
