import { useMemo, useState } from "react";
import type { Datastream, Thing } from "#contract/things";
import { Button, Checkbox, Field } from "../../design/controls.tsx";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { matcher, searchable } from "../../design/text-search.ts";
import { useNow, usePhase, useRecords } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { latest } from "../../live/socket.ts";
import css from "./datastreams.module.css";
import { StreamDetail } from "./stream-detail.tsx";
import { StreamForm } from "./stream-form.tsx";
import { StreamList } from "./stream-list.tsx";
import { streamTexts } from "./texts.ts";
import { ThingForm } from "./thing-form.tsx";

type Open = { is: "stream"; datastream: Datastream | undefined } | { is: "thing"; thing: Thing | undefined };

/** Every datastream with its newest value, and one of them over time. @param thingId the station chosen elsewhere comes first */
export function Datastreams({ thingId }: { thingId?: string | undefined }) {
  const say = usePanelText(streamTexts);
  const phase = usePhase();
  const datastreams = useRecords("datastreams");
  const things = useRecords("things");
  const properties = useRecords("observedProperties");
  const maySave = { stream: useMay("datastream:save"), thing: useMay("thing:save") };
  const [text, setText] = useState("");
  const [staleOnly, setStaleOnly] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const [open, setOpen] = useState<Open>();
  // What is stale is looked at anew every five seconds, and only while it is asked for.
  const coarse = useNow(5000);
  const now = staleOnly ? coarse : undefined;

  const all = useMemo(() => {
    const collator = new Intl.Collator("vi", { numeric: true });
    return [...datastreams.values()]
      .map((datastream) => {
        const thing = things.get(datastream.thingId);
        const property = properties.get(datastream.observedPropertyId);
        return { datastream, title: `${thing?.name ?? datastream.thingId} ${property?.name ?? ""}`, text: searchable(datastream.id, datastream.name, datastream.nameEn, thing?.name, thing?.nameEn, property?.name, property?.nameEn, datastream.sourceId) };
      })
      .sort((a, b) => Number(b.datastream.thingId === thingId) - Number(a.datastream.thingId === thingId) || collator.compare(a.title, b.title));
  }, [datastreams, things, properties, thingId]);
  const list = useMemo(() => {
    const found = matcher(text);
    return all.filter((each) => (found === undefined || found(each.text)) && (now === undefined || isStale(each.datastream, now))).map((each) => each.datastream);
  }, [all, text, now]);

  if (phase.is === "failed") return <ErrorState fault={phase.fault} />;
  if (phase.is === "loading") return <LoadingState />;
  const selected = datastreams.get(chosen ?? "") ?? (thingId === undefined ? undefined : all.find((each) => each.datastream.thingId === thingId)?.datastream);
  const saved = ({ name }: { name: string }): void => {
    setOpen(undefined);
    notify(say("saved", { name }));
  };
  const thing = selected === undefined ? undefined : things.get(selected.thingId);
  return (
    <section className={css.datastreams} aria-label={say("label")}>
      <div className={css.toolbar}>
        <Field bare type="search" label={say("search")} placeholder={say("search")} value={text} onChange={setText} />
        <Checkbox label={say("staleOnly")} checked={staleOnly} onChange={setStaleOnly} />
        <span className={css.faint} role="status">{say("count", { n: list.length, all: all.length })}</span>
        {maySave.stream && <Button onPress={() => setOpen({ is: "stream", datastream: undefined })}>+ {say("addStream")}</Button>}
        {maySave.thing && <Button onPress={() => setOpen({ is: "thing", thing: undefined })}>+ {say("addThing")}</Button>}
      </div>
      <div className={css.halves}>
        {list.length === 0 ? <EmptyState text={say(all.length === 0 ? "empty" : "noMatch")} /> : <StreamList list={list} chosen={selected?.id} onChoose={setChosen} />}
        {selected === undefined ? <EmptyState text={say("choose")} /> : (
          <StreamDetail key={selected.id} datastream={selected} onEdit={maySave.stream ? () => setOpen({ is: "stream", datastream: selected }) : undefined}
            onEditThing={maySave.thing && thing !== undefined ? () => setOpen({ is: "thing", thing }) : undefined} />
        )}
      </div>
      {open?.is === "stream" && <StreamForm datastream={open.datastream} thingId={selected?.thingId} onClose={() => setOpen(undefined)} onSaved={(stream) => { setChosen(stream.id); saved(stream); }} />}
      {open?.is === "thing" && <ThingForm thing={open.thing} onClose={() => setOpen(undefined)} onSaved={saved} />}
    </section>
  );
}

/** Older than it may be, or never heard of. */
function isStale(datastream: Datastream, now: number): boolean {
  const value = latest.get(datastream.series);
  return value === undefined || now - value.at > datastream.staleAfter * 1000;
}
