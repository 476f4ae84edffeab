/** Bytes of a packet's payload: fits an Ethernet frame. */
const MTU = 1400;
const FU_A = 28;

/** NAL units of an Annex B stream, without start codes. */
export function nalUnits(stream: Buffer): Buffer[] {
  const starts: { at: number; from: number }[] = [];
  for (let at = stream.indexOf("\0\0\u0001", 0, "latin1"); at !== -1; at = stream.indexOf("\0\0\u0001", at + 3, "latin1")) starts.push({ at: at > 0 && stream[at - 1] === 0 ? at - 1 : at, from: at + 3 });
  return starts.map(({ from }, i) => stream.subarray(from, starts[i + 1]?.at ?? stream.length)).filter(({ length }) => length > 0);
}

/** Pictures of an H.264 stream, each with what stands before it. One slice a picture, as our own films have it. */
export function pictures(stream: Buffer): { nals: Buffer[]; key: boolean }[] {
  const made: { nals: Buffer[]; key: boolean }[] = [];
  let nals: Buffer[] = [];
  for (const nal of nalUnits(stream)) {
    const kind = (nal[0] ?? 0) & 0x1f;
    if (kind !== 9) nals.push(nal);
    if (kind !== 1 && kind !== 5) continue;
    made.push({ nals, key: kind === 5 });
    nals = [];
  }
  return made;
}

/** Where a sender stands. */
export interface Sender {
  ssrc: number;
  payloadType: number;
  /** Of the next packet, 16 bits. */
  seq: number;
}

/** Packets of one picture (RFC 6184: single units and FU-A), the last one marked; `sender.seq` moves on. */
export function packets(nals: readonly Buffer[], sender: Sender, timestamp: number): Buffer[] {
  const payloads = nals.flatMap((nal) => (nal.length <= MTU ? [nal] : fragments(nal)));
  return payloads.map((payload, i) => {
    const head = Buffer.alloc(12);
    head[0] = 0x80;
    head[1] = sender.payloadType | (i === payloads.length - 1 ? 0x80 : 0);
    head.writeUInt16BE(sender.seq, 2);
    head.writeUInt32BE(timestamp >>> 0, 4);
    head.writeUInt32BE(sender.ssrc, 8);
    sender.seq = (sender.seq + 1) & 0xff_ff;
    return Buffer.concat([head, payload]);
  });
}

function fragments(nal: Buffer): Buffer[] {
  const first = nal[0] ?? 0;
  const parts: Buffer[] = [];
  for (let at = 1; at < nal.length; at += MTU - 2) {
    const [start, end] = [at === 1, at + MTU - 2 >= nal.length];
    parts.push(Buffer.concat([Buffer.from([(first & 0xe0) | FU_A, (start ? 0x80 : 0) | (end ? 0x40 : 0) | (first & 0x1f)]), nal.subarray(at, at + MTU - 2)]));
  }
  return parts;
}
