import type { ForecastLack, ForecastPassing } from "#contract/forecast";
import { formatTime } from "../format.ts";
import type { Language } from "../i18n.ts";
import type { PanelSay } from "../panel-text.ts";
import type { forecastTexts } from "./texts.ts";

type Say = PanelSay<keyof (typeof forecastTexts)["vi"]>;

/** Why there is no forecast, or no better one. */
export function lackWords(lack: ForecastLack, say: Say, language: Language): string {
  switch (lack.code) {
    case "too-little-history": return say("lackHistory", lack);
    case "too-short-for-model": return say("lackShort", lack);
    case "not-better": return say("lackBetter");
    case "no-drivers": return say("lackDrivers");
    case "not-trained": return say("lackTrained");
    case "gap": return say("lackGap");
    case "stuck": return say("lackStuck", { since: formatTime(lack.since, "minute", language) });
    case "training-failed": return say("lackFailed", lack);
  }
}

/** When a level will be passed: "BĐ II lúc 03:40 (03:20–04:05) · 72 %". @param fine the room's clock runs slower than the river: seconds count */
export function passingWords({ level, chance, earliest, likely, latest }: ForecastPassing, { say, language, fine }: { say: Say; language: Language; fine: boolean }): string {
  const clock = (at: number): string => formatTime(at, fine ? "time" : "minute", language);
  const when = likely !== undefined ? say("passing", { level, at: clock(likely) }) : earliest !== undefined ? say("earliest", { level, at: clock(earliest) }) : level;
  const band = likely === undefined || earliest === undefined ? "" : ` (${say("between", { from: clock(earliest), to: latest === undefined ? say("orNot") : clock(latest) })})`;
  return `${when}${band} · ${say("chance", { n: Math.round(chance * 100) })}`;
}
