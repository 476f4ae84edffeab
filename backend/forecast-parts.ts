import { resolve } from "node:path";
import type { Config } from "./config.ts";
import { ASSETS } from "./paths.ts";
import type { Log } from "./ports.ts";
import type { ForecastBook, ForecastParts } from "./ports-forecast.ts";
import { readMadePast } from "./room/forecasts/made-past.ts";
import { trainApart } from "./simulate/train-apart.ts";
import { openForecastBook } from "./store/forecast-book.ts";

/** What forecasts stand on. Only the built-in day learns from the storms made for it: a city learns from its own telemetry. */
export function forecastParts({ data, pack, feed }: Pick<Config, "data" | "pack" | "feed">, log: Log): ForecastParts {
  const made = feed.file === "built-in" && pack !== "none" ? readMadePast(resolve(ASSETS, pack)) : undefined;
  if (made?.ok === false) log.warn("made-past-unusable", { detail: made.fault });
  return { train: trainApart, book: bookIn(data, log), made: made?.ok === true ? made.value : undefined, pace: feed.file === "none" ? 1 : Math.max(1, feed.speed) };
}

/** Without its book the room still forecasts: it learns anew after each start. */
function bookIn(folder: string, log: Log): ForecastBook | undefined {
  try {
    return openForecastBook(folder, log);
  } catch (error) {
    log.error("forecast-book-unusable", { error });
    return undefined;
  }
}
