import { useRef, type KeyboardEvent } from "react";
import { usePanelText } from "../../design/panel-text.ts";
import { ToolIconPicture, type ToolIcon } from "./icons.tsx";
import { mapTexts } from "./map-texts.ts";
import css from "./tools.module.css";

/** One button. `on` undefined: it does something once; else it is switched on or off. */
export interface ToolButton {
  icon: ToolIcon;
  text: string;
  /** The key that does the same with the map in focus, or everywhere where it names a chord. */
  hint: string;
  on?: boolean;
  press: () => void;
}

/** The map's buttons in one column; Tab enters it once, arrow keys go up and down (WAI-ARIA toolbar). */
export function Toolbar({ buttons }: { buttons: readonly ToolButton[] }) {
  const say = usePanelText(mapTexts);
  const bar = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const all = [...(bar.current?.querySelectorAll("button") ?? [])];
    const next = all[(all.findIndex((each) => each === document.activeElement) + by + all.length) % all.length];
    for (const each of all) each.tabIndex = each === next ? 0 : -1;
    next?.focus();
  };
  return (
    <div ref={bar} role="toolbar" tabIndex={-1} aria-orientation="vertical" aria-label={say("tools")} className={css.bar} onKeyDown={step}>
      {buttons.map(({ icon, text, hint, on, press }, i) => (
        <button key={icon} type="button" data-tool={icon} tabIndex={i === 0 ? 0 : -1} aria-pressed={on} aria-label={text} aria-keyshortcuts={hint} title={`${text} (${hint})`} onClick={press}>
          <ToolIconPicture icon={icon} />
        </button>
      ))}
    </div>
  );
}
