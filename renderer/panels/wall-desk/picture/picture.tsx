import { useState, type CSSProperties, type KeyboardEvent, type ReactNode } from "react";
import type { Monitor } from "#contract/wall";
import { numberedCells } from "#contract/wall-view";
import { usePanelText } from "../../../design/panel-text.ts";
import { deskTexts } from "../texts.ts";
import { frameOf, type Frame } from "./frame.ts";
import type { PictureView } from "./monitor-box.tsx";
import css from "./picture.module.css";
import { isWay, nextBox } from "./step-to.ts";

interface Props extends Omit<PictureView, "frame" | "entry" | "onKeyDown" | "onVisit"> {
  /** One monitor of the picture. */
  draw: (monitor: Monitor, view: PictureView) => ReactNode;
  /** Keys pressed on a cell, but for the arrows that lead from cell to cell. @returns true: taken */
  onKey?: (event: KeyboardEvent, cellId: string) => boolean;
  /** Over all monitors, in the frame's own measure. */
  overlay?: (frame: Frame) => ReactNode;
  past?: boolean;
}

/** Every monitor of the wall at its place. One stop of Tab; arrow keys lead from cell to cell. */
export function Picture({ draw, onKey, overlay, past, ...shared }: Props) {
  const say = usePanelText(deskTexts);
  const [visited, setVisited] = useState<string>();
  const { wall, chosen } = shared;
  const monitors = [...wall.monitors.values()].filter((one) => one.role === "wall").sort((a, b) => a.number - b.number);
  const frame = frameOf(monitors);
  const firstCell = monitors.flatMap((one) => numberedCells(wall, one.id))[0]?.id;
  const entry = [visited, chosen].find((id) => id !== undefined && wall.cells.has(id)) ?? firstCell;
  const style: CSSProperties & Record<"--wall-across", string> = { "--wall-across": String(frame.w / frame.h), aspectRatio: `${frame.w} / ${frame.h}` };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const from = event.currentTarget;
    const cellId = from.dataset["cell"];
    if (cellId === undefined) return;
    if (onKey?.(event, cellId) === true) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (!isWay(event.key) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const others = [...(from.closest("[data-wall]")?.querySelectorAll<HTMLElement>("[data-cell]") ?? [])].filter((one) => one !== from);
    const next = nextBox(from.getBoundingClientRect(), others.map((one) => one.getBoundingClientRect()), event.key);
    if (next !== undefined) others[next]?.focus();
  };

  const view: PictureView = { ...shared, frame, entry, onKeyDown, onVisit: setVisited };
  return (
    <div className={css.sight} data-past={past || undefined}>
      <div data-wall="" className={css.wall} style={style} role="group" aria-label={say("picture", { n: monitors.length })}>
        {monitors.map((monitor) => draw(monitor, view))}
        {overlay?.(frame)}
      </div>
    </div>
  );
}
