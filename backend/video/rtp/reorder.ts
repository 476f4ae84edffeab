import { wrapped, type RtpPacket } from "./packet.ts";

/** Packets held back for one that is missing, and for how long, ms. UDP alone brings them out of order. */
const WINDOW = { packets: 64, wait: 50 };

/** A packet in its turn; `lost`: how many before it never came. */
export type InTurn = (packet: RtpPacket, lost: number) => void;

/** Puts packets in order. A late or doubled one is dropped; another sender's begins anew. */
export interface Reorder {
  take(packet: RtpPacket, now: number): void;
  /** To be called now and then while packets are held back: gives up waiting when it was long enough. */
  tick(now: number): void;
  /** Bounded by WINDOW. */
  held(): number;
}

export function openReorder(turn: InTurn): Reorder {
  let next: number | undefined;
  let ssrc: number | undefined;
  const held = new Map<number, { packet: RtpPacket; at: number }>();

  function pass(packet: RtpPacket, lost: number): void {
    next = (packet.seq + 1) & 0xff_ff;
    turn(packet, lost);
  }
  function drain(): void {
    for (;;) {
      const here = next === undefined ? undefined : held.get(next);
      if (here === undefined) return;
      held.delete(here.packet.seq);
      pass(here.packet, 0);
    }
  }
  /** The nearest that is held takes its turn: what lies before it is lost. */
  function giveUp(): void {
    let nearest: RtpPacket | undefined;
    for (const { packet } of held.values()) if (nearest === undefined || wrapped(nearest.seq, packet.seq, 16) < 0) nearest = packet;
    if (nearest === undefined || next === undefined) return;
    held.delete(nearest.seq);
    pass(nearest, wrapped(next, nearest.seq, 16));
    drain();
  }

  return {
    held: () => held.size,
    take(packet, now) {
      if (next === undefined || packet.ssrc !== ssrc) {
        held.clear();
        const first = ssrc === undefined;
        ssrc = packet.ssrc;
        return pass(packet, first ? 0 : 1);
      }
      const ahead = wrapped(next, packet.seq, 16);
      if (ahead === 0) {
        pass(packet, 0);
        return drain();
      }
      // A sender that began anew under the same name jumps far; what came a little late is of no use any more.
      if (ahead < -1000 || ahead > 3000) {
        held.clear();
        return pass(packet, 1);
      }
      if (ahead < 0) return;
      held.set(packet.seq, { packet: { ...packet, payload: Buffer.from(packet.payload) }, at: now });
      if (held.size > WINDOW.packets) giveUp();
    },
    tick(now) {
      while (held.size > 0 && [...held.values()].some(({ at }) => now - at >= WINDOW.wait)) giveUp();
    },
  };
}
