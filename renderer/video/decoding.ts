/** A decoded picture; a VideoFrame is one. Whoever holds it last closes it: decoders have few. */
export interface Picture {
  readonly timestamp: number;
  close(): void;
}

/** An access unit or a JPEG. `timestamp`: µs, ascending, no two alike; its picture has the same. */
export interface Unit {
  key: boolean;
  timestamp: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** One decoder at work. */
export interface Decoding {
  /** The first unit must be a key one. */
  decode(unit: Unit): void;
  /** Units that wait. */
  waiting(): number;
  close(): void;
}

/** `broken`: it may be tried again from the next key unit. `unplayable`: nothing here knows the codec. */
export type DecodingFailure = "broken" | "unplayable";

/** Makes a decoder. @param software no hardware: it did not work, or a picture is too small to be worth one of its few sessions. */
export type MakeDecoding<P extends Picture> = (
  what: { codec: string; width: number; height: number; software: boolean },
  on: { picture: (picture: P) => void; failed: (why: DecodingFailure) => void },
) => Decoding;
