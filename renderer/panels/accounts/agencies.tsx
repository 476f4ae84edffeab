import { useState } from "react";
import type { Account } from "#contract/account";
import type { Fault } from "#contract/fault";
import { Invitation, lacksOf } from "#contract/invitation";
import { Button, Field, Select } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { QrCode } from "../../design/qr-code.tsx";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { useAgencies } from "../../live/use-cases.ts";
import css from "./accounts.module.css";
import { Invitations } from "./invitations.tsx";
import { LackDue, ReportedChanges, Rosters, useStaffing } from "./staffing.tsx";
import { accountTexts } from "./texts.ts";

/** Agencies that lack their leader or a focal officer (K-16.2), and the way to invite one: a link, or its QR code, that makes one account, once. */
export function AgencyOfficers({ accounts }: { accounts: readonly Account[] }) {
  const say = usePanelText(accountTexts);
  const mayInvite = useMay("officer:invite");
  const agencies = useAgencies();
  const staffing = useStaffing();
  const [inviting, setInviting] = useState<string>();
  const lacking = agencies.map((agency) => ({ agency, lacks: lacksOf(agency, accounts) })).filter(({ lacks }) => lacks.length > 0);
  return (
    <section aria-label={say("officers")}>
      <header className={css.heading}><h3>{say("officers")}</h3>{mayInvite && <Button onPress={() => setInviting("")}>+ {say("invite")}</Button>}</header>
      <p>{lacking.length === 0 ? say("allThere", { n: agencies.length }) : say("lacking", { n: lacking.length, all: agencies.length })}</p>
      {lacking.length > 0 && (
        <ul className={css.lacking}>
          {lacking.map(({ agency, lacks }) => (
            <li key={agency.id} data-lacks={lacks.join(" ")}><span><b>{agency.name}</b>: {lacks.map((one) => say(`lacks.${one}`)).join(", ")}<LackDue task={staffing.tasks.find(({ agencyId, cause }) => agencyId === agency.id && cause === "lacks")} /></span>{mayInvite && lacks.includes("officer") && <Button look="quiet" onPress={() => setInviting(agency.id)}>{say("invite")}</Button>}</li>
          ))}
        </ul>
      )}
      <ReportedChanges {...staffing} />
      {mayInvite && <Invitations />}
      <Rosters />
      {inviting !== undefined && <Invite first={inviting} taken={(id) => accounts.some((one) => one.id === id)} onClose={() => setInviting(undefined)} />}
    </section>
  );
}

function Invite({ first, taken, onClose }: { first: string; taken: (id: string) => boolean; onClose: () => void }) {
  const t = useText();
  const say = usePanelText(accountTexts);
  const language = useLanguage();
  const agencies = useAgencies();
  const [agencyId, setAgencyId] = useState(first);
  const [id, setId] = useState("");
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const [made, setMade] = useState<{ link: string; until: number }>();
  const parsed = Invitation.pick({ id: true, name: true, agencyId: true }).safeParse({ id: id.trim(), name, agencyId });
  const wrong = (field: string): boolean => tried && !parsed.success && parsed.error.issues.some(({ path }) => path[0] === field);
  const invite = async (): Promise<void> => {
    setTried(true);
    if (!parsed.success || taken(id.trim())) return;
    const answer = await request("officer:invite", parsed.data);
    if (answer.ok) setMade({ link: `${location.origin}/agency#moi=${answer.value.token}`, until: answer.value.until });
    else setFault(answer.fault);
  };
  if (made !== undefined) {
    return (
      <Dialog title={say("invitation", { name })} open onClose={onClose} actions={<Button look="main" onPress={onClose}>{t("shell.close")}</Button>}>
        <p>{say("invitationHint", { at: formatTime(made.until, "short", language) })}</p>
        <div className={css.code}><QrCode text={made.link} label={say("invitation", { name })} /></div>
        <p className={css.link} data-invitation="">{made.link}</p>
      </Dialog>
    );
  }
  return (
    <Dialog title={say("invite")} open onClose={onClose} actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" onPress={() => void invite()}>{say("makeLink")}</Button></>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); void invite(); }}>
        <Select label={say("agency")} value={agencyId} choices={[{ value: "", text: say("noAgency") }, ...agencies.map((one) => ({ value: one.id, text: one.name }))]} onChange={setAgencyId} hint={say("agencyHint")} />
        {wrong("agencyId") && <p role="alert" className={css.error}>{say("agencyWrong")}</p>}
        <Field label={say("name")} value={name} onChange={setName} autoComplete="off" error={wrong("name") ? say("nameWrong") : undefined} />
        <Field label={say("id")} value={id} onChange={setId} autoComplete="off" hint={say("idHint")} error={taken(id.trim()) ? say("taken") : wrong("id") ? say("idWrong") : undefined} />
        {fault !== undefined && <p role="alert" className={css.fault}>{explain(fault, t)}</p>}
        <button type="submit" hidden aria-label={say("makeLink")} />
      </form>
    </Dialog>
  );
}
