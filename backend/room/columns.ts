/** Observations as growing columns that are emptied, not thrown away: the judged half of a turn. */
export class Columns {
  n = 0;
  series = new Uint32Array(1024);
  t = new Float64Array(1024);
  v = new Float64Array(1024);
  /** Index into QUALITIES. */
  q = new Uint8Array(1024);

  push(series: number, t: number, v: number, q: number): void {
    if (this.n === this.series.length) this.grow();
    const i = this.n++;
    this.series[i] = series;
    this.t[i] = t;
    this.v[i] = v;
    this.q[i] = q;
  }

  clear(): void {
    this.n = 0;
  }

  private grow(): void {
    const { series, t, v, q } = this;
    const size = series.length * 2;
    (this.series = new Uint32Array(size)).set(series);
    (this.t = new Float64Array(size)).set(t);
    (this.v = new Float64Array(size)).set(v);
    (this.q = new Uint8Array(size)).set(q);
  }
}
