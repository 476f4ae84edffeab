/** Entry of the process that fetches cameras' pictures: forked by the backend, ended with it. Does nothing when loaded by anything else. */
import { systemClock } from "../clock.ts";
import { runGateway } from "../video/gateway/run.ts";

/** For a camera that turns to be told to stop, and others that nobody listens any more, once the backend is gone, ms. */
const LAST_WORDS = 1000;

if (process.env["KYDAI_VIDEO_GATEWAY"] === "1" && process.send !== undefined) {
  const end = runGateway({
    send: (told) => void (process.connected && process.send?.(told)),
    onOrder: (take) => void process.on("message", take),
  }, systemClock());
  // The backend is gone, however it went: nobody is to be served any more.
  process.on("disconnect", () => {
    setTimeout(() => process.exit(0), LAST_WORDS);
    void end().finally(() => process.exit(0));
  });
  // Ctrl-C in a terminal reaches both: the backend ends this process in its own order.
  process.on("SIGINT", () => undefined);
}
