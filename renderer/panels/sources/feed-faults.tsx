import { useMemo, useState } from "react";
import { FEED_FAULTS, type FeedFault, type FeedState } from "#contract/feed";
import type { Source } from "#contract/source";
import { Button, Select } from "../../design/controls.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { SearchSelect } from "../../design/search-select.tsx";
import { useRecords } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";
import { feedTexts } from "./feed-texts.ts";
import css from "./sources.module.css";

/** Makes a gauge of the simulated source lie, or the source fall silent, so that the room's own checks can be seen at work. */
export function FeedFaults({ source, feed }: { source: Source; feed: FeedState }) {
  const t = useText();
  const say = usePanelText(feedTexts);
  const datastreams = useRecords("datastreams");
  const [kind, setKind] = useState<FeedFault["kind"]>("stuck");
  const [target, setTarget] = useState<string>(source.id);
  const choices = useMemo(() => {
    const own = [...datastreams.values()].some((datastream) => datastream.sourceId === source.id);
    // A source with datastreams of its own feeds no others.
    const fed = [...datastreams.values()].filter((datastream) => (own ? datastream.sourceId === source.id : datastream.sourceId === undefined));
    return [{ value: String(source.id), text: say("whole", { name: source.name }) }, ...fed.map((datastream) => ({ value: String(datastream.id), text: datastream.name }))];
  }, [datastreams, source, say]);
  const nameOf = (id: string) => choices.find((choice) => choice.value === id)?.text;
  const shown = feed.faults.filter((fault) => nameOf(fault.target) !== undefined);
  const set = async (fault: FeedFault, on: boolean): Promise<void> => {
    const answer = await request("feed:fault", { fault, on });
    if (!answer.ok) notify(explain(answer.fault, t), "bad");
  };
  return (
    <section aria-label={say("title")}>
      <header className={css.heading}><h3>{say("title")}</h3></header>
      <div className={css.faults}>
        <Select label={say("kind")} value={kind} choices={FEED_FAULTS.map((value) => ({ value, text: say(value) }))} onChange={setKind} />
        <SearchSelect label={say("target")} value={target} choices={choices} onChange={setTarget} />
        <Button onPress={() => void set({ kind, target }, true)}>{say("begin")}</Button>
      </div>
      {shown.length === 0 ? <p className={css.hint}>{say("none")}</p> : (
        <ul className={css.reasons}>
          {shown.map((fault) => (
            <li key={`${fault.kind} ${fault.target}`}>
              {say(fault.kind)}: {nameOf(fault.target)}{" "}
              <Button look="quiet" aria-label={say("endOf", { fault: say(fault.kind), target: nameOf(fault.target) ?? fault.target })} onPress={() => void set(fault, false)}>{say("end")}</Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
