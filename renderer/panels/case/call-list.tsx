import type { Agency } from "#contract/agency";
import type { Incident } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { RequestOutput } from "#contract/request";
import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useAgencies } from "../../live/use-cases.ts";
import css from "./paper.module.css";
import { paperTexts } from "./paper-texts.ts";

/** Who is on duty, as it was read before printing; undefined: it could not be. */
export interface Present {
  duty: RequestOutput<"agency:duty">["agencies"] | undefined;
  shift: RequestOutput<"shift:state">["on"] | undefined;
}

/** Whom to telephone: the case's agencies first, with every number the room knows, and room to write who answered. */
export function CallList({ incident, now, duty, shift }: { incident: Incident; now: Instant } & Present) {
  const say = usePanelText(paperTexts);
  const language = useLanguage();
  const agencies = useAgencies();
  const involved = new Set<string>(incident.parts.filter(({ leftAt }) => leftAt === undefined).map(({ agencyId }) => agencyId));
  const groups = [["involved", agencies.filter(({ id }) => involved.has(id))], ["others", agencies.filter(({ id }) => !involved.has(id))]] as const;
  return (
    <section className={css.sheet} data-sheet="call-list" aria-label={say("listTitle")}>
      <h2>{incident.drill && <b>{say("drill")} · </b>}{say("listTitle")}</h2>
      <p>{incident.title} · {say("number")} {incident.id} · {say("printedAt", { at: formatTime(now, "full", language) })}</p>
      {shift !== undefined && <p><b>{say("shift")}</b>: {shift.length === 0 ? say("nobodyOn") : shift.map(({ name }) => name).join(", ")}</p>}
      {duty === undefined && <p>⚠ {say("dutyUnread")}</p>}
      <table className={css.list}>
        <thead><tr><th scope="col">{say("agency")}</th><th scope="col">{say("phones")}</th><th scope="col">{say("onDuty")}</th><th scope="col">{say("called")}</th></tr></thead>
        {groups.filter(([, some]) => some.length > 0).map(([group, some]) => (
          <tbody key={group}>
            <tr><th scope="rowgroup" colSpan={4}>{say(group)}</th></tr>
            {some.map((agency) => <Row key={agency.id} agency={agency} on={duty?.find(({ agencyId }) => agencyId === agency.id)?.on} />)}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Row({ agency, on }: { agency: Agency; on: RequestOutput<"agency:duty">["agencies"][number]["on"] | undefined }) {
  const say = usePanelText(paperTexts);
  const language = useLanguage();
  const phones = [...(agency.phone === undefined ? [] : [{ of: undefined, phone: agency.phone }]), ...(agency.contacts ?? []).flatMap(({ name, mobile }) => (mobile === undefined ? [] : [{ of: name, phone: mobile }]))];
  return (
    <tr data-call={agency.id}>
      <td><b>{agency.name}</b>{agency.leader !== undefined && <div>{say("leader", { name: agency.leader })}</div>}</td>
      <td>{phones.length === 0 ? say("noPhone") : phones.map(({ of, phone }) => <div key={`${of ?? ""}${phone}`}>{phone}{of !== undefined && ` – ${of}`}</div>)}</td>
      <td>{on === undefined || on.length === 0 ? say("noDuty") : on.map(({ accountId, name, until }) => <div key={accountId}>{name} ({formatTime(until, "short", language)})</div>)}</td>
      <td aria-label={say("called")} />
    </tr>
  );
}
