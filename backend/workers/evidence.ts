/** Entry of the thread that looks into evidence: EXIF and small pictures, one file after the other. Does nothing when loaded by any other thread. */
import { Transformer } from "@napi-rs/image";
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { takenOf } from "../store/exif.ts";

const Start = z.object({ role: z.literal("evidence") });
const Job = z.object({ id: z.int(), what: z.enum(["taken", "thumb"]), file: z.string() });
/** Pixels of the longer side, and JPEG quality. */
const [SIDE, QUALITY] = [320, 70];

/** Larger than its bounds allow is refused before it is kept: what comes here can be unpacked. */
function thumb(file: string): Uint8Array {
  const picture = new Transformer(readFileSync(file)).rotate();
  return picture.resize({ width: SIDE, height: SIDE, fit: 2 }).jpegSync(QUALITY);
}

const port = parentPort;
if (port !== null && Start.safeParse(workerData).success) {
  port.on("message", (message: unknown) => {
    const { id, what, file } = Job.parse(message);
    void (async () => {
      try {
        port.postMessage(what === "thumb" ? { id, jpeg: new Uint8Array(thumb(file)) } : { id, taken: await takenOf(readFileSync(file)) });
      } catch {
        // A picture that cannot be read is kept all the same, without this.
        port.postMessage({ id });
      }
    })();
  });
}
