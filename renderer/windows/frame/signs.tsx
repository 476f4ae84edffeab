import { useLayoutEffect } from "react";
import { local, useLanguage } from "../../design/i18n.ts";
import { panelTexts, usePanelText } from "../../design/panel-text.ts";
import { useSigns, type SignKind } from "../../live/sign.ts";
import css from "./signs.module.css";

/** DIỄN TẬP and MÔ PHỎNG stand in every language: they are what the room's people know. */
const texts = panelTexts<SignKind | `${SignKind}.more` | "paused">(
  { drill: "DIỄN TẬP", "drill.more": "mọi cảnh báo vẫn là thật", simulation: "MÔ PHỎNG", "simulation.more": "không phải số liệu thật", paused: "TẠM DỪNG" },
  { drill: "DIỄN TẬP · DRILL", "drill.more": "all alarms are still real", simulation: "MÔ PHỎNG · SIMULATION", "simulation.more": "not real figures", paused: "PAUSED" },
);

/**
 * The fixed place of what nobody may overlook (invariant 6): a strip along the top edge of every window. Everything else is laid
 * out below it, so that it covers nothing – a real alarm stays in its place – and nothing covers it.
 */
export function Signs() {
  const say = usePanelText(texts);
  const language = useLanguage();
  const signs = useSigns();
  const rows = signs.filter(({ paper }) => paper !== true).length;
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    if (rows > 0) style.setProperty("--sign-rows", String(rows));
    else style.removeProperty("--sign-rows");
    return () => void style.removeProperty("--sign-rows");
  }, [rows]);
  return (
    // A dialog makes what is outside of it unreachable for hands and screen readers, but for what says so here – and was there
    // before it. So the place is always there, and a screen reader says what comes into it.
    <div className={css.signs} data-react-aria-top-layer="true" role="status">
      {signs.map(({ kind, name, nameEn, paused, paper }) => (
        <p key={kind} className={css.sign} data-sign={kind} data-paper={paper}>
          <span className={css.edge} aria-hidden="true" />
          <strong className={css.word}>{say(kind)}</strong>
          {name !== undefined && <span className={css.name}>{local(language, name, nameEn)}</span>}
          {paused === true && <strong>{say("paused")}</strong>}
          <span className={css.more}>{say(`${kind}.more`)}</span>
          <span className={css.edge} aria-hidden="true" />
        </p>
      ))}
      {signs.map(({ kind }) => <span key={kind} className={css.water} aria-hidden="true">{say(kind)}</span>)}
    </div>
  );
}
