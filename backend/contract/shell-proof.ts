/** HMAC-SHA256, nonces and challenges as base64url without padding: 32 bytes each. */
export const PROOF_LENGTH = 43;

/**
 * The text that shell and backend sign with the key of the data folder (`shell.key`), so that each knows the other and the
 * key itself never travels: whoever else answers on that port learns nothing to keep.
 *
 * @param by who signs: a proof of one side is none of the other
 * @param challenge of the backend, new at each of its starts: what a stranger overheard is void at the next backend
 * @param nonce of the shell, new for each question
 */
export function proofText(by: "shell" | "backend", challenge: string, nonce: string): string {
  return `${by}\n${challenge}\n${nonce}`;
}
