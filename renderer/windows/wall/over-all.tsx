import type { Monitor } from "#contract/wall";
import { usePanelText } from "../../design/panel-text.ts";
import { isCrying } from "../../live/alarm-order.ts";
import { useAlarmView, useNow, useWall } from "../../live/hooks.ts";
import { brightnessAt } from "./care.ts";
import { wallTexts } from "./texts.ts";
import css from "./wall.module.css";

const CRYING = { accept: isCrying, compare: (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) };

/** Dims the window below its bar by the wall's schedule, but never while an emergency waits for somebody. */
export function Dim() {
  const { dim } = useWall().wall;
  const crying = useAlarmView(CRYING).list.length > 0;
  const level = brightnessAt(dim, useNow(), crying);
  return level === 1 ? null : <div className={css.dim} data-dim={level} style={{ opacity: 1 - level }} />;
}

/** Number and name of the monitor, as large as the window below its bar, while somebody wants to know which is which. */
export function Identify({ monitor }: { monitor: Monitor | undefined }) {
  const t = usePanelText(wallTexts);
  const { identifyUntil } = useWall().wall;
  const now = useNow(500);
  if (identifyUntil === undefined || now >= identifyUntil) return null;
  return (
    <div className={css.identify} role="status" data-identify="">
      <b className={css.number}>{monitor?.number ?? "?"}</b>
      <span className={css.name}>{monitor === undefined ? t("waiting") : monitor.name}</span>
    </div>
  );
}
