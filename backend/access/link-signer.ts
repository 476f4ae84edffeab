import { randomBytes } from "node:crypto";
import type { LinkSigner } from "../ports.ts";
import { readKey, writeKey } from "./key-files.ts";
import { sameText, sign, token } from "./random-text.ts";

/** File of the data folder that holds the key; whoever removes it makes every link in every mail void. */
const FILE = "links.key";
const SHAPE = /^([cl])\.([A-Za-z0-9_-]{1,40})\.([0-9a-z]{1,10})\.([A-Za-z0-9_-]{43})$/;

/** Signs links by HMAC-SHA256 under a key of the data folder, made when there is none. Which purpose a link has is signed with it. */
export function openLinkSigner(folder: string): LinkSigner {
  const key = readKey(folder, FILE) ?? made(folder);
  const proof = (text: string): string => sign(key, `kydai-link ${text}`);
  return {
    sign(purpose, id, until) {
      const text = `${purpose === "confirm" ? "c" : "l"}.${id}.${until.toString(36)}`;
      return `${text}.${proof(text)}`;
    },
    read(given) {
      const [, letter, id, until, shown] = SHAPE.exec(given) ?? [];
      if (letter === undefined || id === undefined || until === undefined || shown === undefined) return undefined;
      return sameText(shown, proof(`${letter}.${id}.${until}`)) ? { purpose: letter === "c" ? "confirm" : "leave", id, until: Number.parseInt(until, 36) } : undefined;
    },
  };
}

function made(folder: string): string {
  const key = token(randomBytes);
  writeKey(folder, FILE, key);
  return key;
}
