import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { proofText } from "#contract/shell-proof";
import { inTime } from "./in-time.ts";

/** Longest wait for one answer of the backend, ms. */
const PATIENCE = 5_000;

/** What a proved backend answered, or why there is none to use. */
export type Proved = { ok: true; setCookie: string } | { ok: false; why: string };

/**
 * Asks the backend as this machine's shell. Both sides prove that they know the key file of the data folder, which only this
 * user can read, and neither sends it: a stranger who got the port of a killed backend learns nothing, and is found out
 * before anything it says is used.
 *
 * @param path `/api/shell` (the proof alone) or `/api/display/shell`
 * @param body what goes with it
 */
export async function askAsShell(data: string, address: string, path: "/api/shell" | "/api/display/shell", body: Record<string, string> = {}): Promise<Proved> {
  try {
    const key = (await readFile(join(data, "shell.key"), "utf8")).trim();
    const challenge = field(await inTime(PATIENCE, async (signal) => (await fetch(`${address}/api/shell`, { signal, redirect: "error" })).json()), "challenge");
    if (key === "" || challenge === undefined) return { ok: false, why: "no key, or no challenge" };
    const nonce = randomBytes(32).toString("base64url");
    const sign = (by: "shell" | "backend") => createHmac("sha256", key).update(proofText(by, challenge, nonce)).digest();
    const signed = JSON.stringify({ ...body, nonce, proof: sign("shell").toString("base64url") });
    const { answer, says } = await inTime(PATIENCE, async (signal) => {
      const answer = await fetch(address + path, { method: "POST", headers: { "content-type": "application/json" }, body: signed, signal, redirect: "error" });
      return { answer, says: (await answer.json()) as unknown };
    });
    const theirs = Buffer.from(field(says, "proof") ?? "", "base64url");
    const due = sign("backend");
    if (!answer.ok || theirs.length !== due.length || !timingSafeEqual(theirs, due)) return { ok: false, why: `no proof, status ${answer.status}` };
    return { ok: true, setCookie: answer.headers.get("set-cookie") ?? "" };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

/** A text of `{ ok, value: { … } }`. */
function field(answer: unknown, name: string): string | undefined {
  if (typeof answer !== "object" || answer === null || !("value" in answer) || typeof answer.value !== "object" || answer.value === null) return undefined;
  const found: unknown = Reflect.get(answer.value, name);
  return typeof found === "string" && found.length <= 100 ? found : undefined;
}
