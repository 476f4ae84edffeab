import type { Picture } from "./decoding.ts";

/** Where the pictures of a tile go. It closes each, whatever becomes of it. */
export interface Sink<P extends Picture> {
  /** @returns false: it is dropped, for the screen has not taken the last ones yet or takes none any more */
  put(picture: P): boolean;
  close(): void;
}
