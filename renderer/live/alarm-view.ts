import type { Alarm } from "#contract/alarm";

/** One alarm before and after a change; undefined: it was not, or is no longer, open. */
export interface AlarmChange {
  before: Alarm | undefined;
  after: Alarm | undefined;
}

/** What a view shows and in which order. Both must depend on the alarm alone: a change of wish is a new view. */
export interface ViewSpec {
  accept: (alarm: Alarm) => boolean;
  /** Total order: answers 0 for the same alarm only, so end it with the id (`byId`). */
  compare: (a: Alarm, b: Alarm) => number;
}

/** Open alarms, filtered and sorted, kept so change by change. `list` is replaced on change, never altered. */
export interface AlarmView {
  readonly list: readonly Alarm[];
  /** Grows with every change that the view shows. */
  readonly version: number;
}

/** Above this many changes at once a merge is cheaper than one insertion after the other. */
const MERGE_ABOVE = 32;

/** @param alarms all open alarms now */
export function createAlarmView(spec: ViewSpec, alarms: Iterable<Alarm>): AlarmView & { apply: (changes: Iterable<AlarmChange>) => boolean } {
  let list = [...alarms].filter(spec.accept).sort(spec.compare);
  let version = 0;

  /** First position whose alarm does not sort before this one. */
  function place(alarm: Alarm): number {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (spec.compare(list[middle]!, alarm) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function oneByOne(gone: readonly Alarm[], come: readonly Alarm[]): void {
    list = list.slice(); // 0.1 ms for 100,000: a list once given never changes
    for (const alarm of gone) {
      const at = place(alarm);
      const found = list[at] === alarm ? at : list.indexOf(alarm);
      if (found >= 0) list.splice(found, 1);
    }
    for (const alarm of come) list.splice(place(alarm), 0, alarm);
  }

  function merge(gone: readonly Alarm[], come: Alarm[]): void {
    const out = new Set(gone);
    come.sort(spec.compare);
    const next: Alarm[] = [];
    let i = 0;
    for (const alarm of list) {
      if (out.has(alarm)) continue;
      while (i < come.length && spec.compare(come[i]!, alarm) < 0) next.push(come[i++]!);
      next.push(alarm);
    }
    while (i < come.length) next.push(come[i++]!);
    list = next;
  }

  return {
    get list() {
      return list;
    },
    get version() {
      return version;
    },
    apply(changes) {
      const gone: Alarm[] = [];
      const come: Alarm[] = [];
      for (const { before, after } of changes) {
        if (before !== undefined && spec.accept(before)) gone.push(before);
        if (after !== undefined && spec.accept(after)) come.push(after);
      }
      if (gone.length === 0 && come.length === 0) return false;
      if (gone.length + come.length > MERGE_ABOVE) merge(gone, come);
      else oneByOne(gone, come);
      version += 1;
      return true;
    },
  };
}
