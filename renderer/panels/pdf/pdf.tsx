import { useEffect, useRef, useState } from "react";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { LoadingState } from "../../design/states.tsx";
import { useHeld } from "../../live/held.ts";
import { useNow } from "../../live/hooks.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import { pageAt } from "./page-at.ts";
import css from "./pdf.module.css";
import { openPdf, type OpenedPdf } from "./read-pdf.ts";
import { pdfTexts } from "./texts.ts";

/** Before a document that failed is asked for again, s. */
const AGAIN_S = 15;
type Failure = Extract<OpenedPdf, { ok: false }>["why"];

/** A PDF kept by the backend: one page as large as its cell, or all of them in turn. The former page stays until the next is drawn. */
export function PdfCell({ settings, onFresh }: WallPanelProps<"pdf">) {
  const say = usePanelText(pdfTexts);
  const { fileId, page: first, turnEvery } = settings;
  const [turn, setTurn] = useState(0);
  const [opened, setOpened] = useState<{ fileId: string; is: OpenedPdf }>();
  const held = useHeld();
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
  const now = opened?.fileId === fileId ? opened.is : undefined;
  const failed = now !== undefined && !now.ok;
  useEffect(() => {
    if (now !== undefined) onFresh(failed ? { asOf: undefined, stale: true, why: say("stale") } : { asOf: undefined, stale: false });
  }, [now, failed, say, onFresh]);
  useEffect(() => {
    if (!failed || held) return undefined;
    const timer = setTimeout(() => setTurn((n) => n + 1), AGAIN_S * 1000);
    return () => clearTimeout(timer);
  }, [failed, held]);
  if (now === undefined) return <LoadingState />;
  return now.ok ? <Pages opened={now} first={first} turnEvery={turnEvery} /> : <Failed why={now.why} />;
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

function Failed({ why }: { why: Failure }) {
  const t = useText();
  const say = usePanelText(pdfTexts);
  const missing = why.why === "fault" && why.fault.code === "unknown-id";
  return (
    <div className={css.failed} role="alert" data-failed={missing ? "missing" : why.why}>
      <p>{say(missing ? "missing" : why.why === "no-pdf" ? "notPdf" : why.why === "unreachable" ? "unreachable" : "failed")}</p>
      {missing && <p className={css.hint}>{say("missingHint")}</p>}
      {why.why === "fault" && !missing && <p className={css.hint}>{explain(why.fault, t)} · {say("again", { seconds: AGAIN_S })}</p>}
    </div>
  );
}
