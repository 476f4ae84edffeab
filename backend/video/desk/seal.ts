import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CameraLogin, type CameraId } from "#contract/camera";
import { fail, ok, type Result } from "#contract/result";

/** Name of the room's own key, in the data folder, readable by its account alone. */
const FILE = "camera-logins.key";
const [NONCE, TAG] = [12, 16];

/** Keeps logins of cameras unreadable to whoever has the database without the key (AES-256-GCM; the camera's id is part of what is signed). */
export interface Seal {
  close(cameraId: CameraId, login: CameraLogin): string;
  /** @returns undefined for what was not sealed with this key for this camera */
  open(cameraId: CameraId, sealed: string): CameraLogin | undefined;
}

/** The key is made at the first start. @returns in words why there is none */
export function openSeal(folder: string): Result<Seal, string> {
  const file = join(folder, FILE);
  let key: Buffer;
  try {
    if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx", flush: true });
    chmodSync(file, 0o600);
    key = Buffer.from(readFileSync(file, "utf8").trim(), "base64url");
  } catch (error) {
    return fail(`${FILE}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (key.length !== 32) return fail(`${FILE} is not what was written`);
  return ok({
    close(cameraId, login) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(cameraId));
      const text = Buffer.concat([cipher.update(JSON.stringify(login), "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url");
    },
    open(cameraId, sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length <= NONCE + TAG) return undefined;
      try {
        const cipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE)).setAAD(Buffer.from(cameraId));
        cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
        const text = Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]).toString("utf8");
        const login = CameraLogin.safeParse(JSON.parse(text));
        return login.success ? login.data : undefined;
      } catch {
        return undefined;
      }
    },
  });
}
