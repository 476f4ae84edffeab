import { useState } from "react";
import { Button } from "../../design/controls.tsx";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useMay } from "../../live/session.ts";
import type { PanelEntry } from "../../panels/panel.ts";
import { CaseTally } from "./case-tally.tsx";
import css from "./console.module.css";
import { timeTexts } from "./time/time-texts.ts";
import wallCss from "./wall.module.css";
import { consoleWallTexts } from "./wall-texts.ts";

interface Props {
  entries: readonly PanelEntry[];
  shown: string | undefined;
  onShow: (id: string) => void;
  onSend: () => void;
  onTime: () => void;
  onAside: (() => void) | undefined;
}

/** The panels' names: those of an alarm's and a case's work in a row, what sets up the room folded behind "more"; which one is shown always has its tab. */
export function PanelTabs({ entries, shown, onShow, onSend, onTime, onAside }: Props) {
  const t = useText();
  const say = usePanelText(consoleWallTexts);
  const sayTime = usePanelText(timeTexts);
  const mayOperate = useMay("wall:operate");
  const [unfolded, setUnfolded] = useState(false);
  const standing = entries.filter((entry) => unfolded || entry.setup !== true || entry.id === shown);
  const show = (id: string): void => {
    setUnfolded(false);
    onShow(id);
  };
  return (
    <div className={css.tabRow}>
      <div className={css.tabs}>
        <div className={css.tabList} role="tablist" aria-label={t("shell.panels")}>
          {standing.map((entry) => (
            <button key={entry.id} type="button" role="tab" title={entry.key} aria-selected={entry.id === shown} className={css.tab} onClick={() => show(entry.id)}>
              {t(entry.title)} {entry.id === "cases" && <CaseTally />}<kbd className={css.key}>{entry.key.replace("Shift+", "⇧")}</kbd>
            </button>
          ))}
        </div>
        {entries.some(({ setup }) => setup === true) && <button type="button" className={css.tab} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>{t("shell.morePanels")} {unfolded ? "▴" : "▾"}</button>}
      </div>
      <span className={wallCss.send}><Button look="quiet" keyHint="F10" onPress={onTime}>{sayTime("open")}</Button></span>
      {mayOperate && <span className={wallCss.send}><Button keyHint="W" onPress={onSend}>{say("send")}</Button></span>}
      {onAside !== undefined && <Button look="quiet" aria-label={t("shell.close")} onPress={onAside}>✕</Button>}
    </div>
  );
}
