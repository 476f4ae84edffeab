import { fork, type ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import type { Clock, Log } from "../../ports.ts";
import { BEAT, Told, type Order } from "../gateway/orders.ts";

/** A gateway that says nothing for so long is ended, ms; one that just began gets longer. */
const SILENCE = { usual: 4000, begun: 20_000 };
/** Nothing for so long, ms: it is not believed any more. */
const UNHEARD = 5 * BEAT;
/** … and so long beyond, ms. */
const DOUBT = 500;
/** How long to wait before it is begun anew, ms: doubled while it dies at once. */
const AGAIN = { first: 200, most: 5000, well: 30_000 };
/** Memory of its heap, MB: rings lie outside it. */
const HEAP_MB = 512;

/** The gateway's process: begun, watched, begun anew. */
export interface Supervisor {
  send(order: Order, socket?: Socket): boolean;
  pid(): number | undefined;
  /** It has said nothing for longer than five of its beats: what it said last may be over. */
  isSilent(): boolean;
  close(): Promise<void>;
}

interface Options {
  clock: Clock;
  log: Log;
  onTold: (told: Told) => void;
  /** It is there (again) and knows nothing: to be told everything. */
  onBegun: () => void;
  onDied: (detail: string) => void;
}

export function superviseGateway({ clock, log, onTold, onBegun, onDied }: Options): Supervisor {
  let child: ChildProcess | undefined;
  let closed = false;
  let [wait, begunAt, heardAt] = [AGAIN.first, 0, 0];
  let cancelSilence = (): void => undefined;
  let cancelAgain = (): void => undefined;

  function expect(ms: number, of: ChildProcess): void {
    cancelSilence();
    cancelSilence = clock.after(ms, () => {
      // This process itself may have stood still: what the gateway said meanwhile is read first.
      cancelSilence = clock.after(DOUBT, () => {
        log.error("video-gateway-silent", { ms });
        of.kill("SIGKILL");
      });
    });
  }
  function begin(): void {
    begunAt = clock.steady();
    heardAt = 0;
    const made = fork(new URL("../../workers/video-gateway.ts", import.meta.url), [], { env: { ...process.env, KYDAI_VIDEO_GATEWAY: "1" }, execArgv: [`--max-old-space-size=${HEAP_MB}`, "--disable-warning=ExperimentalWarning"], stdio: ["ignore", "ignore", "pipe", "ipc"], serialization: "json" });
    child = made;
    expect(SILENCE.begun, made);
    let last = "";
    // Only the last words are kept; what a camera sent is in none of them.
    made.stderr?.on("data", (chunk: Buffer) => (last = (last + chunk.toString("utf8")).slice(-2000)));
    made.on("message", (message: unknown) => {
      const told = Told.safeParse(message);
      if (!told.success || child !== made) return;
      expect(SILENCE.usual, made);
      heardAt = clock.steady();
      onTold(told.data);
    });
    made.on("error", (error) => log.error("video-gateway-failed", { error: error.message }));
    made.once("exit", (code, signal) => {
      if (child !== made) return;
      child = undefined;
      cancelSilence();
      if (closed) return;
      const detail = signal ?? `exit ${code ?? "?"}`;
      log.error("video-gateway-died", { detail, last: last.trim().split("\n").slice(-5).join(" | ").slice(0, 500) });
      wait = clock.steady() - begunAt > AGAIN.well ? AGAIN.first : Math.min(AGAIN.most, wait * 2);
      cancelAgain = clock.after(wait, begin);
      onDied(detail);
    });
    onBegun();
  }
  begin();

  return {
    pid: () => child?.pid,
    // One that just began has said nothing that could be wrong.
    isSilent: () => heardAt > 0 && clock.steady() - heardAt > UNHEARD,
    send(order, socket) {
      if (child?.connected !== true) return false;
      if (socket === undefined) {
        // An error of the pipe is the child's end, which is told by itself.
        child.send(order, () => undefined);
        return true;
      }
      // Else Node would have the server ask the child for the connection's end when it closes, and wait for ever where that child is gone.
      Reflect.set(socket, "server", null);
      // Ours until `go`: then destroyed here, which leaves the child's own end of it alone.
      child.send(order, socket, { keepOpen: true }, (error) => void (error !== null && socket.destroy()));
      return true;
    },
    async close() {
      closed = true;
      cancelAgain();
      cancelSilence();
      const leaving = child;
      child = undefined;
      if (leaving === undefined || leaving.exitCode !== null) return;
      await new Promise<void>((done) => {
        const cut = clock.after(2000, () => leaving.kill("SIGKILL"));
        leaving.once("exit", () => {
          cut();
          done();
        });
        if (leaving.connected) leaving.disconnect();
        else leaving.kill("SIGKILL");
      });
    },
  };
}
