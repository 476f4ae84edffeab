import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { usePanelText } from "../../design/panel-text.ts";
import { useNow } from "../../live/hooks.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import { largest } from "./largest.ts";
import css from "./text.module.css";
import { noticeTexts } from "./texts.ts";

/** A page of a text too long for its cell is shown so long, ms: some forty words at a reader's pace from 4 m. */
const PAGE_MS = 12_000;
/** Of the box's height, no letter is larger: one word alone is no flag. */
const MOST = 0.42;

/** A text as large as its cell allows and never below the wall's least letters: what is too long then turns its pages. */
export function TextCell({ settings, onFresh }: WallPanelProps<"text">) {
  const say = usePanelText(noticeTexts);
  const { text, tone } = settings;
  const place = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState(1);
  const turn = Math.floor(useNow(PAGE_MS / 12) / PAGE_MS);
  const page = pages > 1 ? turn % pages : 0;
  useEffect(() => onFresh({ asOf: undefined, stale: false }), [onFresh]);
  useLayoutEffect(() => {
    const box = place.current;
    if (box === null) return undefined;
    const fit = (): void => {
      box.style.fontSize = "";
      // A word is broken only where even the least letters leave no room for it.
      box.style.overflowWrap = "normal";
      const least = Number.parseFloat(getComputedStyle(box).fontSize);
      const fits = (px: number): boolean => {
        box.style.fontSize = `${px}px`;
        return box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight;
      };
      const size = largest(least, box.clientHeight * MOST, fits);
      box.style.fontSize = `${size}px`;
      if (!fits(size)) box.style.overflowWrap = "break-word";
      // Columns as wide as the box: what does not fit runs on to its side.
      const { step, gap } = pageOf(box);
      setPages(Math.max(1, Math.round((box.scrollWidth + gap) / step)));
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(box);
    // A text measured in a stand-in's letters is measured again in its own.
    void document.fonts?.ready.then(fit);
    return () => observer.disconnect();
  }, [text, tone]);
  useLayoutEffect(() => {
    if (place.current !== null) place.current.scrollLeft = page * pageOf(place.current).step;
  }, [page, pages]);
  return (
    <article className={css.notice} data-tone={tone}>
      {tone !== "plain" && <p className={css.tone}><span className={css.sign} aria-hidden="true">{tone === "urgent" ? "!" : "i"}</span>{say(tone)}</p>}
      <div ref={place} className={css.text} data-pages={pages > 1 ? pages : undefined}>{text}</div>
      {pages > 1 && <p className={css.page}>{say("page", { n: page + 1, of: pages })}</p>}
    </article>
  );
}

/** From one page to the next, and the gap between them, px with fractions. */
function pageOf(box: HTMLElement): { step: number; gap: number } {
  const gap = Number.parseFloat(getComputedStyle(box).columnGap) || 0;
  return { step: Math.max(1, box.getBoundingClientRect().width + gap), gap };
}
