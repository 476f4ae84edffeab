import type { Picture } from "./decoding.ts";

/** Where the pictures of a tile go. It closes each, whatever becomes of it. */
export interface Sink<P extends Picture> {
  /** @returns false: the screen has not taken the last ones yet, this one is dropped */
  put(picture: P): boolean;
  close(): void;
}
