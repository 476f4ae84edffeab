import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { Alarm, Flood } from "#contract/alarm";
import type { DrillSign } from "#contract/drill";
import type { Fact } from "#contract/fact";
import type { Fault } from "#contract/fault";
import type { Instant } from "#contract/ids";
import type { PastRoom } from "#contract/past";
import type { RequestInput, RequestName, RequestOutput, Snapshot, Status } from "#contract/request";
import type { Result } from "#contract/result";
import type { WallMaps } from "#contract/wall-fold";
import type { AlarmCounts } from "./alarm-book.ts";
import type { AlarmView, ViewSpec } from "./alarm-view.ts";
import { beat } from "./beat.ts";
import { useHeld, useUnlessHeld } from "./held.ts";
import type { LatestValue } from "./latest.ts";
import type { MirrorPhase } from "./mirror.ts";
import type { Records } from "./records.ts";
import { past, pastShown, pastTrouble, present, type Sight } from "./sight.ts";
import type { Signal } from "./signal.ts";
import { link, mirror, request, serverNow, status, type Link } from "./socket.ts";

/** True around what tells of the present whatever time the window looks at: the clock, the link, forms. */
export const Present = createContext(false);

function useSignal<T>(signal: Pick<Signal<T>, "get" | "subscribe">): T {
  return useUnlessHeld(signal.subscribe, signal.get);
}

/** The past instant this window shows, as it was answered; undefined: it shows the present. */
export function useLookingBack(): PastRoom | undefined {
  return useSignal(pastShown);
}

/** The past instant shown by what stands here; inside `Present` there is none. */
export function usePast(): PastRoom | undefined {
  const shown = useLookingBack();
  return useContext(Present) ? undefined : shown;
}

/** Why the instant looked for is not shown; undefined: it is, or is on its way. */
export function usePastTrouble(): Fault | undefined {
  return useSignal(pastTrouble);
}

/** Values, alarms and flood of the time that is shown here. */
export function useSight(): Sight {
  return usePast() === undefined ? present : past;
}

/** State of the link to the backend. */
export function useLink(): Link {
  return useSignal(link);
}

/** Figures on the screen are not live: the link is down or silent. Grey them. */
export function useCut(): boolean {
  return useLink().state !== "connected";
}

/** The backend's last pulse (once a second); undefined before the first. */
export function useStatus(): Status | undefined {
  return useSignal(status);
}

/** Whether the room was fetched yet. */
export function usePhase(): MirrorPhase {
  return useSignal(mirror.phase);
}

export function useSite(): Snapshot["site"] | undefined {
  return useSignal(mirror.site);
}

/** One collection, e.g. `useRecords("things")`; the map is a new one when anything in it changed. */
export function useRecords<K extends keyof Records>(collection: K): Records[K] {
  const read = useCallback(() => mirror.records.get()[collection], [collection]);
  return useUnlessHeld(mirror.records.subscribe, read);
}

export function useFlood(): Flood {
  return useSignal(useSight().flood);
}

/** The wall as it stands: who may change it asks with `wall:operate` and `wall:design`. */
export function useWall(): WallMaps {
  return useSignal(mirror.wall);
}

/** The exercise under way; undefined: none. */
export function useDrillSign(): DrillSign | undefined {
  return useSignal(mirror.drill);
}

/** One open alarm; undefined when it is normal or gone. */
export function useAlarm(id: string | undefined): Alarm | undefined {
  const { alarms, alarmVersion } = useSight();
  const read = useCallback(() => (id === undefined ? undefined : alarms.get(id)), [alarms, id]);
  return useUnlessHeld(alarmVersion.subscribe, read);
}

/** Counts of the open alarms by state and priority. @param of another time than the one shown here */
export function useAlarmCounts(of?: Sight): AlarmCounts {
  const shown = useSight();
  const { alarms, alarmVersion } = of ?? shown;
  return useUnlessHeld(alarmVersion.subscribe, alarms.counts);
}

/**
 * Open alarms, filtered and sorted, kept so as they change (100,000 of them: well below 5 ms a change).
 * Build `spec` with useMemo: a new one makes a new view, which sorts everything once.
 *
 * @param of another time than the one shown here
 */
export function useAlarmView(spec: ViewSpec, of?: Sight): Pick<AlarmView, "list" | "version"> {
  const shown = useSight();
  const sight = of ?? shown;
  const opened = useMemo(() => openView(spec, sight), [spec, sight]);
  return useUnlessHeld(opened.subscribe, opened.read);
}

