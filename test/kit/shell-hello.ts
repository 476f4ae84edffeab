import { createHmac, randomBytes } from "node:crypto";
import { proofText } from "#contract/shell-proof";

/** What the shell, or whoever has this key, sends to prove itself. */
export function helloOf(key: string, challenge: string, nonce = randomBytes(32).toString("base64url"), by: "shell" | "backend" = "shell"): { nonce: string; proof: string } {
  return { nonce, proof: createHmac("sha256", key).update(proofText(by, challenge, nonce)).digest("base64url") };
}
