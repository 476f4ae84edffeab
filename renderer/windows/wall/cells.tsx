import type { Monitor } from "#contract/wall";
import { usePanelText } from "../../design/panel-text.ts";
import { useStatus, useWall } from "../../live/hooks.ts";
import { useUnheard } from "../../live/use-unheard.ts";
import { CellFrame } from "./cell-frame.tsx";
import { wallTexts } from "./texts.ts";
import { useGravest } from "./top-alarm.tsx";
import { useStage } from "./use-stage.ts";
import css from "./wall.module.css";

/** The cells of one monitor: what is seen, and unseen what comes next. Nothing in it can be pressed or reached by keys. */
export function Cells({ monitor }: { monitor: Monitor }) {
  const t = usePanelText(wallTexts);
  const { slots, ready } = useStage(monitor.id);
  // Privacy and following are of now, whatever cut still waits.
  const { wall: settings, monitors } = useWall();
  // Pressed while the disk is full: told by the pulse, for its fact waits.
  const held = useStatus()?.heldPrivacy === true;
  const unheard = useUnheard();
  const gravest = useGravest();
  const followed = settings.follow && gravest?.inAlarm === true ? gravest.id : undefined;
  return (
    <main className={css.stage} inert data-monitor={monitor.id}>
      {slots.length === 0 && <p className={css.note}>{t("noCells", { number: monitor.number })}</p>}
      {slots.map((slot) => (
        <CellFrame key={slot.key} slot={slot} privacy={settings.privacy || held ? "on" : unheard ? "unheard" : "off"} followed={followed} onReady={ready} lostNumber={slot.tile.lostFrom === undefined ? undefined : monitors.get(slot.tile.lostFrom)?.number} />
      ))}
    </main>
  );
}
