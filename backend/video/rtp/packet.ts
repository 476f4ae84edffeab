/** One RTP packet (RFC 3550 §5.1), as far as it is needed. */
export interface RtpPacket {
  payloadType: number;
  marker: boolean;
  /** 16 bits. */
  seq: number;
  /** 32 bits, ticks of the track's clock. */
  timestamp: number;
  ssrc: number;
  /** A view, without header, extension and padding. */
  payload: Buffer;
}

/** @returns undefined for what is no RTP packet, or one without a payload */
export function parseRtp(data: Buffer): RtpPacket | undefined {
  if (data.length < 12) return undefined;
  const first = data[0] ?? 0;
  if (first >> 6 !== 2) return undefined;
  let start = 12 + (first & 0x0f) * 4;
  if ((first & 0x10) !== 0) {
    if (data.length < start + 4) return undefined;
    start += 4 + data.readUInt16BE(start + 2) * 4;
  }
  const padding = (first & 0x20) === 0 ? 0 : (data.at(-1) ?? 0);
  const end = data.length - padding;
  if (start >= end) return undefined;
  const second = data[1] ?? 0;
  return { payloadType: second & 0x7f, marker: second >= 0x80, seq: data.readUInt16BE(2), timestamp: data.readUInt32BE(4), ssrc: data.readUInt32BE(8), payload: data.subarray(start, end) };
}

/** Distance from `from` to `to` on a circle of 2^bits, nearest way round: negative is back. */
export function wrapped(from: number, to: number, bits: 16 | 32): number {
  const round = 2 ** bits;
  const ahead = (((to - from) % round) + round) % round;
  return ahead >= round / 2 ? ahead - round : ahead;
}
