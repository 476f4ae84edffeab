import type { Receipt } from "../channels/kind.ts";

/** What a deliver_sm carries that matters here. */
export interface ReceiptPdu {
  esm_class?: number;
  receipted_message_id?: string;
  message_state?: number;
  short_message?: { message?: string | Uint8Array } | string | Uint8Array;
}

/** esm_class bits 5-2 of an SMSC delivery receipt (SMPP 3.4 §5.2.12). */
const RECEIPT = 0x04;
/** message_state (SMPP 3.4 §5.2.28), and the words of appendix B. */
const STATES: Readonly<Record<string, Receipt["is"] | undefined>> = { 2: "delivered", 3: "failed", 4: "failed", 5: "failed", 8: "refused", DELIVRD: "delivered", EXPIRED: "failed", DELETED: "failed", UNDELIV: "failed", REJECTD: "refused" };

/** @returns what a delivery receipt says; undefined: it is none, or says nothing final */
export function receiptOf({ esm_class = 0, receipted_message_id, message_state, short_message }: ReceiptPdu): Receipt | undefined {
  if ((esm_class & 0x3c) !== RECEIPT) return undefined;
  const inner = typeof short_message === "object" && "message" in short_message ? short_message.message : short_message;
  const text = typeof inner === "string" ? inner : inner instanceof Uint8Array ? Buffer.from(inner).toString("latin1") : "";
  const ref = receipted_message_id ?? /\bid:\s*([^\s]{1,64})/i.exec(text)?.[1];
  const stat = /\bstat:\s*([A-Z]{5,7})/i.exec(text)?.[1]?.toUpperCase();
  const is = STATES[stat ?? String(message_state ?? "")];
  if (ref === undefined || ref === "" || is === undefined) return undefined;
  const err = /\berr:\s*(\w{1,8})/i.exec(text)?.[1];
  return { ref, is, detail: [stat ?? `state ${message_state}`, ...(err === undefined || /^0+$/.test(err) ? [] : [`err ${err}`])].join(", ") };
}

/** A message's id as gateways write it: some answer in hexadecimal and report in decimal, or with zeros before it. */
export function idForms(id: string): string[] {
  const forms = new Set([id, id.toLowerCase(), id.replace(/^0+(?=.)/, "")]);
  if (/^[0-9a-f]{1,15}$/i.test(id)) forms.add(Number.parseInt(id, 16).toString());
  if (/^\d{1,15}$/.test(id)) forms.add(Number(id).toString(16));
  return [...forms];
}
