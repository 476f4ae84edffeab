import type { MapView } from "#contract/attached";
import { usePanelText } from "../../design/panel-text.ts";
import { useLater } from "../../design/use-later.ts";
import css from "./agency.module.css";
import { agencyTexts } from "./texts.ts";

const stillMap = () => import("./still-map.tsx");

/**
 * A view of the map that came with a message, as a still; the map is read when it is first opened. Phones have a map of their own for the way there.
 * @param words instead of those of a view that was sent
 */
export function ViewPicture({ view, words }: { view: MapView; words?: { show: string; label: string; leave: string } }) {
  const say = usePanelText(agencyTexts);
  const { part, failed, want } = useLater(stillMap);
  const label = words?.label ?? say("viewOf");
  const { centre: [lon, lat], zoom } = view;
  return (
    <details className={css.view} onToggle={(event) => { if (event.currentTarget.open) want(); }}>
      <summary>{words?.show ?? say("showView")}</summary>
      {failed && <p role="alert">✕ {say("noMapNow")}</p>}
      {part !== undefined && <part.StillMap label={label} centre={[lon, lat]} zoom={zoom - 1} marks={[{ id: "view", kind: "case", name: label, at: [lon, lat] }]} />}
      <a href={`geo:${lat.toFixed(6)},${lon.toFixed(6)}`}>{words?.leave ?? say("elsewhere")}</a>
    </details>
  );
}
