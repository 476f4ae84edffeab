import type { Monitor, Screen } from "#contract/wall";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import type { Attending } from "../../live/wall-live.ts";
import { Clock } from "../../panels/clock/clock.tsx";
import { wallTexts } from "./texts.ts";
import css from "./wall.module.css";

/** A monitor that is switched off the wall: black, with the time alone. */
export function Off() {
  return <div className={css.off} data-off=""><Clock wall /></div>;
}

/** A screen without a place on the wall says which one it is, and that it waits. @param monitor where it is set up as a console */
export function Waiting({ screen, monitor, attending: { fault, taken } }: { screen: Screen; monitor: Monitor | undefined; attending: Attending }) {
  const t = usePanelText(wallTexts);
  const say = useText();
  const { width, height } = screen.bounds;
  return (
    <div className={css.waiting} role="status" data-waiting="">
      <h1 className={css.waitingFor}>{taken ? t("taken") : monitor === undefined ? t("waiting") : t("isConsole", { number: monitor.number })}</h1>
      <p>{t("thisScreen")}: <b>{screen.label}</b> · {width} × {height}</p>
      <p className={css.key}>{screen.key}</p>
      <p>{t(taken ? "takenHint" : "waitingHint")}</p>
      {fault !== undefined && fault.code !== "unknown-id" && <p className={css.key}>{explain(fault, say)}</p>}
    </div>
  );
}
