import { useState } from "react";
import { ACCURACY_PASSES, type ForecastAccuracy } from "#contract/forecast";
import type { DatastreamId } from "#contract/ids";
import { Button } from "../../design/controls.tsx";
import { formatNumber } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { useForecasts } from "../../live/forecasts.ts";
import { useRecords } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import type { PanelProps } from "../panel.ts";
import css from "./forecast.module.css";
import { GaugeRow } from "./gauge-row.tsx";
import { GaugeView } from "./gauge-view.tsx";
import { panelForecastTexts } from "./texts.ts";

/** What gauges will read, each with how wrong such words have been; below, the chosen one in full. */
export function Forecast({ thingId }: Pick<PanelProps, "thingId">) {
  const say = usePanelText(panelForecastTexts);
  const language = useLanguage();
  const [chosen, setChosen] = useState<{ id: DatastreamId; thingId: string | undefined }>();
  const datastreams = useRecords("datastreams");
  const mayTrain = useMay("forecast:train");
  const answer = useForecasts();
  if (answer === undefined) return <LoadingState />;
  if (!answer.ok) return <ErrorState fault={answer.fault} />;
  const { gauges, pace, accuracy } = answer.value;
  if (gauges.length === 0) return <p className={css.empty}>{say("empty")}</p>;
  // A station chosen on the map or with an alarm since goes before the row pressed here.
  const pressed = chosen?.thingId === thingId ? chosen?.id : undefined;
  const open = gauges.find(({ datastreamId }) => datastreamId === pressed) ?? gauges.find(({ datastreamId }) => thingId !== undefined && datastreams.get(datastreamId)?.thingId === thingId) ?? gauges[0];
  return (
    <section className={css.panel} aria-label={say("label")}>
      <header className={css.head}>
        <Accuracy accuracy={accuracy} />
        {mayTrain && <Button look="quiet" onPress={() => void request("forecast:train", {})}>{say("trainAll")}</Button>}
      </header>
      {pace > 1 && <p className={css.made}>{say("pace", { pace: formatNumber(pace, 0, language), seconds: formatNumber(3600 / pace, 0, language) })} {gauges.some(({ trained }) => trained?.past === "made-storms") && <b>{say("made")}</b>}</p>}
      <div className={css.table}>
        <Table label={say("label")} head={<><th scope="col">{say("gauge")}</th><th scope="col" data-align="end">{say("error")}</th><th scope="col" data-align="end">{say("now")}</th>{[1, 3, 6].map((hours) => <th key={hours} scope="col" data-align="end">+{hours} h</th>)}<th scope="col">{say("passes")}</th><th scope="col">{say("by")}</th></>}>
          {gauges.map((gauge) => <GaugeRow key={gauge.datastreamId} gauge={gauge} pace={pace} open={gauge === open} onOpen={() => setChosen({ id: gauge.datastreamId, thingId })} />)}
        </Table>
      </div>
      {open !== undefined && <GaugeView key={open.datastreamId} gauge={open} pace={pace} />}
      <p className={css.rule}>{say("rule")}</p>
    </section>
  );
}

/** The law's figure, and whether it passes. */
function Accuracy({ accuracy: { right, judged } }: { accuracy: ForecastAccuracy }) {
  const say = usePanelText(panelForecastTexts);
  const passes = judged > 0 && right / judged >= ACCURACY_PASSES;
  return (
    <p className={css.accuracy} data-passes={judged === 0 ? undefined : passes}>
      {say("accuracy")}: {judged === 0 ? say("notYet") : <><b>{say("ofKpi", { share: Math.floor((100 * right) / judged), right, judged })}</b> {say(passes ? "passed" : "failed")}</>}
    </p>
  );
}
