/** Somewhere objects are put by name (`a/b/c`, letters, digits, `-`, `_`, `.`). Each call ends or fails within the patience given. */
export interface Place {
  /** All names that begin with `prefix/`, with their sizes, bytes; none where there is nothing. */
  list(prefix: string): Promise<Map<string, number>>;
  /** Whole or not at all; what stood there is replaced. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** @returns undefined where there is none */
  get(name: string): Promise<Buffer | undefined>;
  /** Nothing happens where there is none. */
  remove(name: string): Promise<void>;
  close(): Promise<void>;
}

/** An object read into memory is not larger, bytes. */
export const LARGEST = 300 * 1024 * 1024;
