/** Reads a parameter set bit by bit (H.264 §7.2, §9.1); past the end it reads zeros and says so. */
export interface Bits {
  bits(n: number): number;
  /** Exp-Golomb, unsigned; at most 32 leading zeros. */
  ue(): number;
  se(): number;
  skip(n: number): void;
  /** More was read than there is. */
  over(): boolean;
}

/** @param rbsp without emulation prevention bytes */
export function openBits(rbsp: Uint8Array): Bits {
  let at = 0;
  const one = (): number => {
    const byte = rbsp[at >> 3] ?? 0;
    const bit = (byte >> (7 - (at & 7))) & 1;
    at++;
    return bit;
  };
  const bits = (n: number): number => {
    let value = 0;
    for (let i = 0; i < n; i++) value = value * 2 + one();
    return value;
  };
  const ue = (): number => {
    let zeros = 0;
    while (zeros < 32 && one() === 0) zeros++;
    return 2 ** zeros - 1 + bits(zeros);
  };
  return {
    bits, ue,
    se: () => {
      const value = ue();
      return value % 2 === 1 ? (value + 1) / 2 : -value / 2;
    },
    skip: (n) => void (at += n),
    over: () => at > rbsp.length * 8,
  };
}

/** Takes the emulation prevention bytes out (00 00 03 → 00 00). */
export function unescaped(nal: Uint8Array): Uint8Array {
  const out = new Uint8Array(nal.length);
  let [n, zeros] = [0, 0];
  for (const byte of nal) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    out[n++] = byte;
  }
  return out.subarray(0, n);
}
