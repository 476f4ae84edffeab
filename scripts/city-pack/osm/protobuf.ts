/** One field of a protobuf message: a number (wire type 0), or bytes (2). Others are skipped. */
export interface Field {
  tag: number;
  value: number;
  bytes: Uint8Array;
}

const NONE = new Uint8Array(0);

/**
 * Fields of a message in order; what frames an OSM PBF needs no more than this.
 *
 * @throws RangeError on a message that ends early or has a wire type of no use here
 */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1, read = 0; read < 10; scale *= 128, read++) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError("a number ends early");
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new RangeError("a number is too long");
  };
  while (at < message.length) {
    const key = varint();
    const tag = Math.floor(key / 8);
    const wire = key % 8;
    if (wire === 0) yield { tag, value: varint(), bytes: NONE };
    else if (wire === 2) {
      const length = varint();
      if (at + length > message.length) throw new RangeError("a field ends early");
      yield { tag, value: 0, bytes: message.subarray(at, at + length) };
      at += length;
    } else if (wire === 1 || wire === 5) at += wire === 1 ? 8 : 4;
    else throw new RangeError(`wire type ${wire}`);
  }
}

/** A signed number as protobuf folds it (sint64). */
export const signed = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
