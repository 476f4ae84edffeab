import type { Clock } from "../../ports.ts";
import { openMedia } from "../media/open-media.ts";
import type { AccessUnit, StreamFormat } from "../media/unit.ts";
import { parseRtp } from "../rtp/packet.ts";
import { openReorder } from "../rtp/reorder.ts";
import { openReception, parseRtcp } from "../rtp/rtcp.ts";
import type { VideoTrack } from "./sdp.ts";

/** A picture with its times. */
export interface Received extends AccessUnit {
  /** When its last packet came, ms UTC of our clock. */
  arrived: number;
  /** ms UTC of the camera's clock; undefined: it does not tell. */
  captured: number | undefined;
  /** How long before it came here it was made at the latest, ms, where `arrived` says so: it came in a segment. */
  age?: number;
}

/** From packets to pictures: order, loss, clock. */
export interface Receive {
  rtp(data: Buffer): void;
  /** @returns whether the camera said goodbye */
  rtcp(data: Buffer): boolean;
  /** Gives up on packets that are late. */
  tick(): void;
  /** A receiver report; undefined before the first packet. */
  report(): Buffer | undefined;
  counts(): { received: number; lost: number };
}

export function openReceive(track: VideoTrack, { clock, ssrc, onUnit }: { clock: Pick<Clock, "wall" | "steady">; ssrc: number; onUnit: (unit: Received, format: StreamFormat | undefined) => void }): Receive {
  const media = openMedia(track);
  const reception = openReception(track.clockRate, ssrc);
  const reorder = openReorder((packet, lost) => {
    for (const unit of media.take(packet, lost)) onUnit({ ...unit, arrived: clock.wall(), captured: reception.wallOf(unit.timestamp) }, media.format());
  });
  return {
    rtp(data) {
      const packet = parseRtp(data);
      // Other payload types in the same stream are of comfort noise, repair and the like.
      if (packet === undefined || packet.payloadType !== track.payloadType) return;
      reception.packet(packet, clock.steady());
      reorder.take(packet, clock.steady());
    },
    rtcp(data) {
      const { reports, bye } = parseRtcp(data);
      for (const report of reports) reception.report(report, clock.steady());
      return bye;
    },
    tick: () => reorder.tick(clock.steady()),
    report: () => reception.write(clock.steady()),
    counts: () => reception.counts(),
  };
}
