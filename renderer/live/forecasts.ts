import { useEffect, useState } from "react";
import type { RequestInput, RequestOutput } from "#contract/request";
import type { Result } from "#contract/result";
import { useRequest } from "./hooks.ts";

/** Forecasts change with their gauges' readings; a demonstration's river runs faster, and so is asked more often. ms */
const ASK_MS = { slow: 20_000, fast: 4000 };

/** All gauges that are forecast, asked again and again; undefined: not answered yet. A question that fails leaves the last answer. */
export function useForecasts(): Result<RequestOutput<"forecast:list">> | undefined {
  return useAsked("forecast:list", ALL);
}

/** One gauge with what was forecast an hour before; undefined input: none is asked for. */
export function useForecast(input: RequestInput<"forecast:get"> | undefined): Result<RequestOutput<"forecast:get">> | undefined {
  return useAsked("forecast:get", input);
}

const ALL = {};

function useAsked<N extends "forecast:list" | "forecast:get">(name: N, input: RequestInput<N> | undefined): Result<RequestOutput<N>> | undefined {
  const { result, again } = useRequest(name, input);
  const key = JSON.stringify(input);
  const [good, setGood] = useState<{ key: string; result: Result<RequestOutput<N>> }>();
  if (result?.ok === true && result !== good?.result) setGood({ key, result });
  useEffect(() => {
    if (result === undefined) return undefined;
    const timer = setTimeout(again, result.ok && result.value.pace > 1 ? ASK_MS.fast : ASK_MS.slow);
    return () => clearTimeout(timer);
  }, [result, again]);
  return result?.ok === false && good?.key === key ? good.result : result;
}
