import type { AgencyCase } from "#contract/agency";
import { usePanelText } from "../../design/panel-text.ts";
import { useLater } from "../../design/use-later.ts";
import css from "./agency.module.css";
import { agencyTexts } from "./texts.ts";

const finder = () => import("./way-finder.tsx");

/** The way to the case round flooded streets; what finds and draws it is read when it is first opened. */
export function Way({ one }: { one: AgencyCase & { position: NonNullable<AgencyCase["position"]> } }) {
  const say = usePanelText(agencyTexts);
  const { part, failed, want } = useLater(finder);
  return (
    <details className={css.view} data-way="" onToggle={(event) => { if (event.currentTarget.open) want(); }}>
      <summary>{say("dryWay")}</summary>
      {failed && <p role="alert">✕ {say("noMapNow")}</p>}
      {part !== undefined && <part.WayFinder one={one} />}
    </details>
  );
}
