import type { VideoMessage } from "#contract/video-wire";
import type { DecodingFailure, MakeDecoding, Picture, Unit } from "../../renderer/video/decoding.ts";

/** A picture that remembers whether it was closed. */
export interface HandPicture extends Picture {
  closed: boolean;
}

/** Decoders that work when told to. */
export interface HandDecoders {
  make: MakeDecoding<HandPicture>;
  /** What was asked for, oldest first. */
  made: { codec: string; width: number; height: number; software: boolean }[];
  /** Every open decoder gives the pictures of all that waits in it. @param swallows of these units it makes none */
  finish: (swallows?: (unit: Unit) => boolean) => void;
  /** The newest decoder fails, if it is open. */
  fail: (why: DecodingFailure) => void;
  open: () => number;
  unclosed: () => number;
  /** Decoders whose first unit was no key. */
  withoutKey: () => number;
}

export function handDecoders(): HandDecoders {
  const made: HandDecoders["made"] = [];
  const pictures: HandPicture[] = [];
  const decoders: { waiting: Unit[]; first: boolean | undefined; closed: boolean; picture: (picture: HandPicture) => void; failed: (why: DecodingFailure) => void }[] = [];
  return {
    made,
    make(what, on) {
      made.push(what);
      const mine: (typeof decoders)[number] = { waiting: [], first: undefined, closed: false, ...on };
      decoders.push(mine);
      return {
        decode(given) {
          mine.first ??= given.key;
          mine.waiting.push(given);
        },
        waiting: () => mine.waiting.length,
        close: () => {
          mine.closed = true;
          mine.waiting = [];
        },
      };
    },
    finish(swallows = () => false) {
      for (const decoder of decoders) {
        for (const { timestamp } of decoder.waiting.splice(0).filter((each) => !swallows(each))) {
          const picture: HandPicture = { timestamp, closed: false, close: () => void (picture.closed = true) };
          pictures.push(picture);
          decoder.picture(picture);
        }
      }
    },
    fail(why) {
      const newest = decoders.at(-1);
      if (newest?.closed === false) newest.failed(why);
    },
    open: () => decoders.filter(({ closed }) => !closed).length,
    unclosed: () => pictures.filter(({ closed }) => !closed).length,
    withoutKey: () => decoders.filter(({ first }) => first === false).length,
  };
}

/** A message with a unit, as the gateway sends it. */
export function unit(more: Partial<VideoMessage> = {}): VideoMessage {
  return { type: "unit", codec: "h264", key: false, broken: false, stale: false, tile: 7, seq: 0, serial: 0, arrived: 0, captured: undefined, payload: new Uint8Array(8), ...more };
}
