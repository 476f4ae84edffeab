import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A line between two programs that can be cut: connections stand and nothing passes, as when a cable is pulled. */
export interface Cable {
  port: number;
  /** Nothing passes any more, in either direction, and new connections get no answer. */
  cut(): void;
  /** What was under way is lost, and only the near side knows; new connections pass. */
  mend(): void;
  close(): Promise<void>;
}

export async function openCable(to: number): Promise<Cable> {
  const ends = new Set<Socket>();
  const near = new Set<Socket>();
  /** Near ends of connections that were cut: the far end hears nothing of their end. */
  const lost = new Set<Socket>();
  let whole = true;
  const server = createServer((here) => {
    ends.add(here);
    near.add(here);
    here.on("error", () => undefined).on("close", () => {
      ends.delete(here);
      near.delete(here);
    });
    if (!whole) return void here.pause();
    const there = connect(to, "127.0.0.1");
    ends.add(there);
    there.on("error", () => here.destroy()).on("close", () => {
      ends.delete(there);
      here.destroy();
    });
    here.on("close", () => lost.delete(here) || there.destroy());
    for (const [from, to_] of [[here, there], [there, here]] as const) from.on("data", (chunk) => {
      // What one side does not take is not gathered here: the other one waits.
      if (!whole || to_.write(chunk)) return;
      from.pause();
      to_.once("drain", () => from.resume());
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const drop = (some: Set<Socket>) => {
    for (const end of some) end.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      whole = false;
      for (const end of near) lost.add(end);
    },
    mend() {
      drop(near);
      whole = true;
    },
    async close() {
      drop(ends);
      await new Promise((done) => server.close(done));
    },
  };
}
