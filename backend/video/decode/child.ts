import { spawn } from "node:child_process";
import { setPriority } from "node:os";

/** What a decoder makes of which: the size of its pictures. */
export interface Decoded {
  codec: "h264" | "h265";
  width: number;
  height: number;
}
/** One picture after the other: planes Y, U, V of 8 bits, without gaps (I420). */
export interface DecodeChild {
  pid: number | undefined;
  /** @returns false: so much waits for it that the unit was left out, and all up to the next key one are to be */
  give(unit: Buffer): boolean;
  close(): void;
}

/** Ends a unit for a parser that otherwise waits for the next ones: two access unit delimiters. With ffmpeg 5.1 three pictures stay inside without them, one or two with them. */
const END = { h264: Buffer.from("0000000109f00000000109f0", "hex"), h265: Buffer.from("0000000146015000000001460150", "hex") } as const;
/** Bytes that may wait for the child. */
const WAITING = 4_000_000;
/** Pictures of now are worth more than others' work; the room's own is worth more than they. */
const NICE = 5;

/** @returns bytes of one picture */
export const sizeOfPicture = ({ width, height }: Pick<Decoded, "width" | "height">): number => (width * height * 3) / 2;

/**
 * Begins a decoder: an ffmpeg of this machine, fed with units and read for pictures through pipes alone, with no file, network or
 * environment of ours. It ends with this process, whose pipes it then finds closed.
 */
export function openDecodeChild({ program, out, onPicture, onEnd }: { program: string; out: Decoded; onPicture: (picture: Buffer) => void; onEnd: (detail: string) => void }): DecodeChild {
  const child = spawn(program, [
    "-hide_banner", "-loglevel", "error", "-protocol_whitelist", "pipe,fd", "-threads", "1", "-flags", "low_delay", "-probesize", "32", "-analyzeduration", "0",
    "-f", out.codec === "h264" ? "h264" : "hevc", "-i", "pipe:0",
    "-an", "-vf", `scale=${out.width}:${out.height}:flags=fast_bilinear`, "-pix_fmt", "yuv420p", "-fps_mode", "passthrough", "-flush_packets", "1", "-f", "rawvideo", "pipe:1",
  ], { stdio: ["pipe", "pipe", "pipe"], env: {} });
  const size = sizeOfPicture(out);
  let pieces: Buffer[] = [];
  let [held, over, said] = [0, false, ""];
  function end(detail: string): void {
    if (over) return;
    over = true;
    child.kill("SIGKILL");
    onEnd(detail);
  }
  if (child.pid !== undefined) {
    try {
      setPriority(child.pid, NICE);
    } catch {
      // It has ended already, which is told by itself.
    }
  }
  child.once("error", (error) => end(error.message));
  child.once("exit", (code, signal) => end(signal ?? `exit ${code ?? "?"}: ${said.trim().split("\n").at(-1) ?? ""}`.slice(0, 200)));
  for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.on("error", () => undefined);
  child.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString("latin1")).slice(-500)));
  child.stdout.on("data", (chunk: Buffer) => {
    pieces.push(chunk);
    held += chunk.length;
    while (held >= size && !over) {
      const all = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
      onPicture(all.subarray(0, size));
      pieces = all.length > size ? [all.subarray(size)] : [];
      held = all.length - size;
    }
  });
  return {
    pid: child.pid,
    give(unit) {
      if (over || child.stdin.writableLength + unit.length > WAITING) return false;
      child.stdin.write(unit);
      child.stdin.write(END[out.codec]);
      return true;
    },
    close() {
      over = true;
      child.kill("SIGKILL");
    },
  };
}
