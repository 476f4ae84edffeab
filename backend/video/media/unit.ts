import type { VideoCodec } from "#contract/video-wire";

/** One whole picture as it came (Annex B with start codes, or a JPEG). */
export interface AccessUnit {
  codec: VideoCodec;
  /** Can be decoded without any before it. */
  key: boolean;
  /** Something before it was lost: pictures up to the next key one may be wrong. */
  broken: boolean;
  data: Buffer;
  /** On the track's RTP clock. */
  timestamp: number;
}

/** What a stream's pictures are, as its parameter sets say. */
export interface StreamFormat {
  codec: VideoCodec;
  /** As WebCodecs names it; "mjpeg". */
  name: string;
  width: number;
  height: number;
}

/** Makes pictures of packets. */
export interface Depacketizer {
  /** @param lost packets missing right before it. @returns the pictures that became whole with it: none, one, or two */
  take(packet: { payload: Buffer; timestamp: number; marker: boolean }, lost: number): AccessUnit[];
  /** Known once the parameter sets came. */
  format(): StreamFormat | undefined;
  /** Bytes held back for a picture that is not whole: at most MAX_UNIT and a packet. */
  waiting(): number;
}

/** Bytes of one picture; a larger one is dropped, and the next is `broken`. */
export const MAX_UNIT = 8_000_000;
/** Pieces of one picture: a sender of empty ones must not fill memory with their heads. */
export const MAX_PIECES = 10_000;

export const START_CODE = Buffer.from([0, 0, 0, 1]);
