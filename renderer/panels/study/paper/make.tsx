import { useEffect, useRef, useState } from "react";
import type { StudyExportKind, StudyOption } from "#contract/study";
import { Button } from "../../../design/controls.tsx";
import { explain } from "../../../design/explain.ts";
import { useLanguage, useText } from "../../../design/i18n.ts";
import { notify } from "../../../design/notice.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { useSite } from "../../../live/hooks.ts";
import { useParty } from "../../../live/session.ts";
import { request, serverNow } from "../../../live/socket.ts";
import { plainBase } from "../../../scene/plain-map.ts";
import type { Kept } from "../desk.ts";
import { letterOf } from "./blocks.ts";
import { makeBriefing } from "./briefing.ts";
import { makeFilm } from "./film.ts";
import { NotMade, readSource, type Source } from "./source.ts";
import { paperTexts } from "./texts.ts";

class Stopped extends Error {}

interface Order {
  as: Extract<StudyExportKind, "pdf" | "mp4">;
  /** What people call it. */
  what: string;
  option?: StudyOption;
}
interface How {
  signal: AbortSignal;
  heard: (share: number) => void;
}

/** What this window makes itself of a study: a briefing, and a film of each computed option. One at a time; the journal is told before a file is saved. */
export function MakePaper({ study, done }: { study: Kept; done: readonly string[] }) {
  const t = useText();
  const say = usePanelText(paperTexts);
  const language = useLanguage();
  const site = useSite()?.id;
  const party = useParty();
  const [making, setMaking] = useState<{ what: string; done: number }>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const titleOf = (id: string): string => say("option", { letter: letterOf(study.options.findIndex((option) => option.id === id)), name: study.options.find((option) => option.id === id)?.name ?? id });

  async function make({ as, what, option }: Order): Promise<void> {
    const control = new AbortController();
    stop.current = control;
    setMaking({ what, done: 0 });
    const heard = (share: number): void => {
      if (control.signal.aborted) throw new Stopped();
      setMaking({ what, done: Math.round(share * 100) });
    };
    try {
      const read = await readSource(study.id);
      if (!read.ok) return notify(explain(read.fault, t), "bad");
      const source: Source = { ...read.value, base: await plainBase(site), now: serverNow(), by: party?.kind === "person" ? party.account.id : "?" };
      const runId = option === undefined ? undefined : source.indices.get(option.id)?.runId;
      const blob = option === undefined ? await makeBriefing(source, language, heard) : await filmOf(source, option, { signal: control.signal, heard });
      if (blob === undefined || control.signal.aborted) return;
      const noted = await request("study:exported", { as, id: study.id, ...(runId !== undefined && { runId }) });
      if (!noted.ok) return notify(explain(noted.fault, t), "bad");
      const name = `MO-PHONG-${study.id}-r${source.study.revision}${option === undefined ? "" : `-${option.id}-${runId?.slice(0, 12) ?? ""}`}.${as}`;
      save(blob, name);
      notify(say("ready", { name }), "good");
    } catch (error) {
      if (!(error instanceof Stopped) && !control.signal.aborted) notify(say("failed", { what, why: whyOf(error) }), "bad");
    } finally {
      stop.current = undefined;
      setMaking(undefined);
    }
  }
  async function filmOf(source: Source, option: StudyOption, { signal, heard }: How): Promise<Blob | undefined> {
    const index = source.indices.get(option.id);
    if (index === undefined) throw new NotMade({ is: "none" });
    return makeFilm(source, { index, title: `${source.study.name} · ${titleOf(option.id)}` }, { language, signal, heard });
  }
  const whyOf = (error: unknown): string => {
    if (!(error instanceof NotMade)) return error instanceof Error ? error.message : String(error);
    switch (error.why.is) {
      case "none": return say("none");
      case "no-canvas": return say("noCanvas");
      case "no-font": return say("noFont");
      case "no-encoder": return say("noEncoder");
      case "frame": return say("frame", { why: error.why.detail });
    }
  };

  if (done.length === 0) return null;
  if (making !== undefined) return <p role="status" data-making="">{say("making", making)} <Button look="quiet" onPress={() => stop.current?.abort()}>{say("stop")}</Button></p>;
  return (
    <p>
      <Button look="quiet" onPress={() => void make({ as: "pdf", what: say("pdf") })}>{say("pdf")}</Button>
      {study.options.filter(({ id }) => done.includes(id)).map((option) => <Button key={option.id} look="quiet" onPress={() => void make({ as: "mp4", what: say("mp4Of", { option: titleOf(option.id) }), option })}>{say("mp4")} {letterOf(study.options.indexOf(option))}</Button>)}
    </p>
  );
}

/** Hands a file to the browser's own way of saving. */
function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
