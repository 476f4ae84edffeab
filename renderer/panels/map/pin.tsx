import type { Point } from "../../geo/measure.ts";
import { usePanelText } from "../../design/panel-text.ts";
import type { MapHandle } from "./map-handle.ts";
import { MapOverlay } from "./map-overlay.tsx";
import { mapTexts } from "./map-texts.ts";
import css from "./tools.module.css";

export interface Pinned {
  name: string;
  at: Point;
}

/** A place that was looked for, marked until another is, or the mark is pressed away. */
export function Pin({ handle, pinned: { name, at }, onRemove }: { handle: MapHandle; pinned: Pinned; onRemove: () => void }) {
  const say = usePanelText(mapTexts);
  return (
    <>
      <MapOverlay handle={handle}>
        {(project) => {
          const where = project(at);
          return where === undefined ? null : (
            <g data-pin={name} transform={`translate(${where[0].toFixed(1)} ${where[1].toFixed(1)})`}>
              <path className={css.pin} d="M0 0 V-18 M-7 -25 L0 -32 L7 -25 L0 -18 Z" />
              <text className={css.pinName} y="-38">{name}</text>
            </g>
          );
        }}
      </MapOverlay>
      <p className={css.pinned} role="status">{say("place", { name })} <button type="button" className={css.close} aria-label={say("unmark")} title={say("unmark")} onClick={onRemove}>✕</button></p>
    </>
  );
}
