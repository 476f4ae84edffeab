import type { Instant } from "#contract/ids";
import { withFrame, type Later } from "./frame.ts";
import { createSignal, type Signal } from "./signal.ts";
import { serverNow } from "./socket.ts";

/** How fast the past can be played: seconds of the past in a second. */
export const SPEEDS = [1, 10, 60, 600] as const;
export type Speed = (typeof SPEEDS)[number];

/** What time this window asks for. What it shows, and of which instant, says `seen`: an answer may be on its way. */
export type RoomTime = { is: "now" } | { is: "past"; at: Instant; playing: boolean; speed: Speed };

/** A window's time. Each window has its own; a window of the wall never leaves the present. */
export interface TimeOfRoom extends Pick<Signal<RoomTime>, "get" | "subscribe"> {
  /** Looks back at an instant; from now on is the present. Playing goes on from there. */
  goTo(at: Instant): void;
  /** From the present: nothing is played. */
  play(speed: Speed): void;
  pause(): void;
  backToNow(): void;
}

export function createRoomTime(now: () => Instant, later: Later): TimeOfRoom {
  const time = createSignal<RoomTime>({ is: "now" }, later);
  return {
    get: time.get,
    subscribe: time.subscribe,
    goTo(at) {
      const was = time.get();
      if (at >= now()) time.set({ is: "now" });
      else if (was.is === "past") time.set({ ...was, at });
      else time.set({ is: "past", at, playing: false, speed: 1 });
    },
    play(speed) {
      const was = time.get();
      if (was.is === "past") time.set({ ...was, playing: true, speed });
    },
    pause() {
      const was = time.get();
      if (was.is === "past" && was.playing) time.set({ ...was, playing: false });
    },
    backToNow: () => time.set({ is: "now" }),
  };
}

/** This window's. */
export const roomTime = createRoomTime(serverNow, withFrame);
