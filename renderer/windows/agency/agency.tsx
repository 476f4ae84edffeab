import { useEffect, useMemo, useState } from "react";
import { byDue } from "../../design/case/agency-order.ts";
import { formatTime } from "../../design/format.ts";
import { Button } from "../../design/button-field.tsx";
import { setLanguage, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { agencyNow } from "../../live/agency-link.ts";
import { useSign } from "../../live/sign.ts";
import { keepOffline } from "../../live/phone/install.ts";
import { useOutbox } from "../../live/phone/outbox.ts";
import { useParty } from "../../live/session.ts";
import { useAgency } from "../../live/use-agency.ts";
import { AgencyCaseCard } from "./case-card.tsx";
import css from "./agency.module.css";
import { Duty } from "./duty.tsx";
import { Explanations } from "./explanations.tsx";
import { Leave } from "./leave.tsx";
import { OrderSound } from "./order-sound.tsx";
import { PushOffer } from "./push-offer.tsx";
import { SharingStrip } from "./share.tsx";
import { agencyTexts } from "./texts.ts";
import { WaitingList } from "./waiting-list.tsx";

/** A focal officer's page: the agency's orders, their clocks, and one press for each answer. */
export function AgencyWindow() {
  const say = usePanelText(agencyTexts);
  const language = useLanguage();
  const party = useParty();
  const accountId = party?.kind === "person" ? party.account.id : undefined;
  const { cases, readAt, fault, again } = useAgency(accountId);
  const { items, lasting } = useOutbox();
  useEffect(keepOffline, []);
  const now = useTick();
  const exercise = cases?.drill;
  const inDrill = exercise !== undefined || cases?.cases.some(({ drill, closedAt }) => drill && closedAt === undefined) === true;
  useSign(inDrill ? { kind: "drill", name: exercise?.name, nameEn: exercise?.nameEn, paused: exercise?.paused } : undefined);
  const [opened, setOpened] = useState<string>();
  const [open, over] = useMemo(() => {
    const all = (cases?.cases ?? []).toSorted(byDue);
    const isOver = ({ closedAt, part }: (typeof all)[number]): boolean => closedAt !== undefined || part.leftAt !== undefined;
    return [all.filter((one) => !isOver(one)), all.filter(isOver)];
  }, [cases]);
  const shown = opened ?? (open.length === 1 ? open[0]?.id : undefined);
  const turn = (id: string): void => setOpened(shown === id ? "" : id);
  return (
    <div className={css.agency} data-agency-window="">
      <header className={css.top}>
        <div className={css.name}>
          <h1>{cases?.agency.name ?? "Kỳ Đài"}</h1>
          <span>{party?.kind === "person" ? party.account.name : ""}</span>
        </div>
        <Button look="quiet" onPress={() => setLanguage(language === "vi" ? "en" : "vi")}>{language === "vi" ? "EN" : "VI"}</Button>
        <Leave accountId={accountId} waiting={items.length} />
        {cases !== undefined && <SharingStrip sharing={cases.sharing} now={now} onDone={again} />}
      </header>
      {fault !== undefined && cases !== undefined && readAt !== undefined && <p className={css.cut} role="alert">{say("noLink", { at: formatTime(readAt, "short", language) })} <Button onPress={again}>{say("reload")}</Button></p>}
      {items.length > 0 && <p className={css.waits} role="status">{say("waits", { n: items.length })}{lasting ? "" : ` ${say("notKept")}`}</p>}
      {cases !== undefined && <PushOffer />}
      {cases !== undefined && <OrderSound cases={cases.cases} />}
      <main className={css.main}>
        {cases === undefined ? (
          fault === undefined ? <LoadingState />
          : fault.code === "conflict" ? <EmptyState text={say("noAgency")} />
          : fault.code === "forbidden" ? <EmptyState text={say("notOfficer")}><a href="/">{say("console")}</a></EmptyState>
          : <ErrorState fault={fault} onRetry={again} />
        ) : (
          <>
            <WaitingList items={items.filter(({ incidentId }) => !cases.cases.some(({ id }) => id === incidentId))} />
            <Explanations explanations={cases.explanations} onDone={again} />
            <Duty cases={cases} account={party?.kind === "person" ? party.account : undefined} now={now} onDone={again} />
            <h2>{say("cases", { n: open.length })}</h2>
            {open.length === 0 && <EmptyState text={say("none")} />}
            {open.map((one) => <AgencyCaseCard key={one.id} one={one} now={now} sharing={cases.sharing} opened={shown === one.id} onTurn={() => turn(one.id)} onDone={again} />)}
            {over.length > 0 && <h2 className={css.faint}>{say("over")}</h2>}
            {over.map((one) => <AgencyCaseCard key={one.id} one={one} now={now} sharing={cases.sharing} opened={shown === one.id} onTurn={() => turn(one.id)} onDone={again} />)}
          </>
        )}
      </main>
    </div>
  );
}

function useTick(): number {
  const [now, setNow] = useState(agencyNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(agencyNow()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
