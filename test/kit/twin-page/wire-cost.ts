import { decodeFrame, encodeFrame } from "#contract/frame";
import { createLatestStore } from "../../../renderer/live/latest.ts";
import type { HandRoom } from "./hand-room.ts";

/** ms that one frame of newest values costs, and what handing it over from a worker would. */
export interface WireCost {
  /** Reading its bytes on the page's thread. */
  decode: number[];
  /** Taking its values into the mirror, which a worker could not do for it. */
  apply: number[];
  /** From a worker's `postMessage` of the same columns, transferred, until the page's thread has them. */
  hop: number[];
}

/** Typed arrays of so many values, sent at once and not copied; the instant of sending goes with them. */
const WORKER = `onmessage = ({ data: n }) => {
  const columns = { series: new Uint32Array(n), v: new Float32Array(n), t: new Float64Array(n), q: new Uint8Array(n) };
  postMessage({ columns, sent: performance.timeOrigin + performance.now() }, Object.values(columns).map(({ buffer }) => buffer));
};`;

/** A browser's clock goes in steps of 0.1 ms: a frame is read so often for one figure. */
const TIMES = 20;

/** @param n readings a frame */
export async function wireCost(room: HandRoom, n: number, rounds: number): Promise<WireCost> {
  const { series, v, t, q } = room.values();
  const store = createLatestStore((ms, task) => void setTimeout(task, ms));
  const cost: WireCost = { decode: [], apply: [], hop: [] };
  const worker = new Worker(URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" })));
  for (let i = 0; i < rounds; i++) {
    const frame = encodeFrame({ series: series.subarray(0, n), v: v.subarray(0, n), t: t.subarray(0, n).map((at) => at + i), q: q.subarray(0, n) }, room.at());
    let read = decodeFrame(frame);
    const from = performance.now();
    for (let k = 0; k < TIMES; k++) read = decodeFrame(frame);
    const mid = performance.now();
    if (read === undefined) throw new Error("not a frame");
    store.apply(read);
    cost.decode.push((mid - from) / TIMES);
    cost.apply.push(performance.now() - mid);
    cost.hop.push(await new Promise<number>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<{ sent: number }>) => resolve(performance.timeOrigin + performance.now() - data.sent);
      worker.postMessage(n);
    }));
  }
  worker.terminate();
  return cost;
}
