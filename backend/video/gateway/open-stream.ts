import { fail, type Result } from "#contract/result";
import { openHlsSession } from "../hls/hls-session.ts";
import { openMjpegSession } from "../http/mjpeg-session.ts";
import { openLoopSession } from "../loop/loop-session.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import { openSession, type SessionOptions } from "../rtsp/session.ts";

/** A stream that plays. */
export interface StreamSession {
  close(): void;
}

/** One line for each kind of address: whatever it is, pictures come out. @param options.films folder of films; absent: none are played */
export async function openStream(options: SessionOptions & { films?: string | undefined }): Promise<Result<StreamSession, RtspFault>> {
  switch (/^[a-z]+:/i.exec(options.url)?.[0].toLowerCase()) {
    case "rtsp:": case "rtsps:": return openSession(options);
    case "http:": case "https:": return new URL(options.url).pathname.toLowerCase().endsWith(".m3u8") ? openHlsSession(options) : openMjpegSession(options);
    case "film:": return options.films === undefined ? fail(rtspFault("refused", "no films are played here")) : openLoopSession(options, options.films);
    default: return fail(rtspFault("unsupported", "no such kind of address"));
  }
}
