import type { SourceId } from "#contract/ids";
import type { Result } from "#contract/result";
import type { Delivery, Intake, Settled, SourceDesk } from "../ports.ts";
import { granted } from "./grants.ts";
import { formOf } from "./mqtt-topics.ts";
import { sampleOf, visible } from "./sample.ts";
import { parseObservations } from "./sensorthings.ts";

/** One PUBLISH: from whom, what, and who waits for it. */
export interface Message {
  sourceId: SourceId;
  topic: string;
  payload: Uint8Array;
  /** The sender waits for durability (QoS 1 and 2). */
  wants: boolean;
  /** An old message that the broker kept: without a time of its own it says nothing about now. */
  retained?: boolean;
  /** Called once: the message may be acknowledged (QoS 0: the next one may be read), or the connection is to be closed. */
  done: (outcome: "ok" | "store-failed" | "unknown-source") => void;
}

export interface Inlet {
  take(message: Message): void;
  /** Messages held back because the pipeline is full. */
  held(): number;
}

/**
 * From published bytes to the intake. While the intake is full messages wait here unparsed and unacknowledged, in their order:
 * their connections are not read meanwhile, so at most one read (64 KiB) of each connection waits.
 */
export function openInlet(options: { intake: Intake; desk: SourceDesk; onRefused?: (delivery: Delivery, outcome?: Result<Settled>) => void }): Inlet {
  const { intake, desk } = options;
  let full = false;
  const waiting: Message[] = [];
  const hand = (message: Message): void => {
    const { done, wants } = message;
    const delivery = understand(message, desk);
    if (delivery === undefined) return done("unknown-source");
    if (wants) {
      delivery.settle = (outcome) => {
        done(outcome.ok ? "ok" : "store-failed");
        if (outcome.ok && outcome.value.rejected.length > 0) options.onRefused?.(delivery, outcome);
      };
    }
    full = !intake.deliver(delivery);
    if (delivery.refused.length > 0) options.onRefused?.(delivery);
    if (!wants) done("ok");
  };
  intake.onRoom(() => {
    full = false;
    let taken = 0;
    for (let next = waiting[0]; next !== undefined && !full; next = waiting[taken]) {
      taken++;
      hand(next);
    }
    waiting.splice(0, taken);
  });
  return {
    take(message) {
      if (full) waiting.push(message);
      else hand(message);
    },
    held: () => waiting.length,
  };
}

/** @returns undefined when the source is gone or disabled */
function understand({ sourceId, topic, payload, retained }: Message, desk: SourceDesk): Delivery | undefined {
  const source = desk.source(sourceId);
  if (source === undefined || !source.enabled) return undefined;
  const form = formOf(topic);
  if (form === undefined) {
    const detail = `topic: ${visible(topic, 200)} is not open to sources`;
    return { sourceId, readings: [], refused: [{ reason: "forbidden-datastream", detail, sample: sampleOf(payload) }] };
  }
  const { readings, refused } = parseObservations(payload, form, (id) => granted(source, id));
  if (retained !== true) return { sourceId, readings, refused };
  const timeless = readings.filter(({ phenomenonTime }) => phenomenonTime === undefined);
  for (const { datastreamId } of timeless) refused.push({ reason: "malformed", detail: "phenomenonTime: missing in a retained message", datastreamId, sample: sampleOf(payload) });
  return { sourceId, readings: readings.filter(({ phenomenonTime }) => phenomenonTime !== undefined), refused };
}
