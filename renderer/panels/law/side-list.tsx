import { useMemo, useState, type ReactNode } from "react";
import { Field } from "../../design/controls.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { matcher, searchable } from "../../design/text-search.ts";
import css from "./law.module.css";
import { lawTexts } from "./texts.ts";

/** One line of a tab's list. */
export interface SideItem {
  id: string;
  name: string;
  note: string;
  faint?: boolean;
  mark?: string | undefined;
}

/** What a tab has, to choose one from; `children`: what can be added. */
export function SideList({ label, items, chosen, onChoose, children }: { label: string; items: readonly SideItem[]; chosen: string | undefined; onChoose: (id: string) => void; children?: ReactNode }) {
  const say = usePanelText(lawTexts);
  const [text, setText] = useState("");
  const shown = useMemo(() => {
    const found = matcher(text);
    return items.filter(({ id, name, note }) => found === undefined || found(searchable(id, name, note)));
  }, [items, text]);
  return (
    <div className={css.side}>
      <div className={css.sideBar}><Field bare type="search" label={say("search")} placeholder={say("search")} value={text} onChange={setText} />{children}</div>
      <ul aria-label={label}>
        {shown.map(({ id, name, note, faint, mark }) => (
          <li key={id}>
            <button type="button" aria-pressed={id === chosen} data-faint={faint || undefined} onClick={() => onChoose(id)}>
              <b>{name}</b><span>{note}</span>{mark !== undefined && <span className={css.mark}>{mark}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