/** A view opened by a rendering that React then threw away is closed after this, ms. */
const UNCLAIMED_MS = 5000;

function openView(spec: ViewSpec, { alarms, alarmVersion }: Sight) {
  let view: AlarmView | undefined;
  let shown: Pick<AlarmView, "list" | "version"> = { list: [], version: -1 };
  let readers = 0;
  const close = (): void => {
    if (view === undefined || readers > 0) return;
    alarms.close(view);
    view = undefined;
    shown = { list: [], version: -1 };
  };
  const read = (): Pick<AlarmView, "list" | "version"> => {
    if (view === undefined) {
      view = alarms.open(spec);
      setTimeout(close, UNCLAIMED_MS);
    }
    alarms.settle();
    if (view.version !== shown.version) shown = { list: view.list, version: view.version };
    return shown;
  };
  const subscribe = (listener: () => void): (() => void) => {
    readers += 1;
    const stop = alarmVersion.subscribe(listener);
    return () => {
      stop();
      readers -= 1;
      close();
    };
  };
  return { read, subscribe };
}

/** The newest value of a series, at most twice a second; undefined: none yet. */
export function useLatest(series: number | undefined): LatestValue | undefined {
  const { latest } = useSight();
  const subscribe = useCallback((listener: () => void) => (series === undefined ? () => undefined : latest.subscribe(series, listener)), [latest, series]);
  const read = useCallback(() => (series === undefined ? undefined : latest.get(series)), [latest, series]);
  return useUnlessHeld(subscribe, read);
}

/** The backend's clock, moving every second (or `everyMs`), everywhere in the window at once; looking back, the instant that is shown. */
export function useNow(everyMs = 1000): Instant {
  const now = useRealNow(everyMs);
  return usePast()?.at ?? now;
}

/** The backend's clock, whatever time the window shows. */
export function useRealNow(everyMs = 1000): Instant {
  const [now, setNow] = useState(serverNow);
  const held = useHeld();
  useEffect(() => {
    if (held) return undefined;
    return beat.on(everyMs, () => setNow(serverNow()));
  }, [everyMs, held]);
  return now;
}

/** So many facts wait for a listener whose cell is frozen; the oldest go. */
const WAITING_FACTS = 5000;

/** Facts as they happen, in order, after they were applied; for logs and for what is not mirrored (accounts). */
export function useFacts(listener: (facts: readonly Fact[]) => void): void {
  const newest = useRef(listener);
  const waiting = useRef<readonly Fact[]>([]);
  const held = useHeld();
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => {
    const missed = waiting.current;
    if (!held && missed.length > 0) {
      waiting.current = [];
      newest.current(missed);
    }
    return mirror.onFact((facts) => {
      if (held) waiting.current = [...waiting.current, ...facts].slice(-WAITING_FACTS);
      else newest.current(facts);
    });
  }, [held]);
}

/** What a request answered: undefined while it is on its way. */
export interface Answer<T> {
  result: Result<T> | undefined;
  /** Asks again; the old answer stays until the new one is there. While a question is on its way, one more follows its answer: however often this is called, no answer is lost. */
  again: () => void;
}

/**
 * Asks once, again when the input (compared as JSON) changes, and again when the link comes back after a failure.
 * @param input undefined: does not ask
 */
export function useRequest<N extends RequestName>(name: N, input: RequestInput<N> | undefined): Answer<RequestOutput<N>> {
  const key = input === undefined ? undefined : JSON.stringify(input);
  const [answered, setAnswered] = useState<{ key: string; result: Result<RequestOutput<N>> } | undefined>();
  const up = useLink().state !== "connecting";
  const held = useHeld();
  const newest = useRef(input);
  const ask = useRef<() => void>(undefined);
  useEffect(() => {
    newest.current = input;
  });
  useEffect(() => {
    if (key === undefined || !up || held) return;
    let [wanted, asking, more] = [true, false, false];
    const next = (): void => {
      const asked = newest.current;
      if (asked === undefined) return;
      [asking, more] = [true, false];
      void request(name, asked).then((result) => {
        if (!wanted) return;
        asking = false;
        setAnswered({ key, result });
        if (more) next();
      });
    };
    ask.current = () => {
      if (asking) more = true;
      else next();
    };
    next();
    return () => {
      wanted = false;
      ask.current = undefined;
    };
  }, [name, key, up, held]);
  // Cut off or frozen there is nobody to ask: what ends that asks anew.
  const again = useCallback(() => ask.current?.(), []);
  return { result: answered !== undefined && answered.key === key ? answered.result : undefined, again };
}
