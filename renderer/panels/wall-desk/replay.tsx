import { useEffect, useMemo, useRef, useState } from "react";
import type { RequestOutput } from "#contract/request";
import { mapsOf } from "#contract/wall-fold";
import { Button, Field, Select } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explainWall } from "../explain-wall.ts";
import { formatAge, formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { useNow, useRequest, useWall } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { cellName } from "../../design/facts/cell-name.ts";
import { writeInstant } from "../../design/written-instant.ts";
import { MonitorBox, tilesShown } from "./picture/monitor-box.tsx";
import { Picture } from "./picture/picture.tsx";
import { maySeePast } from "./private.ts";
import { beside, pastInstant, SPANS, type Span } from "./replay/instants.ts";
import { JournalAround } from "./replay/journal.tsx";
import { PastCell } from "./replay/past-cell.tsx";
import css from "./replay/replay.module.css";
import { replayTexts } from "./replay/texts.ts";
import { useChanges } from "./replay/use-changes.ts";

/** A slider that moves asks when it rests, ms. */
const REST_MS = 200;
const NONE: ReadonlySet<string> = new Set();

/** What was on every cell at a past instant, beside what the journal has around it. */
export function Replay() {
  const t = useText();
  const say = usePanelText(replayTexts);
  const language = useLanguage();
  const now = useNow(5000);
  const mayRestore = useMay("wall:restore");
  const [span, setSpan] = useState<Span>("1h");
  const [end, setEnd] = useState(now);
  const [at, setAt] = useState(() => now - 60_000);
  const [slid, setSlid] = useState<number>();
  const [typed, setTyped] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const [asking, setAsking] = useState(false);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const from = end - SPANS[span];
  const { changes, cut, known } = useChanges(from);
  const { result, again } = useRequest("wall:at", { at });
  // While the next instant is on its way the one before stays, under its own time.
  const [last, setLast] = useState<RequestOutput<"wall:at">>();
  if (result?.ok === true && result.value !== last) setLast(result.value);
  const wall = useMemo(() => (last === undefined ? undefined : mapsOf({ scenes: [], bindings: [], schedules: [], proposals: [], ...last })), [last]);
  const pictures = useMemo(() => new Map<string, number>(last?.pictures.map((one) => [one.monitorId, one.at])), [last]);
  const shownAt = last?.at ?? at;
  // The key covers the past too: on now, or on then.
  const privateNow = useWall().wall.privacy;
  const edits = useMemo(() => changes.filter((one) => one.fact.kind === "wall:edited").map((one) => one.at), [changes]);
  const { before, after } = beside(changes.filter((one) => one.at <= now), at);

  const go = (instant: number): void => {
    const next = Math.max(0, Math.min(now, Math.round(instant)));
    setTyped(undefined);
    setSlid(undefined);
    setAt(next);
    if (next > end || next < end - SPANS[span]) setEnd(Math.min(now, next + SPANS[span] / 2));
  };
  const slide = (instant: number): void => {
    setSlid(instant);
    clearTimeout(rest.current);
    rest.current = setTimeout(() => go(instant), REST_MS);
  };
  const wanted = typed === undefined ? at : pastInstant(typed, now);
  const restore = async (): Promise<void> => {
    setAsking(false);
    const answer = await request("wall:restore", { at: shownAt });
    notify(answer.ok ? say("restored", { time }) : explainWall(answer.fault, t), answer.ok ? "good" : "bad");
  };
  const cell = wall?.cells.get(chosen ?? "");
  const monitors = wall === undefined ? 0 : [...wall.monitors.values()].filter((one) => one.role === "wall").length;
  const time = formatTime(shownAt, "full", language);
  return (
    <div className={css.replay}>
      <div className={css.controls}>
        <form className={css.row} onSubmit={(event) => { event.preventDefault(); if (wanted !== undefined) go(wanted); }}>
          <Field label={say("at")} placeholder={say("atForm")} value={typed ?? writeInstant(slid ?? at, "second")} onChange={setTyped} error={wanted === undefined ? say("wrongTime") : undefined} />
          <Button type="submit" isDisabled={wanted === undefined}>{say("show")}</Button>
          <Select label={say("span")} value={span} choices={(Object.keys(SPANS) as Span[]).map((value) => ({ value, text: say(`span.${value}`) }))} onChange={(next) => { setSpan(next); setEnd(now); if (at < now - SPANS[next]) go(now - SPANS[next] / 2); }} />
          <Button isDisabled={before === undefined} onPress={() => before !== undefined && go(before.at)}>◂ {say("previous")}</Button>
          <Button onPress={() => go(at - 60_000)}>{say("back")}</Button>
          <Button onPress={() => go(at + 60_000)}>{say("on")}</Button>
          <Button isDisabled={after === undefined} onPress={() => after !== undefined && go(after.at)}>{say("next")} ▸</Button>
        </form>
        <div className={css.track}>
          <div className={css.ticks} aria-hidden="true">{changes.map((one) => <i key={one.seq} style={{ insetInlineStart: `${((one.at - from) / SPANS[span]) * 100}%` }} />)}</div>
          <input type="range" min={from} max={end} step={1000} value={slid ?? at} aria-label={say("slider")} aria-valuetext={formatTime(slid ?? at, "full", language)} onChange={(event) => slide(Number(event.target.value))} />
          <p className={css.faint}>{formatTime(from, "short", language)} — {formatTime(end, "short", language)} · {say("changes", { n: changes.length })}{cut ? ` · ${say("moreChanges")}` : ""}</p>
        </div>
      </div>
      <div className={css.past}>
        <p role="status" data-at={shownAt}><b>{say("past")}</b> {say("pastAt", { time, age: formatAge(shownAt, now, language) })}</p>
        {mayRestore && <Button isDisabled={wall === undefined || monitors === 0} onPress={() => setAsking(true)}>{say("restore")}…</Button>}
      </div>
      {result === undefined && wall === undefined ? <LoadingState /> : result?.ok === false ? <ErrorState fault={result.fault} onRetry={again} /> : wall === undefined || monitors === 0 ? <p className={css.faint}>{say("nothing")}</p> : (
        <div className={css.then}>
          <Picture past wall={wall} now={shownAt} privacy={privateNow || wall.wall.privacy} chosen={chosen} sent={NONE} over={undefined} onPress={(one) => setChosen(one.id)} draw={(monitor, view) => {
            const taken = pictures.get(monitor.id);
            if (taken !== undefined && privateNow && !maySeePast({ takenAt: taken, at: shownAt, tiles: tilesShown(wall, monitor, shownAt), edits, known })) return <MonitorBox key={monitor.id} view={view} monitor={monitor} picture={undefined} note={say("covered")} />;
            return <MonitorBox key={monitor.id} view={view} monitor={monitor} picture={taken === undefined ? undefined : `/api/wall/picture/${monitor.id}/${taken}`} note={taken === undefined ? say("noPicture") : say("picture", { time: formatTime(taken, "time", language) })} />;
          }} />
          <div className={css.beside}>
            {cell !== undefined && <PastCell cell={cell} name={cellName(wall, cell.id) ?? ""} privacy={privateNow || wall?.wall.privacy === true} />}
            <JournalAround at={shownAt} wall={wall} />
          </div>
        </div>
      )}
      {asking && (
        <Dialog title={say("restoreTitle", { time })} open onClose={() => setAsking(false)} actions={<><Button onPress={() => setAsking(false)}>{t("shell.cancel")}</Button><Button look="main" onPress={() => void restore()}>{say("restore")}</Button></>}>
          <p>{say("restoreWarning")}</p>
        </Dialog>
      )}
    </div>
  );
}
