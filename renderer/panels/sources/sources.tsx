import { useMemo, useState } from "react";
import type { Source } from "#contract/source";
import { Button, Field } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { matcher, searchable } from "../../design/text-search.ts";
import { usePhase, useRecords, useStatus } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { Backups } from "./backups.tsx";
import { FeedFaults } from "./feed-faults.tsx";
import { Rejections } from "./rejections.tsx";
import { SecretDialog } from "./secret-dialog.tsx";
import { SourceForm } from "./source-form.tsx";
import { SourceRow } from "./source-row.tsx";
import css from "./sources.module.css";
import { sourceTexts } from "./texts.ts";

type Open = { is: "add" } | { is: "edit"; source: Source } | { is: "renew"; source: Source } | { is: "secret"; source: Source; secret: string };

/** Who sends data, how well, what of it was refused, and with which right. */
export function Sources() {
  const t = useText();
  const say = usePanelText(sourceTexts);
  const phase = usePhase();
  const sources = useRecords("sources");
  const status = useStatus();
  const maySave = useMay("source:save");
  const mayFail = useMay("feed:fault");
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Source["id"]>();
  const [open, setOpen] = useState<Open>();
  const shown = useMemo(() => {
    const found = matcher(text);
    const collator = new Intl.Collator("vi");
    return [...sources.values()].filter((source) => found === undefined || found(searchable(source.id, source.name, source.owner, source.format))).sort((a, b) => collator.compare(a.name, b.name));
  }, [sources, text]);
  const countersOf = (id: string) => status?.sources.find((counters) => counters.sourceId === id);

  const saved = (source: Source, secret: string | undefined): void => {
    notify(say("saved", { name: source.name }));
    setOpen(secret === undefined ? undefined : { is: "secret", source, secret });
  };
  const renew = async (source: Source): Promise<void> => {
    const answer = await request("source:save", { source, renew: true });
    if (answer.ok) return saved(answer.value.source, answer.value.secret);
    notify(explain(answer.fault, t), "bad");
  };

  if (phase.is === "failed") return <ErrorState fault={phase.fault} />;
  if (phase.is === "loading") return <LoadingState />;
  const selected = chosen === undefined ? undefined : sources.get(chosen);
  return (
    <section className={css.sources} aria-label={say("label")}>
      <div className={css.toolbar}>
        <Field bare type="search" label={say("search")} placeholder={say("search")} value={text} onChange={setText} />
        {maySave && <Button onPress={() => setOpen({ is: "add" })}>+ {say("add")}</Button>}
      </div>
      <div className={css.list}>
        {shown.length === 0 ? <EmptyState text={say(sources.size === 0 ? "empty" : "noMatch")} /> : (
          <Table label={say("label")} head={<>
            <th scope="col">{say("source")}</th><th scope="col">{say("state")}</th><th scope="col">{say("last")}</th>
            <th scope="col" data-align="end">{say("received")}</th><th scope="col" data-align="end">{say("stored")}</th><th scope="col" data-align="end">{say("rejected")}</th><th scope="col" data-align="end">{say("superseded")}</th><th scope="col">{say("balance")}</th>
          </>}>
            {shown.map((source) => (
              <SourceRow key={source.id} source={source} counters={countersOf(source.id)} broker={status?.brokers?.find((broker) => broker.sourceId === source.id)} chosen={source.id === chosen} onChoose={() => setChosen(source.id)}
                onEdit={maySave ? () => setOpen({ is: "edit", source }) : undefined} onRenew={maySave ? () => setOpen({ is: "renew", source }) : undefined} />
            ))}
          </Table>
        )}
      </div>
      {selected === undefined ? <p className={css.hint}>{say("choose")}</p> : <Rejections key={selected.id} sourceId={selected.id} counters={countersOf(selected.id)} />}
      {mayFail && selected?.nature === "demo" && status?.feed !== undefined && <FeedFaults key={`faults ${selected.id}`} source={selected} feed={status.feed} />}
      <Backups />
      {open?.is === "add" && <SourceForm source={undefined} taken={(id) => sources.has(id)} onClose={() => setOpen(undefined)} onSaved={saved} />}
      {open?.is === "edit" && <SourceForm source={open.source} taken={() => false} onClose={() => setOpen(undefined)} onSaved={saved} />}
      {open?.is === "renew" && (
        <Dialog title={say("renewTitle", { name: open.source.name })} open onClose={() => setOpen(undefined)}
          actions={<><Button onPress={() => setOpen(undefined)}>{t("shell.cancel")}</Button><Button look="main" onPress={() => void renew(open.source)}>{say("renew")}</Button></>}>
          <p>{say("renewWarning")}</p>
        </Dialog>
      )}
      {open?.is === "secret" && <SecretDialog source={open.source} secret={open.secret} onClose={() => setOpen(undefined)} />}
    </section>
  );
}
