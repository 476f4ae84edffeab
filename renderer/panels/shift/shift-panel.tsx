import { useState } from "react";
import type { RequestName, RequestOutput } from "#contract/request";
import type { Result } from "#contract/result";
import { Button } from "../../design/controls.tsx";
import { explain } from "../../design/explain.ts";
import { formatNumber, formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { Chip, ErrorState, LoadingState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { useFacts, useNow, useRequest } from "../../live/hooks.ts";
import { useMay, useParty } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { HandOver } from "./hand-over.tsx";
import { loadsOf, MEASURE, offerOf, type Load } from "./load.ts";
import { LoadOffer } from "./load-offer.tsx";
import css from "./shift.module.css";
import { shiftTexts } from "./texts.ts";

type State = RequestOutput<"shift:state">;
const TEN_MINUTES = 600_000;
/** How often the alarms of ten minutes are counted anew, ms. */
const LOOK_MS = 30_000;
type Deed = Extract<RequestName, "shift:begin" | "shift:end">;

/** Who is on duty with how much, and what one shift handed to the next with both signatures (K-3.1, K-9.6). */
export function ShiftPanel() {
  const t = useText();
  const say = usePanelText(shiftTexts);
  const { result, again } = useRequest("shift:state", {});
  const party = useParty();
  const me = party?.kind === "person" ? party.account.id : undefined;
  const mayServe = useMay("shift:begin");
  const mayMove = useMay("incident:assign");
  const to = Math.floor(useNow(LOOK_MS) / LOOK_MS) * LOOK_MS;
  const metrics = useRequest("alarm:metrics", { from: Math.max(0, to - TEN_MINUTES), to });
  const [handing, setHanding] = useState(false);
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind.startsWith("shift:") || kind === "incident:moved" || kind === "incident:opened")) again();
  });
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  const { on, handovers } = result.value;
  const loads = loadsOf(on, metrics.result?.ok === true ? metrics.result.value.annunciations : undefined);
  const offer = offerOf(loads);
  const serving = on.some(({ accountId }) => accountId === me);
  const told = (answer: Result<unknown>, done: string): void => {
    notify(answer.ok ? done : explain(answer.fault, t), answer.ok ? "good" : "bad");
    again();
  };
  const turn = async (deed: Deed): Promise<void> => told(await request(deed, {}), say(deed === "shift:begin" ? "began" : "ended"));
  return (
    <section className={css.shift} aria-label={say("label")}>
      <header className={css.heading}>
        <h3>{say("on")}</h3>
        {mayServe && (serving
          ? <span className={css.deeds}><Button look="main" onPress={() => setHanding(true)}>{say("handOver")}…</Button><Button onPress={() => void turn("shift:end")}>{say("end")}</Button></span>
          : <Button look="main" onPress={() => void turn("shift:begin")}>{say("begin")}</Button>)}
      </header>
      <OnDuty loads={loads} me={me} />
      {offer !== undefined && mayMove && <LoadOffer key={`${offer.from.accountId} ${offer.to.accountId}`} offer={offer} onDone={again} />}
      <h3>{say("handovers")}</h3>
      <Handovers handovers={handovers} me={me} on={on} onSign={(handoverId) => void request("shift:sign", { handoverId }).then((answer) => told(answer, say("signedNow")))} />
      {handing && <HandOver on={on.filter(({ accountId }) => accountId !== me)} onClose={() => setHanding(false)} onDone={again} />}
    </section>
  );
}

function OnDuty({ loads, me }: { loads: readonly Load[]; me: string | undefined }) {
  const say = usePanelText(shiftTexts);
  const language = useLanguage();
  if (loads.length === 0) return <p className={css.faint}>{say("nobody")}</p>;
  const figure = (value: number): string => formatNumber(value, Number.isInteger(value) ? 0 : 1, language);
  return (
    <Table label={say("on")} head={<><th scope="col">{say("name")}</th><th scope="col">{say("since")}</th><th scope="col" data-align="end">{say("load")}</th><th scope="col" data-align="end">{say("alarmsEach")}</th><th scope="col" data-align="end">{say("total", { n: MEASURE })}</th></>}>
      {loads.map(({ who, cases, alarms, total, is }) => (
        <tr key={who.accountId} data-load={is}>
          <td>{who.name} {who.accountId === me && <Chip>{say("mine")}</Chip>} {is === "over" && <Chip look="strong">{say("over")}</Chip>}{is === "room" && loads.length > 1 && <Chip look="faint">{say("room")}</Chip>}</td>
          <td>{formatTime(who.since, "short", language)}</td><td data-align="end">{cases}</td><td data-align="end">{figure(alarms)}</td><td data-align="end"><b>{figure(total)}</b></td>
        </tr>
      ))}
    </Table>
  );
}

function Handovers({ handovers, me, on, onSign }: { handovers: State["handovers"]; me: string | undefined; on: State["on"]; onSign: (id: State["handovers"][number]["id"]) => void }) {
  const say = usePanelText(shiftTexts);
  const language = useLanguage();
  const now = useNow();
  const at = (instant: number): string => formatTime(instant, "short", language);
  const name = (id: string): string => on.find(({ accountId }) => accountId === id)?.name ?? id;
  if (handovers.length === 0) return <p className={css.faint}>{say("none")}</p>;
  return (
    <ul className={css.handovers}>
      {handovers.toSorted((a, b) => Number(a.signedAt !== undefined) - Number(b.signedAt !== undefined) || b.at - a.at).map((one) => {
        const late = one.signedAt === undefined && (one.overdueAt !== undefined || now > one.due);
        return (
          <li key={one.id} data-late={late || undefined}>
            <p className={css.heading}>
              <b>{say("from", { from: name(one.from), to: name(one.to), at: at(one.at) })}</b>
              <span>{one.signedAt !== undefined ? say("signed", { at: at(one.signedAt) }) : <b className={late ? css.late : undefined}>{late ? say("overdue") : say("waits", { due: at(one.due) })}</b>}</span>
              {one.signedAt === undefined && one.to === me && <Button look="main" onPress={() => onSign(one.id)}>{say("sign")}</Button>}
            </p>
            <p className={css.notes}>{one.notes === "" ? say("noNotes") : one.notes}</p>
            <p className={css.faint}>{say("carried", { n: one.openIncidents.length })}</p>
          </li>
        );
      })}
    </ul>
  );
}
