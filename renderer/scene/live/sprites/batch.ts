import type { Buffer, Device } from "@luma.gl/core";

/** Numbers per instance of each column, by the attribute's name in the shader. */
export type Columns = Readonly<Record<string, 1 | 2 | 3 | 4>>;

/** Instances as columns of numbers, held here and on the graphics card; only what was touched is sent, with the next picture. */
export interface Batch<C extends Columns = Columns> {
  readonly columns: C;
  readonly count: number;
  /** Makes room for so many, all to be written anew. Arrays may be others afterwards. */
  resize(count: number): void;
  array(name: keyof C & string): Float32Array;
  /** Instances from … to (without it) of this column were written. */
  touch(name: keyof C & string, from: number, to: number): void;
  /**
   * Sends what was touched. @returns the buffers by name; another object when some of them are new. Not to be called without
   * a current picture: the map's own state must not change between its pictures.
   */
  flush(device: Device): Readonly<Record<string, Buffer>>;
  /** Frees the buffers; the next `flush` makes new ones. */
  release(): void;
}

/** Room is made in steps, so that one more station seldom makes new buffers. */
const LEAST = 256;

export function createBatch<C extends Columns>(columns: C): Batch<C> {
  const names = Object.keys(columns);
  const arrays = new Map<string, Float32Array>(names.map((name) => [name, new Float32Array(LEAST * columns[name]!)]));
  const dirty = new Map<string, { from: number; to: number }>();
  let capacity = LEAST;
  let count = 0;
  let buffers: Record<string, Buffer> | undefined;
  let sent = 0;

  function array(name: string): Float32Array {
    const found = arrays.get(name);
    if (found === undefined) throw new RangeError(`no column ${name}`);
    return found;
  }
  function touch(name: string, from: number, to: number): void {
    const range = dirty.get(name);
    if (range === undefined) dirty.set(name, { from, to });
    else {
      range.from = Math.min(range.from, from);
      range.to = Math.max(range.to, to);
    }
  }

  return {
    columns, array, touch,
    get count() {
      return count;
    },
    resize(next) {
      count = next;
      if (next > capacity) {
        capacity = Math.max(next, 2 * capacity);
        for (const name of names) arrays.set(name, new Float32Array(capacity * columns[name]!));
      }
      for (const name of names) touch(name, 0, next);
    },
    flush(device) {
      if (buffers === undefined || sent !== capacity) {
        for (const buffer of Object.values(buffers ?? {})) buffer.destroy();
        buffers = Object.fromEntries(names.map((name) => [name, device.createBuffer({ byteLength: array(name).byteLength })]));
        sent = capacity;
        for (const name of names) touch(name, 0, count);
      }
      for (const [name, { from, to }] of dirty) {
        const size = columns[name]!;
        if (to > from) buffers[name]!.write(array(name).subarray(from * size, to * size), from * size * Float32Array.BYTES_PER_ELEMENT);
      }
      dirty.clear();
      return buffers;
    },
    release() {
      for (const buffer of Object.values(buffers ?? {})) buffer.destroy();
      buffers = undefined;
      sent = 0;
    },
  };
}

/** Writes degrees as two floats each, high and low part: [lon, lat, lon's rest, lat's rest]. One float is metres off. */
export function writePlace(array: Float32Array, i: number, lon: number, lat: number): void {
  const at = 4 * i;
  array[at] = lon;
  array[at + 1] = lat;
  array[at + 2] = lon - array[at]!;
  array[at + 3] = lat - array[at + 1]!;
}
