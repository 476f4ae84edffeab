import { useMemo } from "react";
import type { Datastream } from "#contract/things";
import type { Ahead } from "../design/chart/trend-model.ts";
import { aheadOf } from "../design/forecast/ahead.ts";
import { forecastTexts } from "../design/forecast/texts.ts";
import { usePanelText } from "../design/panel-text.ts";
import { useForecast } from "../live/forecasts.ts";
import { usePast } from "../live/hooks.ts";
import { useMay } from "../live/session.ts";

/** What a datastream is forecast to read, for a chart's end. undefined: it is not forecast, may not be seen, or the past is looked at. */
export function useAhead(datastream: Datastream | undefined): Ahead | undefined {
  const words = usePanelText(forecastTexts);
  const may = useMay("forecast:get");
  const lookingBack = usePast() !== undefined;
  const answer = useForecast(datastream?.forecast === undefined || !may || lookingBack ? undefined : { datastreamId: datastream.id });
  const forecast = answer?.ok === true ? answer.value.gauge?.forecast : undefined;
  const unit = datastream?.unit ?? "";
  return useMemo(() => aheadOf(forecast, { unit, label: words("ahead") }), [forecast, unit, words]);
}
