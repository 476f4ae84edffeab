import { useEffect } from "react";
import { CellFailure } from "../../design/cell-failure.tsx";
import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { LoadingState } from "../../design/states.tsx";
import { useHeld } from "../../live/held.ts";
import { useNow, useSite } from "../../live/hooks.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import { allowed } from "./allowed.ts";
import { webTexts } from "./texts.ts";
import { AGAIN_S, PATIENCE_S, usePage } from "./use-page.ts";
import css from "./web.module.css";

/** A page that was loaded longer ago says when, ms: only its own scripts can have kept it fresh since. */
const OLD_MS = 600_000;

const WHAT = { slow: "slow", unreachable: "unreachable", refused: "framesRefused" } as const;
const STALE = { slow: "staleSlow", unreachable: "staleUnreachable", refused: "staleFrames" } as const;

/** A web page of the configuration's list, in a frame that can run its own scripts and nothing else: no origin, no forms, no windows. */
export function WebCell({ settings, onFresh }: WallPanelProps<"web">) {
  const say = usePanelText(webTexts);
  const webPages = useSite()?.webPages;
  const { url, reloadEvery } = settings;
  const may = webPages === undefined ? undefined : allowed(url, webPages);
  if (may === undefined) return <LoadingState />;
  if (may.is === "allowed") return <Frame key={url} url={url} origin={may.origin} reloadEvery={reloadEvery} onFresh={onFresh} />;
  return <Says what={say(may.is === "no-address" ? "noAddress" : "notAllowed")} more={may.is === "no-address" ? url : say("notAllowedHint", { origin: may.origin })} stale={say("staleRefused")} onFresh={onFresh} why={may.is} />;
}

function Frame({ url, origin, reloadEvery, onFresh }: { url: string; origin: string; reloadEvery: number; onFresh: WallPanelProps["onFresh"] }) {
  const say = usePanelText(webTexts);
  const language = useLanguage();
  const held = useHeld();
  const now = useNow(10_000);
  const [page, loaded] = usePage(url, reloadEvery, held);
  const { shown, coming, failed, loadedAt } = page;
  const there = shown !== undefined;
  useEffect(() => {
    if (!there) return;
    // A page that is never loaded again keeps itself fresh, or does not: only its own clock can tell.
    const asOf = reloadEvery === 0 ? undefined : loadedAt;
    onFresh(failed === undefined ? { asOf, stale: false } : { asOf: loadedAt, stale: true, why: say(STALE[failed]) });
  }, [there, failed, loadedAt, reloadEvery, say, onFresh]);
  if (failed !== undefined && !there && coming === undefined) {
    const more = failed === "refused" ? say("framesRefusedHint") : say("again", { seconds: AGAIN_S });
    return <Says what={say(WHAT[failed], { origin, host: new URL(origin).host, seconds: PATIENCE_S })} more={more} stale={say(STALE[failed])} onFresh={onFresh} why={failed} />;
  }
  const turns = [shown, coming].filter((turn) => turn !== undefined);
  return (
    <div className={css.web} data-held={held || undefined}>
      {!there && <LoadingState />}
      {turns.map((turn) => (
        <iframe key={turn} src={url} title={say("page", { origin })} className={css.frame} data-coming={turn === coming || undefined} sandbox="allow-scripts" allow="" referrerPolicy="no-referrer" tabIndex={-1} onLoad={() => loaded(turn)} />
      ))}
      {!held && loadedAt !== undefined && now - loadedAt > OLD_MS && <p className={css.loaded}>{say("loaded", { at: formatTime(loadedAt, "minute", language) })}</p>}
      {/* A page in a frame goes on living: nothing but a cover is honest. It lives on below, to be there when it is released. */}
      {held && <p className={css.cover} role="status">{say("noFreeze")}</p>}
    </div>
  );
}

function Says({ what, more, why, stale, onFresh }: { what: string; more: string; why: string; stale: string; onFresh: WallPanelProps["onFresh"] }) {
  useEffect(() => onFresh({ asOf: undefined, stale: true, why: stale }), [stale, onFresh]);
  return <CellFailure what={what} more={more} why={why} />;
}
