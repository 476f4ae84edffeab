import { readFile, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { FILM_URL } from "#contract/camera";
import { fail, ok, type Result } from "#contract/result";
import { splitAnnexB } from "../media/annex-b.ts";
import { openAssembler } from "../media/assembler.ts";
import { H264_RULES } from "../media/h264.ts";
import type { AccessUnit, StreamFormat } from "../media/unit.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import { readMp4, type Film } from "./mp4.ts";

/** Bytes of one film: it lies in memory while it plays. */
const MOST = 64_000_000;
/** Pictures a second of a stream that has no times of its own, where the address does not say. */
const USUAL_FPS = 25;

/** Pictures ready to be given out, from a key one on. */
export interface Loop {
  units: { unit: Omit<AccessUnit, "timestamp">; at: number; format: StreamFormat }[];
  /** ms after which it begins anew. */
  length: number;
}

/** Reads a film of the one folder films are played from; whatever its name or a link says, from no other. */
export async function readLoop(url: string, folder: string): Promise<Result<Loop, RtspFault>> {
  const [, name, kind, fps] = FILM_URL.exec(url) ?? [];
  if (name === undefined) return fail(rtspFault("refused", "not the name of a film"));
  let bytes: Buffer;
  try {
    const file = await realpath(join(folder, name));
    if (dirname(file) !== await realpath(folder)) return fail(rtspFault("refused", "the film lies in another folder"));
    const about = await stat(file);
    if (!about.isFile() || about.size > MOST) return fail(rtspFault("refused", about.isFile() ? "the film is too large" : "not a film"));
    bytes = await readFile(file);
  } catch {
    return fail(rtspFault("not-found", "no such film"));
  }
  const film = kind === "mp4" ? readMp4(bytes) : readStream(bytes, fps === undefined ? USUAL_FPS : Number(fps));
  if (!film.ok) return fail(rtspFault("unsupported", film.fault));
  return loopOf(film.value);
}

/** An H.264 stream without times (Annex B): a picture begins where its first slice, or what goes before it, stands. */
export function readStream(bytes: Buffer, fps: number): Result<Film, string> {
  const pictures: Film["pictures"] = [];
  let nals: Buffer[] = [];
  let picture = false;
  const end = (): void => {
    if (picture) pictures.push({ nals, at: (pictures.length * 1000) / fps });
    [nals, picture] = [[], false];
  };
  for (const nal of splitAnnexB(bytes)) {
    const kind = H264_RULES.kindOf(nal);
    const slice = H264_RULES.isPicture(kind);
    if (picture && (!slice || H264_RULES.isFirst(nal))) end();
    nals.push(nal);
    picture ||= slice;
  }
  end();
  return pictures.length === 0 ? fail("no H.264 picture in it") : ok({ pictures, sets: [], length: (pictures.length * 1000) / fps });
}

function loopOf({ pictures, sets, length }: Film): Result<Loop, RtspFault> {
  const assembler = openAssembler(H264_RULES, sets);
  const units: Loop["units"] = [];
  for (const [i, { nals, at }] of pictures.entries()) {
    assembler.begin(i + 1);
    // A delimiter says nothing.
    for (const nal of nals) if (H264_RULES.kindOf(nal) !== 9) assembler.add(nal);
    const format = assembler.format();
    for (const { timestamp: _, ...unit } of assembler.marked()) if (format !== undefined && (units.length > 0 || unit.key)) units.push({ unit, at, format });
  }
  const [first] = units;
  if (first === undefined || !(length >= 1)) return fail(rtspFault("unsupported", "no key picture in it"));
  return ok({ units: units.map((one) => ({ ...one, at: one.at - first.at })), length: length - first.at });
}
