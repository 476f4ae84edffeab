import { useState, type CSSProperties, type KeyboardEvent } from "react";
import type { Monitor } from "#contract/wall";
import type { WallMaps } from "#contract/wall-fold";
import { Button } from "../../../design/controls.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { useText } from "../../../design/i18n.ts";
import { notify } from "../../../design/notice.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { EmptyState } from "../../../design/states.tsx";
import { useMay } from "../../../live/session.ts";
import type { Deeds } from "../deeds.ts";
import { arrangeMonitors, plainly } from "../edits.ts";
import css from "./arrange.module.css";
import { MonitorForm } from "./monitor-form.tsx";
import { overlap, snapTo } from "./snap.ts";
import { arrangeTexts } from "./texts.ts";
import { useMonitorDrag } from "./use-monitor-drag.ts";

/** An arrow key moves a monitor by so much of its own size. */
const NUDGE = 1 / 20;
/** Room around the monitors to drag them into, part of the whole. */
const ROOM = 0.12;

/** Where the monitors hang, which number and role each has, and which screen shows it. */
export function Arrange({ wall, deeds, onOpenWalls }: { wall: WallMaps; deeds: Deeds; onOpenWalls: () => void }) {
  const t = useText();
  const say = usePanelText(arrangeTexts);
  const mayDesign = useMay("wall:design");
  const [chosenId, setChosen] = useState<string>();
  const [forgetting, setForgetting] = useState<Monitor>();
  const monitors = [...wall.monitors.values()].sort((a, b) => a.number - b.number);
  const chosen = wall.monitors.get(chosenId ?? "");

  const save = (edited: readonly Monitor[]): void => {
    void deeds.run(arrangeMonitors(edited)).then((done) => {
      if (done) notify(say("saved", { n: edited.map((one) => one.number).join(", ") }));
    });
  };
  const { moving, begin } = useMonitorDrag(monitors, (monitor, at) => save([{ ...monitor, at }]));
  const nudge = (event: KeyboardEvent, monitor: Monitor): void => {
    const { at } = monitor;
    const dx = event.key === "ArrowLeft" ? -NUDGE : event.key === "ArrowRight" ? NUDGE : 0, dy = event.key === "ArrowUp" ? -NUDGE : event.key === "ArrowDown" ? NUDGE : 0;
    if (!mayDesign || (dx === 0 && dy === 0) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    save([{ ...monitor, at: snapTo({ ...at, x: at.x + dx * at.w, y: at.y + dy * at.h }, [], 0) }]);
  };

  if (monitors.length === 0) return <EmptyState text={say("none")}><Button onPress={onOpenWalls}>{say("openWalls")}</Button></EmptyState>;
  const frame = frameAround(monitors);
  const lapping = overlap(monitors.filter((one) => one.role === "wall"));
  const style: CSSProperties & Record<"--wall-across", string> = { "--wall-across": String(frame.w / frame.h), aspectRatio: `${frame.w} / ${frame.h}` };
  return (
    <div className={css.arrange}>
      <div className={css.head}><p className={css.faint}>{say("hint")}</p><Button onPress={onOpenWalls}>{say("openWalls")}</Button></div>
      {lapping !== undefined && <p role="status" className={css.warning}>⚠ {say("overlap", { a: lapping[0], b: lapping[1] })}</p>}
      <div className={css.sight}>
        <div className={css.plan} style={style} role="group" aria-label={say("label")}>
          {monitors.map((monitor) => {
            const at = moving?.id === monitor.id ? moving.at : monitor.at;
            const last = wall.attendances.get(monitor.id);
            return (
              <button key={monitor.id} type="button" className={css.monitor} aria-pressed={monitor.id === chosenId} data-role={monitor.role} data-arrange={monitor.id} data-lost={(last !== undefined && last.leftAt !== undefined) || undefined} data-moving={moving?.id === monitor.id || undefined}
                style={{ insetInlineStart: `${((at.x - frame.x) / frame.w) * 100}%`, insetBlockStart: `${((at.y - frame.y) / frame.h) * 100}%`, inlineSize: `${(at.w / frame.w) * 100}%`, blockSize: `${(at.h / frame.h) * 100}%` }}
                aria-label={say("monitor", { n: monitor.number, name: monitor.name, role: say(`role.${monitor.role}`) })} onClick={() => setChosen(monitor.id)} onKeyDown={(event) => nudge(event, monitor)}
                onPointerDown={(event) => { if (mayDesign) begin(event, monitor, frame.w / (event.currentTarget.parentElement?.clientWidth ?? 1)); }}>
                <b>{monitor.number}</b><span>{monitor.name}</span><span className={css.faint}>{say(`role.${monitor.role}`)}</span>
              </button>
            );
          })}
        </div>
      </div>
      {chosen === undefined ? <p className={css.faint}>{say("choose")}</p> : <MonitorForm key={`${chosen.id} ${chosen.rev}`} monitor={chosen} wall={wall} disabled={!mayDesign} onSave={save} onForget={() => setForgetting(chosen)} />}
      {forgetting !== undefined && (
        <Dialog title={say("forgetTitle", { n: forgetting.number })} open onClose={() => setForgetting(undefined)}
          actions={<><Button onPress={() => setForgetting(undefined)}>{t("shell.cancel")}</Button><Button look="main" onPress={() => {
            setForgetting(undefined);
            void deeds.run(plainly({ designs: [{ do: "forget", monitorId: forgetting.id }] }));
          }}>{say("forget")}</Button></>}>
          <p>{say("forgetWarning")}</p>
        </Dialog>
      )}
    </div>
  );
}

/** Around all monitors, with room to drag one elsewhere. */
function frameAround(monitors: readonly Monitor[]): Monitor["at"] {
  const x = Math.min(...monitors.map(({ at }) => at.x)), y = Math.min(...monitors.map(({ at }) => at.y));
  const w = Math.max(...monitors.map(({ at }) => at.x + at.w)) - x, h = Math.max(...monitors.map(({ at }) => at.y + at.h)) - y;
  const room = Math.max(w, h) * ROOM;
  return { x: x - room, y: y - room, w: w + 2 * room, h: h + 2 * room };
}
