import { open } from "node:fs/promises";
import { ascii } from "./wall-content.ts";

/** Boxes looked at in the uppermost level: films of telephones have a handful, fragmented ones some thousands. */
const MOST_BOXES = 20_000;

/**
 * Whether the file is an ISO 14496-12 film to its end: its boxes follow one another without a gap, the last ends where the file
 * does, and one of them says how it is to be shown. A header before something else, or a film cut off, is none.
 */
export async function isWholeFilm(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size: length } = await handle.stat();
    const head = new Uint8Array(16);
    const view = new DataView(head.buffer);
    let shown = false;
    let at = 0;
    for (let boxes = 0; at < length; boxes++) {
      const { bytesRead } = await handle.read(head, 0, 16, at);
      if (bytesRead < 8 || boxes >= MOST_BOXES) return false;
      const name = ascii(head, 4, 4);
      if (!/^[A-Za-z0-9 _-]{4}$/.test(name)) return false;
      if (name === "moov" || name === "moof") shown = true;
      const size = view.getUint32(0);
      // 0: to the end of the file; 1: the size stands behind the name, in 64 bits.
      const whole = size === 0 ? length - at : size === 1 && bytesRead === 16 ? Number(view.getBigUint64(8)) : size;
      if (whole < 8) return false;
      at += whole;
    }
    return shown && at === length;
  } finally {
    await handle.close();
  }
}
