import { useMemo } from "react";
import type { GraveCase } from "../../design/case/grave.ts";
import { graveTexts } from "../../design/case/grave-texts.ts";
import { useRowCursor } from "../../design/case/row-cursor.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Chip, EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { useCut, useNow } from "../../live/hooks.ts";
import { useCases } from "../../live/use-cases.ts";
import { CaseClock } from "../case-clock.tsx";
import type { PanelProps } from "../panel.ts";
import css from "./grave-cases.module.css";
import { useGrave, useGraveWords } from "./use-grave.ts";

/** The leader's view: the gravest cases, each told in one glance (K-9.3). Exercises stand apart. */
export function GraveCases({ onCase = () => undefined }: Partial<PanelProps>) {
  const say = usePanelText(graveTexts);
  const cut = useCut();
  const cases = useCases();
  const { real, drills } = useGrave();
  if (cases.is === "loading") return <LoadingState />;
  if (cases.is === "failed") return <ErrorState fault={cases.fault} />;
  return (
    <section className={css.grave} aria-label={say("label")} data-cut={cut || undefined}>
      <p className={css.head} role="status"><b>{say("count", { n: real.length })}</b> <span className={css.faint}>{say("hint")}</span></p>
      {real.length === 0 ? <EmptyState text={say("none")} /> : <Rows cases={real} label={say("label")} prefix="grave-" onOpen={onCase} />}
      {drills.length > 0 && (
        <section className={css.drills} aria-label={say("drills")}>
          <h3>{say("drills")}</h3>
          <Rows cases={drills} label={say("drills")} prefix="grave-drill-" onOpen={onCase} />
        </section>
      )}
    </section>
  );
}

function Rows({ cases, label, prefix, onOpen }: { cases: readonly GraveCase[]; label: string; prefix: string; onOpen: (id: string) => void }) {
  const keys = useMemo(() => cases.map(({ incident }) => incident.id), [cases]);
  const { at, onKeyDown, onClick } = useRowCursor({ keys, prefix, onOpen });
  return (
    <div className={css.rows} role="grid" tabIndex={0} aria-label={label} aria-rowcount={cases.length} aria-activedescendant={at === undefined ? undefined : `${prefix}${at}`} onKeyDown={onKeyDown} onClick={onClick}>
      {cases.map((grave) => <Row key={grave.incident.id} grave={grave} id={`${prefix}${grave.incident.id}`} cursor={grave.incident.id === at} />)}
    </div>
  );
}

function Row({ grave, id, cursor }: { grave: GraveCase; id: string; cursor: boolean }) {
  const say = usePanelText(graveTexts);
  const now = useNow();
  const words = useGraveWords()(grave);
  const { incident, late } = grave;
  return (
    <div role="row" id={id} className={css.row} data-case={incident.id} data-late={late > 0 || undefined} data-cursor={cursor || undefined} aria-selected={cursor}>
      <span role="gridcell" className={css.what}>
        <span className={css.chips}>{incident.drill && <Chip look="strong">{say("drill")}</Chip>}{words.chips.map((chip) => <Chip key={chip} look="strong">{chip}</Chip>)}</span>
        <b className={css.title}>{incident.title}</b>
        <span className={css.about}><span>{words.where}</span><span>{words.since}</span></span>
        <span className={css.about}>{words.noLead ? <b>{words.lead}</b> : <span>{words.lead}</span>}<span className={css.faint}>{words.step}</span></span>
      </span>
      <span role="gridcell" className={css.clock}>{words.clock === undefined ? <span className={css.faint}>{say("noClock")}</span> : <CaseClock clock={words.clock} template={words.template} now={now} who={words.who} />}</span>
    </div>
  );
}
