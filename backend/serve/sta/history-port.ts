import type { History } from "#contract/observation";
import { StoreDamaged, type Clock, type TelemetryStore } from "../../ports.ts";
import { Refusal } from "./fault.ts";
import type { Work } from "./work.ts";

/** Points the store gives in one answer without thinning. */
const MAX_POINTS = 20_000;
/** ms a question to the store may take. */
const PATIENCE = 15_000;

/** The newest point of a series. */
export interface Newest {
  t: number;
  v: number;
  q: number;
}

/** The telemetry store within one request: counted, with a timeout, its failures turned into refusals (503). */
export interface HistoryPort {
  /** Both instants included, ms. When `thinned`, points are missing: ask for less time. */
  history(series: number, from: number, to: number): Promise<History>;
  /** By series; read once a request. */
  newest(): Promise<ReadonlyMap<number, Newest>>;
}

export function openHistory({ telemetry, clock, work }: { telemetry: Pick<TelemetryStore, "history" | "latest">; clock: Clock; work: Work }): HistoryPort {
  let newest: Promise<Map<number, Newest>> | undefined;
  async function within<T>(answer: Promise<T>): Promise<T> {
    let cancel = (): void => undefined;
    const late = new Promise<never>((_, refuse) => {
      cancel = clock.after(PATIENCE, () => refuse(unavailable("the store of observations does not answer")));
    });
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      // The store's own failures: a damaged file, a worker that is starting again.
      throw unavailable(error instanceof StoreDamaged ? `stored observations are damaged: ${error.detail}` : "the store of observations is not ready");
    } finally {
      cancel();
    }
  }
  return {
    async history(series, from, to) {
      work.read();
      const answer = await within(telemetry.history(series, from, to, MAX_POINTS));
      work.points(answer.t.length);
      await work.pause();
      return answer;
    },
    newest() {
      newest ??= within(telemetry.latest()).then(({ series, t, v, q }) => new Map(Array.from(series, (id, i) => [id, { t: t[i] ?? NaN, v: v[i] ?? NaN, q: q[i] ?? 0 }])));
      return newest;
    },
  };
}

const unavailable = (message: string): Refusal => new Refusal({ status: 503, reason: "unavailable", message });
