import { fail, type Result } from "#contract/result";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";

/** A picture as a segment holds it. */
export interface Piece {
  /** NAL units without start codes. */
  nals: Buffer[];
  /** When it is decoded and when it is shown, ticks of 90,000 a second; beginning anywhere, and they may begin anew. */
  dts: number;
  pts: number;
}
/** What a segment holds, in the order of decoding. */
export interface Pieces {
  codec: "h264" | "h265";
  pieces: Piece[];
  /** Parameter sets beside the pictures. */
  sets: Buffer[];
  /** That its pictures keep in memory, at most. */
  bytes: number;
}
/** Pictures of one segment; NAL units of all of them: a sender of empty ones must not fill memory with their heads. */
export const [MOST_PIECES, MOST_NALS] = [10_000, 100_000];

export const unreadable = (detail: string): Result<never, RtspFault> => fail(rtspFault("malformed", detail));
