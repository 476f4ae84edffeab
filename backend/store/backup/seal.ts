import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { BackupFault } from "./fault.ts";

/** Bytes of salt, nonce and tag (AES-256-GCM). */
const SALT = 16;
const NONCE = 12;
const TAG = 16;
const MAGIC = Buffer.from("KYB1", "latin1");
/** scrypt of a passphrase: 128 MB and about half a second a guess. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
/** What one sealed object holds at the most when opened, bytes. */
const MOST = 256 * 1024 * 1024;

/** Seals and opens objects of one place. The name is part of the seal: an object put in another's place does not open. */
export interface Seal {
  /** Name of a block by its content: nobody without the key can tell what it is of. 64 hex digits. */
  idOf(bytes: Uint8Array): string;
  /** Compressed, then AES-256-GCM under a key of the name's own with a random nonce. */
  close(name: string, bytes: Uint8Array): Buffer;
  /** @throws BackupFault `damaged` when a bit of it, or its name, is another */
  open(name: string, sealed: Uint8Array): Buffer;
  /** Tells a wrong key before anything is opened. */
  readonly check: string;
}

/** A salt for a new place, hex. */
export function newSalt(): string {
  return randomBytes(SALT).toString("hex");
}

/**
 * Reads the key's file: 64 hex digits are the key, anything else of 12 characters and more a passphrase.
 *
 * @throws BackupFault `key`; its text never holds the file's content
 */
export function readKeyFile(file: string): { key: Buffer } | { passphrase: string } {
  const text = readPrivate(file, "key");
  if (/^[0-9a-f]{64}$/i.test(text)) return { key: Buffer.from(text, "hex") };
  if (text.length < 12) throw new BackupFault("key", `${file}: neither 64 hex digits nor a passphrase of 12 characters`);
  return { passphrase: text };
}

/** A secret's file, one line, which only its owner may read. @throws BackupFault with `why` */
export function readPrivate(file: string, why: "key" | "login"): string {
  try {
    if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0) throw new BackupFault(why, `${file}: others may read it (chmod 600)`);
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if (error instanceof BackupFault) throw error;
    throw new BackupFault(why, `${file}: ${error instanceof Error && "code" in error ? String(error.code) : "unreadable"}`);
  }
}

/** @param salt hex, of the place */
export function openSeal(secret: { key: Buffer } | { passphrase: string }, salt: string): Seal {
  const salted = Buffer.from(salt, "hex");
  const root = "key" in secret ? secret.key : scryptSync(secret.passphrase.normalize("NFC"), salted, 32, SCRYPT);
  const derive = (use: string): Buffer => Buffer.from(hkdfSync("sha256", root, salted, `ky-dai backup ${use}`, 32));
  const ids = derive("ids");
  const seals = derive("seals");
  const keyOf = (name: string): Buffer => createHmac("sha256", seals).update(name).digest();
  return {
    check: derive("check").toString("hex"),
    idOf: (bytes) => createHmac("sha256", ids).update(bytes).digest("hex"),
    close(name, bytes) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv("aes-256-gcm", keyOf(name), nonce);
      cipher.setAAD(Buffer.from(name));
      return Buffer.concat([MAGIC, nonce, cipher.update(zstdCompressSync(bytes)), cipher.final(), cipher.getAuthTag()]);
    },
    open(name, sealed) {
      const whole = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (whole.length < MAGIC.length + NONCE + TAG || !whole.subarray(0, MAGIC.length).equals(MAGIC)) throw new BackupFault("damaged", `${name}: not a sealed object`);
      const decipher = createDecipheriv("aes-256-gcm", keyOf(name), whole.subarray(MAGIC.length, MAGIC.length + NONCE), { authTagLength: TAG });
      decipher.setAAD(Buffer.from(name));
      decipher.setAuthTag(whole.subarray(-TAG));
      try {
        return zstdDecompressSync(Buffer.concat([decipher.update(whole.subarray(MAGIC.length + NONCE, -TAG)), decipher.final()]), { maxOutputLength: MOST });
      } catch (error) {
        throw new BackupFault("damaged", `${name}: its seal is broken`, { cause: error });
      }
    },
  };
}

/** Whether two checks are alike. */
export function isSameCheck(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
