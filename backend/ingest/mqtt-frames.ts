/** The outer shape of MQTT 3.1.1 packets (§2.2): enough to bound what is let through, nothing of their meaning. */

/** Packet types a client may send (§2.2.1), by their number. */
const FROM_CLIENT: readonly boolean[] = [
  false, true, false, true, true, true, true, true, true, false, true, false, true, false, true, false,
];

export type Verdict = "pass" | "oversized" | "not-mqtt";

/**
 * Follows the packets in a byte stream.
 *
 * @param max largest packet body let through, bytes
 * @returns called once a chunk, in order: whether all of it may pass. After anything but "pass" the stream is to be closed.
 */
export function openFrames(max: number): { see(chunk: Uint8Array): Verdict; size(): number } {
  let left = 0;
  let inLength = false;
  let length = 0;
  let shift = 0;
  return {
    size: () => length,
    see(chunk) {
      let i = 0;
      while (i < chunk.length) {
        if (left > 0) {
          const step = Math.min(left, chunk.length - i);
          left -= step;
          i += step;
        } else if (!inLength) {
          if (!FROM_CLIENT[(chunk[i++] ?? 0) >> 4]) return "not-mqtt";
          inLength = true;
          length = 0;
          shift = 0;
        } else {
          const byte = chunk[i++] ?? 0;
          length += (byte & 127) << shift;
          shift += 7;
          if (byte > 127) {
            if (shift > 21) return "not-mqtt";
          } else {
            if (length > max) return "oversized";
            inLength = false;
            left = length;
          }
        }
      }
      return "pass";
    },
  };
}

export type Opening = "more" | "connect" | "not-mqtt" | "wrong-version";

/**
 * Judges the first bytes of a connection: a CONNECT of MQTT 3.1 or 3.1.1 with a body of at most `max` bytes.
 * MQTT 5 is told apart here, so that its properties are never parsed.
 */
export function judgeOpening(bytes: Uint8Array, max: number): Opening {
  if (bytes.length === 0) return "more";
  if (bytes[0] !== 0x10) return "not-mqtt";
  let length = 0;
  let i = 1;
  for (let shift = 0; ; shift += 7) {
    if (shift > 21) return "not-mqtt";
    const byte = bytes[i++];
    if (byte === undefined) return "more";
    length += (byte & 127) << shift;
    if (byte < 128) break;
  }
  if (length < 12 || length > max) return "not-mqtt";
  const end = i + 2 + ((bytes[i] ?? 0) << 8) + (bytes[i + 1] ?? 0);
  if (bytes.length < i + 2) return "more";
  if (end > i + 8) return "not-mqtt";
  if (bytes.length <= end) return "more";
  const name = String.fromCharCode(...bytes.subarray(i + 2, end));
  const level = bytes[end];
  if (name === "MQTT") return level === 4 ? "connect" : "wrong-version";
  if (name === "MQIsdp") return level === 3 ? "connect" : "wrong-version";
  return "not-mqtt";
}
