import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, type CSSProperties, type KeyboardEvent } from "react";
import type { Datastream } from "#contract/things";
import { feederNames } from "../../design/facts/feeders.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Value } from "../../design/value.tsx";
import { useCut, useLatest, useNow, useRecords, useStatus } from "../../live/hooks.ts";
import css from "./datastreams.module.css";
import { streamTexts } from "./texts.ts";

/** px; the style sheet says the same. */
const ROW = 52;

interface Props {
  list: readonly Datastream[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

/** The datastreams with their newest values; only rows in sight exist and listen. */
export function StreamList({ list, chosen, onChoose }: Props) {
  const say = usePanelText(streamTexts);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: list.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 6, getItemKey: (index) => list[index]?.id ?? index });
  const at = list.findIndex((each) => each.id === chosen);
  const step = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (by === undefined || list.length === 0) return;
    event.preventDefault();
    const to = Math.min(Math.max(at + by, 0), list.length - 1);
    const next = list[to];
    if (next === undefined) return;
    onChoose(next.id);
    virtual.scrollToIndex(to);
  };
  return (
    <div ref={scroller} className={css.list} role="listbox" tabIndex={0} aria-label={say("label")} aria-activedescendant={at >= 0 ? `stream-${at}` : undefined} onKeyDown={step}>
      <div role="presentation" className={css.rows} style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const datastream = list[item.index];
          return datastream === undefined ? null : <StreamRow key={datastream.id} id={`stream-${item.index}`} datastream={datastream} chosen={datastream.id === chosen} style={{ transform: `translateY(${item.start}px)` }} onChoose={onChoose} size={list.length} index={item.index} />;
        })}
      </div>
    </div>
  );
}

function StreamRow({ id, datastream, chosen, style, onChoose, size, index }: { id: string; datastream: Datastream; chosen: boolean; style: CSSProperties; onChoose: (id: string) => void; size: number; index: number }) {
  const say = usePanelText(streamTexts);
  const language = useLanguage();
  const now = useNow();
  const cut = useCut();
  const latest = useLatest(datastream.series);
  const thing = useRecords("things").get(datastream.thingId);
  const feeders = feederNames(datastream, useRecords("sources").values(), useStatus()?.sources ?? []);
  const property = useRecords("observedProperties").get(datastream.observedPropertyId);
  return (
    <div id={id} role="option" tabIndex={-1} onKeyDown={(event) => { if (event.key === "Enter") onChoose(datastream.id); }} aria-selected={chosen} aria-setsize={size} aria-posinset={index + 1} className={css.row} style={style} onClick={() => onChoose(datastream.id)}>
      <span className={css.name}>{thing === undefined ? datastream.thingId : local(language, thing.name, thing.nameEn)} <span className={css.faint}>· {property === undefined ? datastream.name : local(language, property.name, property.nameEn)}</span></span>
      <span className={css.id}>{datastream.id}</span>
      <span className={css.figure}><Value value={latest?.value} unit={datastream.unit} decimals={datastream.decimals} at={latest?.at} now={now} staleAfter={datastream.staleAfter} cut={cut} quality={latest?.quality} source={feeders === undefined ? say("noSource") : say("sources", { names: feeders })} /></span>
    </div>
  );
}
