import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
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

/** Reads the room's key, and makes one where there is none: at the first start. */
export function openRoomKey(folder: string): RoomKey {
  const key = createPrivateKey({ key: Buffer.from(readKey(folder, FILE) ?? made(folder), "base64"), format: "der", type: "pkcs8" });
  return {
    publicKey: createPublicKey(key).export({ format: "der", type: "spki" }).toString("base64"),
    sign: (bytes) => sign(null, bytes, key).toString("base64"),
  };
}

function made(folder: string): string {
  const text = generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");
  writeKey(folder, FILE, text);
  return text;
}
