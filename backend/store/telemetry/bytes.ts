/** Bytes written in order into a buffer that was made large enough at the start. */
export interface Writer {
  u8(value: number): void;
  f64(value: number): void;
  /** @param value an integer from 0 to 2^53: seven bits a byte, lowest first */
  varint(value: number): void;
  /** @param value an integer from -2^52 to 2^52: small magnitudes take few bytes whatever their sign */
  zigzag(value: number): void;
  /** @returns a copy of what was written, no longer than needed */
  done(): Uint8Array;
}

/** @param capacity bytes; writing beyond it throws a RangeError (a varint needs at most 8 bytes) */
export function createWriter(capacity: number): Writer {
  const bytes = new Uint8Array(capacity);
  const view = new DataView(bytes.buffer);
  let at = 0;
  function varint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      bytes[at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    bytes[at++] = rest;
    if (at > capacity) throw new RangeError(`more than ${capacity} bytes written`);
  }
  return {
    u8(value) {
      view.setUint8(at++, value);
    },
    f64(value) {
      view.setFloat64(at, value, true);
      at += 8;
    },
    varint,
    zigzag(value) {
      varint(value >= 0 ? value * 2 : -value * 2 - 1);
    },
    done() {
      return bytes.slice(0, at);
    },
  };
}

/** The counterpart of Writer. Every read past the end throws a RangeError. */
export interface Reader {
  u8(): number;
  f64(): number;
  varint(): number;
  zigzag(): number;
  /** Passes over so many varints. */
  skip(count: number): void;
  /** Bytes not read yet. */
  left(): number;
}

export function createReader(bytes: Uint8Array): Reader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length;
  let at = 0;
  function varint(): number {
    // Nearly all are short: whole numbers of 28 bits need no floating point, which costs four times as much.
    if (at + 4 <= end) {
      const a = bytes[at]!;
      if (a < 128) return (at += 1, a);
      const b = bytes[at + 1]!;
      if (b < 128) return (at += 2, (a & 127) | (b << 7));
      const c = bytes[at + 2]!;
      if (c < 128) return (at += 3, (a & 127) | ((b & 127) << 7) | (c << 14));
      const d = bytes[at + 3]!;
      if (d < 128) return (at += 4, (a & 127) | ((b & 127) << 7) | ((c & 127) << 14) | (d << 21));
    }
    let value = 0;
    let scale = 1;
    for (;;) {
      if (at >= end || scale > 2 ** 56) throw new RangeError("a number runs past the end");
      const byte = bytes[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }
  return {
    u8() {
      return view.getUint8(at++);
    },
    f64() {
      const value = view.getFloat64(at, true);
      at += 8;
      return value;
    },
    varint,
    skip(count) {
      for (let left = count; left > 0; left--) {
        while (at < end && bytes[at]! >= 128) at++;
        if (at >= end) throw new RangeError("a number runs past the end");
        at++;
      }
    },
    zigzag() {
      const coded = varint();
      if (coded < 0x40000000) return (coded & 1) === 0 ? coded >> 1 : -(coded >> 1) - 1;
      return coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2;
    },
    left() {
      return end - at;
    },
  };
}
