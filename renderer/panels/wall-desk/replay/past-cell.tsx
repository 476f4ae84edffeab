import type { Cell } from "#contract/wall";
import { usePanelText } from "../../../design/panel-text.ts";
import { usePanelName } from "../../panel-name.ts";
import { withoutWords } from "../private.ts";
import css from "./replay.module.css";
import { replayTexts } from "./texts.ts";

/** What was in a cell at that instant, with its settings as they were; with `privacy` of what was sensitive its kind alone. */
export function PastCell({ cell, name, privacy }: { cell: Cell; name: string; privacy: boolean }) {
  const say = usePanelText(replayTexts);
  const panelName = usePanelName();
  return (
    <section className={css.pastCell} aria-label={say("cell", { name })}>
      <h3>{say("cell", { name })}</h3>
      {cell.panels.length === 0 && <p className={css.faint}>{say("empty")}</p>}
      {cell.panels.map((panel, at) => (
        <div key={at}>
          <b>{panelName(privacy && panel.sensitive ? withoutWords(panel) : panel)}</b>
          {privacy && panel.sensitive ? <p className={css.faint}>{say("covered")}</p> : Object.keys(panel.settings).length > 0 && <pre aria-label={say("settings")}>{Object.entries(panel.settings).map(([key, value]) => `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`).join("\n")}</pre>}
        </div>
      ))}
    </section>
  );
}
