import { openAssembler, type NalRules } from "./assembler.ts";
import { MAX_PIECES, MAX_UNIT, type AccessUnit, type Depacketizer } from "./unit.ts";

/** How a codec's NAL units lie in packets. */
export interface NalPackets {
  /** Bytes of a NAL unit's header: 1 in H.264, 2 in H.265. */
  header: 1 | 2;
  /** Kinds of packets that hold several units, and a part of one. */
  aggregate: number;
  fragment: number;
  /** Largest kind that is a unit of the stream itself. */
  lastKind: number;
  /** Kind that says nothing and is left out: a delimiter. */
  delimiter: number;
  /** The header of the unit that a fragment is of. */
  rebuilt(payload: Buffer): Buffer;
}

/** NAL units from packets: single ones, aggregated ones and fragments (RFC 6184 §5, RFC 7798 §4.4), never interleaved. */
export function openNalStream(rules: NalRules, shape: NalPackets, parameterSets: readonly Buffer[]): Depacketizer {
  const assembler = openAssembler(rules, parameterSets);
  let pieces: Buffer[] | undefined;
  let size = 0;
  let last: number | undefined;

  function give(nal: Buffer): void {
    const kind = rules.kindOf(nal);
    if (nal.length > shape.header && kind !== shape.delimiter && kind <= shape.lastKind) assembler.add(nal);
  }
  function aggregate(payload: Buffer): void {
    for (let at: number = shape.header; at < payload.length; ) {
      const length = at + 2 <= payload.length ? payload.readUInt16BE(at) : 0;
      if (length === 0 || at + 2 + length > payload.length) return assembler.spoil();
      give(payload.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
  function drop(): void {
    pieces = undefined;
    size = 0;
    assembler.spoil();
  }
  function fragment(payload: Buffer): void {
    const about = payload[shape.header] ?? 0;
    if (payload.length < shape.header + 2) return drop();
    if ((about & 0x80) !== 0) {
      if (pieces !== undefined) assembler.spoil();
      pieces = [shape.rebuilt(payload)];
      size = shape.header;
    }
    if (pieces === undefined) return assembler.spoil();
    size += payload.length - shape.header - 1;
    if (size > MAX_UNIT || pieces.length >= MAX_PIECES) return drop();
    pieces.push(payload.subarray(shape.header + 1));
    if ((about & 0x40) === 0) return;
    give(Buffer.concat(pieces));
    pieces = undefined;
    size = 0;
  }
  /** Nothing of the same picture can lie before this packet. */
  function begins(packet: Buffer): boolean {
    // The first unit in an aggregate; aggregates in it there are none, whatever a packet says.
    const payload = rules.kindOf(packet) === shape.aggregate ? packet.subarray(shape.header + 2) : packet;
    const kind = rules.kindOf(payload);
    if (kind === shape.aggregate) return false;
    if (kind !== shape.fragment) return !rules.isPicture(kind) || rules.isFirst(payload);
    const about = payload[shape.header] ?? 0;
    return (about & 0x80) !== 0 && rules.isFirst(Buffer.concat([shape.rebuilt(payload), payload.subarray(shape.header + 1, shape.header + 2)]));
  }

  return {
    format: assembler.format,
    waiting: () => assembler.waiting() + size,
    take({ payload, timestamp, marker }, lost) {
      const whole: AccessUnit[] = [];
      const kind = rules.kindOf(payload);
      const fresh = timestamp !== last;
      last = timestamp;
      if (pieces !== undefined && (lost > 0 || fresh || kind !== shape.fragment)) drop();
      // What was held back may lack its end; what begins here may lack its beginning.
      if (lost > 0 && fresh && assembler.waiting() > 0) assembler.spoil();
      whole.push(...assembler.begin(timestamp));
      if (lost > 0) {
        if (fresh && begins(payload)) assembler.miss();
        else assembler.spoil();
      }
      if (kind === shape.aggregate) aggregate(payload);
      else if (kind === shape.fragment) fragment(payload);
      else give(payload);
      if (!marker) return whole;
      if (pieces !== undefined) drop();
      whole.push(...assembler.marked());
      return whole;
    },
  };
}
