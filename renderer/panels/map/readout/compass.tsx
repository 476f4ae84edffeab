import { usePanelText } from "../../../design/panel-text.ts";
import type { MapHandle } from "../map-handle.ts";
import { mapTexts } from "../map-texts.ts";
import css from "../tools.module.css";

/** Where north is; pressed, the map turns back to it. @param bearing degrees clockwise from north that are up */
export function Compass({ handle, bearing }: { handle: MapHandle; bearing: number }) {
  const say = usePanelText(mapTexts);
  const turn = (): void => {
    const view = handle.scene.view();
    if (view !== undefined) handle.scene.flyTo({ ...view, bearing: 0 });
  };
  return (
    <button type="button" className={css.compass} title={say("north")} aria-label={say("north")} data-bearing={Math.round(bearing)} onClick={turn}>
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <g transform={`rotate(${-bearing} 16 16)`}>
          <path d="M16 9 L20.5 26 L16 22.5 L11.5 26 Z" fill="currentColor" />
          <text x="16" y="8" textAnchor="middle" fontSize="8.5" fontWeight="600" fill="currentColor">{say("northLetter")}</text>
        </g>
      </svg>
    </button>
  );
}
