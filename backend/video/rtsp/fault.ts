import type { LostReason } from "#contract/camera";

/** Why a camera gives no pictures (any more). `detail` is for people and never holds an address or a secret. */
export interface RtspFault {
  reason: Exclude<LostReason, "off" | "gateway" | "forbidden" | "too-many" | "no-decoder" | "decoders-busy" | "decoder">;
  detail: string;
  /** Where it points instead; `redirected` alone. */
  location?: string;
}

/** A fault whose words come from outside: cut, without control characters. */
export function rtspFault(reason: RtspFault["reason"], detail: string): RtspFault {
  return { reason, detail: detail.replaceAll(/\p{Cc}+/gu, " ").slice(0, 160) };
}
