import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { renameSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "../ports.ts";
import { readKey, writeKey } from "./key-files.ts";

/** File of the data folder that holds the room's own key, private half: what is carried to the centre by hand is signed with it. */
const FILE = "room.key";

/** The room's own key, Ed25519 (RFC 8032). */
export interface RoomKey {
  /** Public half, base64 of its SPKI form: what the centre knows the room by. */
  readonly publicKey: string;
  /** @returns 64 bytes, base64 */
  sign(bytes: Uint8Array): string;
}

/**
 * Reads the room's key, and makes one where there is none: at the first start. One that the disk has damaged is set aside and
 * told: a control room starts, and the centre is told its new key.
 *
 * @throws what the file system fails with: a key that may not be read is no damaged one
 */
export function openRoomKey(folder: string, log: Pick<Log, "error">): RoomKey {
  const text = readKey(folder, FILE);
  const read = text === undefined ? undefined : keyOf(text);
  if (text !== undefined && read === undefined) {
    const aside = join(folder, `${FILE}.damaged-${Date.now()}`);
    renameSync(join(folder, FILE), aside);
    log.error("room-key-damaged", { file: join(folder, FILE), aside, detail: "a new key was made: the centre does not know it yet" });
  }
  const key = read ?? made(folder);
  return {
    publicKey: createPublicKey(key).export({ format: "der", type: "spki" }).toString("base64"),
    sign: (bytes) => sign(null, bytes, key).toString("base64"),
  };
}

function keyOf(text: string): KeyObject | undefined {
  try {
    const key = createPrivateKey({ key: Buffer.from(text, "base64"), format: "der", type: "pkcs8" });
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    return undefined;
  }
}

function made(folder: string): KeyObject {
  const { privateKey } = generateKeyPairSync("ed25519");
  writeKey(folder, FILE, privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"));
  return privateKey;
}
