import type { SourceId } from "#contract/ids";
import type { Rejection, RejectionReason } from "#contract/observation";
import type { Delivery, TelemetryBatch } from "../ports.ts";

/** Rejections kept with their sample per batch; beyond it they are only counted. */
const SAMPLES = 200;

/** A delivery whose sender waits, and where its accepted readings lie in the batch. */
export interface Waiter {
  settle: NonNullable<Delivery["settle"]>;
  from: number;
  to: number;
  rejected: { index: number; reason: RejectionReason; detail: string }[];
}

/** Growing columns of accepted observations with what was refused beside them: one commit's worth. */
export class Batch {
  n = 0;
  waiters: Waiter[] = [];
  private series = new Uint32Array(1024);
  private t = new Float64Array(1024);
  private v = new Float64Array(1024);
  private q = new Uint8Array(1024);
  private from = new Uint16Array(1024);
  private late = new Uint8Array(1024);
  private readonly sources: SourceId[] = [];
  private readonly sourceIndex = new Map<SourceId, number>();
  private readonly rejections: Rejection[] = [];
  private readonly more = new Map<string, { sourceId: SourceId; reason: RejectionReason; count: number }>();
  private refusedCount = 0;

  get empty(): boolean {
    return this.n === 0 && this.refusedCount === 0 && this.waiters.length === 0;
  }

  /** Readings in it, refused ones included. */
  get size(): number {
    return this.n + this.refusedCount;
  }

  push(sourceId: SourceId, series: number, t: number, v: number, q: number, late: boolean): void {
    if (this.n === this.series.length) this.grow();
    const i = this.n++;
    this.series[i] = series;
    this.t[i] = t;
    this.v[i] = v;
    this.q[i] = q;
    this.from[i] = this.indexOf(sourceId);
    this.late[i] = late ? 1 : 0;
  }

  refuse(rejection: Rejection): void {
    this.refusedCount++;
    if (this.rejections.length < SAMPLES) {
      this.rejections.push(rejection);
      return;
    }
    const key = `${rejection.sourceId} ${rejection.reason}`;
    const former = this.more.get(key);
    if (former === undefined) this.more.set(key, { sourceId: rejection.sourceId, reason: rejection.reason, count: 1 });
    else former.count++;
  }

  /** The columns cut to length, ready to be handed to the store. Fresh copies: the store transfers them. */
  seal(): TelemetryBatch {
    const n = this.n;
    return {
      series: this.series.slice(0, n), t: this.t.slice(0, n), v: this.v.slice(0, n), q: this.q.slice(0, n),
      from: this.from.slice(0, n), late: this.late.slice(0, n), sources: [...this.sources],
      rejections: [...this.rejections], moreRejected: [...this.more.values()],
    };
  }

  private indexOf(sourceId: SourceId): number {
    const known = this.sourceIndex.get(sourceId);
    if (known !== undefined) return known;
    const index = this.sources.push(sourceId) - 1;
    this.sourceIndex.set(sourceId, index);
    return index;
  }

  private grow(): void {
    const size = this.series.length * 2;
    const wider = <A extends Uint32Array | Float64Array | Uint8Array | Uint16Array>(make: A, old: A): A => (make.set(old), make);
    this.series = wider(new Uint32Array(size), this.series);
    this.t = wider(new Float64Array(size), this.t);
    this.v = wider(new Float64Array(size), this.v);
    this.q = wider(new Uint8Array(size), this.q);
    this.from = wider(new Uint16Array(size), this.from);
    this.late = wider(new Uint8Array(size), this.late);
  }
}
