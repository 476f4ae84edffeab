import type { IncomingMessage } from "node:http";
import { fail, ok, type Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";

/** Reads an answer to its end, within bounds; its connection is closed at them. @param most bytes. @param patience ms for all of it */
export function readBody(answer: IncomingMessage, { most, patience, clock, signal }: { most: number; patience: number; clock: Pick<Clock, "after">; signal?: AbortSignal | undefined }): Promise<Result<Buffer, RtspFault>> {
  return new Promise((done) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const settle = (result: Result<Buffer, RtspFault>): void => {
      cancel();
      signal?.removeEventListener("abort", aborted);
      answer.destroy();
      done(result);
    };
    const aborted = (): void => settle(fail(rtspFault("closed", "not wanted any more")));
    const cancel = clock.after(patience, () => settle(fail(rtspFault("timeout", "it does not come to its end"))));
    if (signal?.aborted === true) return aborted();
    signal?.addEventListener("abort", aborted, { once: true });
    if (Number(answer.headers["content-length"] ?? 0) > most) return settle(fail(rtspFault("malformed", "the answer is too large")));
    answer.on("data", (piece: Buffer) => {
      size += piece.length;
      pieces.push(piece);
      if (size > most) settle(fail(rtspFault("malformed", "the answer is too large")));
    });
    answer.on("error", () => settle(fail(rtspFault("closed", "the connection broke"))));
    answer.once("end", () => settle(answer.complete ? ok(Buffer.concat(pieces)) : fail(rtspFault("closed", "the connection broke"))));
    answer.once("close", () => settle(fail(rtspFault("closed", "the connection broke"))));
    return undefined;
  });
}
