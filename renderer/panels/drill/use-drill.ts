import type { DrillView } from "#contract/drill-request";
import type { RequestOutput } from "#contract/request";
import { useFacts, useRequest, type Answer } from "../../live/hooks.ts";

/** The exercise under way and the reports, asked anew whenever something of an exercise happens. */
export function useDrill(): Answer<RequestOutput<"drill:state">> {
  const answer = useRequest("drill:state", {});
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind.startsWith("drill:"))) answer.again();
  });
  return answer;
}

/** Seconds on the exercise's clock. */
export function secondsOf({ zeroAt, pausedAt }: Pick<DrillView, "zeroAt" | "pausedAt">, now: number): number {
  return Math.max(0, Math.floor(((pausedAt ?? now) - zeroAt) / 1000));
}

/** +h:mm:ss, or +mm:ss below an hour, as a script writes its injects. */
export function scriptTime(seconds: number): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `+${seconds < 3600 ? rest : `${Math.floor(seconds / 3600)}:${rest}`}`;
}

/** @param text "5", "05:30" or "1:05:30": minutes, minutes and seconds, hours with both. @returns s; undefined: it is none */
export function readScriptTime(text: string): number | undefined {
  const parts = text.trim().replace(/^\+/, "").split(":");
  if (parts.length > 3 || !parts.every((part) => /^\d{1,3}$/.test(part))) return undefined;
  const numbers = parts.map(Number);
  if (numbers.length === 1) return numbers[0]! * 60;
  if (numbers.slice(1).some((n) => n > 59)) return undefined;
  return numbers.reduce((sum, n) => sum * 60 + n, 0);
}
