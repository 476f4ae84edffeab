import { wrapped, type RtpPacket } from "./packet.ts";

/** Seconds from 1900 (NTP) to 1970. */
const NTP_1970 = 2_208_988_800;

/** A sender's word on its own clock (RFC 3550 §6.4.1). */
export interface SenderReport {
  ssrc: number;
  /** ms UTC of the camera's clock; undefined: it says it has none (0). */
  wall: number | undefined;
  /** The same instant on the RTP clock. */
  rtp: number;
  /** Middle 32 bits of its NTP time: given back in receiver reports. */
  middle: number;
}

/** @returns sender reports and farewells of a compound packet; what is malformed ends it */
export function parseRtcp(data: Buffer): { reports: SenderReport[]; bye: boolean } {
  const reports: SenderReport[] = [];
  let bye = false;
  for (let at = 0; at + 8 <= data.length; ) {
    const first = data[at] ?? 0;
    const size = (data.readUInt16BE(at + 2) + 1) * 4;
    if (first >> 6 !== 2 || at + size > data.length) break;
    const type = data[at + 1];
    if (type === 200 && size >= 28) {
      const [seconds, fraction] = [data.readUInt32BE(at + 8), data.readUInt32BE(at + 12)];
      reports.push({ ssrc: data.readUInt32BE(at + 4), wall: seconds === 0 ? undefined : (seconds - NTP_1970) * 1000 + Math.round((fraction / 2 ** 32) * 1000), rtp: data.readUInt32BE(at + 16), middle: ((seconds & 0xff_ff) << 16 | fraction >>> 16) >>> 0 });
    }
    if (type === 203) bye = true;
    at += size;
  }
  return { reports, bye };
}

/** What a receiver tells a sender, and what it learnt of its clock. */
export interface Reception {
  packet(packet: RtpPacket, now: number): void;
  report(report: SenderReport, now: number): void;
  /** A receiver report with our name; undefined before the first packet. */
  write(now: number): Buffer | undefined;
  /** The camera's clock at an RTP timestamp, ms UTC; undefined: it does not tell. */
  wallOf(timestamp: number): number | undefined;
  counts(): { received: number; lost: number };
}

/** @param clockRate ticks a second. @param ssrc our own name among receivers */
export function openReception(clockRate: number, ssrc: number): Reception {
  let source: number | undefined;
  let [base, highest, cycles, received] = [0, 0, 0, 0];
  let before = { expected: 0, received: 0 };
  let jitter = 0;
  let transit: number | undefined;
  let last: { report: SenderReport; at: number } | undefined;
  const expected = (): number => cycles * 0x1_00_00 + highest - base + 1;

  return {
    packet({ seq, timestamp, ssrc: from }, now) {
      if (source !== from) {
        [source, base, highest, cycles, received, jitter, transit, last] = [from, seq, seq, 0, 0, 0, undefined, last?.report.ssrc === from ? last : undefined];
        before = { expected: 0, received: 0 };
      }
      received++;
      if (wrapped(highest, seq, 16) > 0) {
        if (seq < highest) cycles++;
        highest = seq;
      }
      const arrival = ((now / 1000) * clockRate) % 2 ** 32;
      const way = wrapped(timestamp, arrival, 32);
      if (transit !== undefined) jitter += (Math.abs(way - transit) - jitter) / 16;
      transit = way;
    },
    report(report, now) {
      if (source === undefined || report.ssrc === source) last = { report, at: now };
    },
    write(now) {
      if (source === undefined) return undefined;
      const all = expected();
      const [span, got] = [all - before.expected, received - before.received];
      before = { expected: all, received };
      const fraction = span > 0 && span > got ? Math.min(255, Math.floor(((span - got) * 256) / span)) : 0;
      const lost = Math.max(-0x80_00_00, Math.min(0x7f_ff_ff, all - received));
      const name = Buffer.from("kydai", "latin1");
      const packet = Buffer.alloc(32 + 16);
      packet.writeUInt32BE(0x81_c9_00_07, 0);
      packet.writeUInt32BE(ssrc, 4);
      packet.writeUInt32BE(source, 8);
      packet.writeUInt32BE(((fraction << 24) | (lost & 0xff_ff_ff)) >>> 0, 12);
      packet.writeUInt32BE(((cycles & 0xff_ff) * 0x1_00_00 + highest) >>> 0, 16);
      packet.writeUInt32BE(Math.min(0xff_ff_ff_ff, Math.round(jitter)) >>> 0, 20);
      packet.writeUInt32BE(last?.report.middle ?? 0, 24);
      packet.writeUInt32BE(last === undefined ? 0 : Math.min(0xff_ff_ff_ff, Math.max(0, Math.round(((now - last.at) / 1000) * 65_536))), 28);
      // SDES with a CNAME (§6.5): 4 + 4 + 2 + name + an end, to a whole number of words.
      packet.writeUInt32BE(0x81_ca_00_03, 32);
      packet.writeUInt32BE(ssrc, 36);
      packet[40] = 1;
      packet[41] = name.length;
      name.copy(packet, 42);
      return packet;
    },
    wallOf(timestamp) {
      if (last?.report.wall === undefined) return undefined;
      return Math.round(last.report.wall + (wrapped(last.report.rtp, timestamp, 32) / clockRate) * 1000);
    },
    counts: () => ({ received, lost: source === undefined ? 0 : Math.max(0, expected() - received) }),
  };
}
