/** Newest phenomenonTime per series, ms; 0 where there is none. Grows with the catalogue. */
export class Newest {
  private times = new Float64Array(1024);

  get(series: number): number {
    return series < this.times.length ? this.times[series]! : 0;
  }

  set(series: number, t: number): void {
    if (series >= this.times.length) {
      const former = this.times;
      this.times = new Float64Array(Math.max(series + 1, former.length * 2));
      this.times.set(former);
    }
    this.times[series] = t;
  }

  /** After the wall clock went back: a time now in the future would make every reading late until it is reached again. */
  clamp(wall: number): void {
    for (let i = 0; i < this.times.length; i++) if (this.times[i]! > wall) this.times[i] = wall;
  }
}
