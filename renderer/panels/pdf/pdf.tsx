import { useEffect, useRef, useState } from "react";
import { usePanelText } from "../../design/panel-text.ts";
import { LoadingState } from "../../design/states.tsx";
import { useNow } from "../../live/hooks.ts";
import { FileFailed, fileTexts } from "../file-failed.tsx";
import { useAgain, useTurn } from "../use-again.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import { pageAt } from "./page-at.ts";
import css from "./pdf.module.css";
import { openPdf, type OpenedPdf } from "./read-pdf.ts";
import { pdfTexts } from "./texts.ts";

/** A PDF kept by the backend: one page as large as its cell, or all of them in turn. The former page stays until the next is drawn. */
export function PdfCell({ settings, onFresh }: WallPanelProps<"pdf">) {
  const say = usePanelText(fileTexts);
  const { fileId, page: first, turnEvery } = settings;
  const [opened, setOpened] = useState<{ fileId: string; is: OpenedPdf }>();
  const now = opened?.fileId === fileId ? opened.is : undefined;
  const failed = now !== undefined && !now.ok;
  const [turn, again] = useTurn();
  useAgain(now?.ok === false ? now.why : undefined, again);
  useEffect(() => {
    let wanted = true;
    let mine: OpenedPdf | undefined;
    void openPdf(fileId).then((is) => {
      mine = is;
      if (wanted) setOpened({ fileId, is });
      else if (is.ok) is.close();
    });
    return () => {
      wanted = false;
      if (mine?.ok === true) mine.close();
    };
  }, [fileId, turn]);
  useEffect(() => {
    if (now !== undefined) onFresh(failed ? { asOf: undefined, stale: true, why: say("stale", { what: say("pdf") }) } : { asOf: undefined, stale: false });
  }, [now, failed, say, onFresh]);
  if (now === undefined) return <LoadingState />;
  return now.ok ? <Pages opened={now} first={first} turnEvery={turnEvery} /> : <FileFailed kind="pdf" why={now.why} />;
}

function Pages({ opened, first, turnEvery }: { opened: Extract<OpenedPdf, { ok: true }>; first: number; turnEvery: number }) {
  const say = usePanelText(pdfTexts);
  const place = useRef<HTMLDivElement>(null);
  const number = pageAt({ first, turnEvery, of: opened.pages, now: useNow() });
  const [drawn, setDrawn] = useState<number>();
  useEffect(() => {
    const box = place.current;
    if (box === null) return undefined;
    let newest = 0;
    const draw = async (): Promise<void> => {
      const mine = ++newest;
      const { clientWidth: width, clientHeight: height } = box;
      if (width === 0 || height === 0) return;
      try {
        const canvas = await opened.draw(number, { width, height });
        if (mine !== newest) return;
        canvas.className = css.page ?? "";
        box.replaceChildren(canvas);
        setDrawn(number);
      } catch {
        // Closed while it drew, or a page that cannot be drawn: the former one stays.
      }
    };
    const watch = new ResizeObserver(() => void draw());
    watch.observe(box);
    return () => {
      newest = -1;
      watch.disconnect();
    };
  }, [opened, number]);
  return (
    <div className={css.pdf} data-page={drawn}>
      <div ref={place} className={css.place} />
      {drawn === undefined && <div className={css.waiting}><LoadingState /></div>}
      {opened.pages > 1 && drawn !== undefined && <p className={css.number}>{say("page", { n: drawn, of: opened.pages })}</p>}
    </div>
  );
}
