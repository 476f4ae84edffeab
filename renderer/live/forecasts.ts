import { useEffect, useState } from "react";
import type { RequestInput, RequestOutput } from "#contract/request";
import type { Result } from "#contract/result";
import { useHeld } from "./held.ts";
import { useLink } from "./hooks.ts";
import { request } from "./socket.ts";

/** Forecasts change with their gauges' readings; a demonstration's river runs faster, and so is asked more often. ms */
const ASK_MS = { slow: 20_000, fast: 4000 };

/** All gauges that are forecast, asked again and again; undefined: not answered yet. A question that fails leaves the last answer. */
export function useForecasts(): Result<RequestOutput<"forecast:list">> | undefined {
  return useAsked("forecast:list", {});
}

/** One gauge with what was forecast an hour before; undefined input: none is asked for. */
export function useForecast(input: RequestInput<"forecast:get"> | undefined): Result<RequestOutput<"forecast:get">> | undefined {
  return useAsked("forecast:get", input);
}

function useAsked<N extends "forecast:list" | "forecast:get">(name: N, input: RequestInput<N> | undefined): Result<RequestOutput<N>> | undefined {
  const key = input === undefined ? undefined : JSON.stringify(input);
  const [answered, setAnswered] = useState<{ key: string; result: Result<RequestOutput<N>> }>();
  const up = useLink().state !== "connecting";
  const held = useHeld();
  useEffect(() => {
    if (key === undefined || !up || held) return;
    let [wanted, timer] = [true, 0];
    const ask = async (): Promise<void> => {
      const result = await request(name, JSON.parse(key) as RequestInput<N>);
      if (!wanted) return;
      setAnswered((before) => (!result.ok && before?.key === key && before.result.ok ? before : { key, result }));
      timer = window.setTimeout(() => void ask(), result.ok && result.value.pace > 1 ? ASK_MS.fast : ASK_MS.slow);
    };
    void ask();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [name, key, up, held]);
  return answered !== undefined && answered.key === key ? answered.result : undefined;
}
