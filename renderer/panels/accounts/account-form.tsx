import { useState } from "react";
import { Account, Password, Role } from "#contract/account";
import type { Fault } from "#contract/fault";
import { Button, Checkbox, Field, Select } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { request } from "../../live/socket.ts";
import { useAgencies } from "../../live/use-cases.ts";
import css from "./accounts.module.css";
import { accountTexts } from "./texts.ts";

/** Adds or edits an account; a password is set for a new one, and reset for one that is there. */
export function AccountForm({ account, taken, onClose, onSaved }: { account: Account | undefined; taken: (id: string) => boolean; onClose: () => void; onSaved: (account: Account) => void }) {
  const t = useText();
  const say = usePanelText(accountTexts);
  const [id, setId] = useState<string>(account?.id ?? "");
  const [name, setName] = useState(account?.name ?? "");
  const [roles, setRoles] = useState<readonly Role[]>(account?.roles ?? ["operator"]);
  const [agencyId, setAgencyId] = useState<string>(account?.agencyId ?? "");
  const agencies = useAgencies();
  const [leads, setLeads] = useState(account?.leads ?? false);
  const [enabled, setEnabled] = useState(account?.enabled ?? true);
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const parsed = Account.safeParse({ id, name: name.trim(), roles: [...roles], enabled, ...(agencyId === "" ? {} : { agencyId }), ...(roles.includes("focal-officer") && leads && { leads }) });
  const wrong = (field: string): boolean => tried && !parsed.success && parsed.error.issues.some((issue) => issue.path[0] === field);
  const officer = roles.includes("focal-officer");
  const agencyMissing = officer && agencyId === "";
  const idTaken = account === undefined && taken(id);
  const passwordFits = password === "" ? account !== undefined : Password.safeParse(password).success;

  const submit = async (): Promise<void> => {
    setTried(true);
    if (!parsed.success || idTaken || agencyMissing || !passwordFits) return;
    setSending(true);
    const answer = await request("account:save", { account: parsed.data, ...(password === "" ? {} : { password }) });
    setSending(false);
    if (answer.ok) onSaved(answer.value);
    else setFault(answer.fault);
  };

  return (
    <Dialog title={account === undefined ? say("addTitle") : say("editTitle", { name: account.name })} open onClose={onClose}
      actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" isDisabled={sending} onPress={() => void submit()}>{t("shell.save")}</Button></>}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Field label={say("id")} value={id} onChange={setId} disabled={account !== undefined} autoFocus={account === undefined} autoComplete="off" hint={say("idHint")} error={idTaken ? say("taken") : wrong("id") ? say("idWrong") : undefined} />
        <Field label={say("name")} value={name} onChange={setName} autoComplete="off" error={wrong("name") ? say("nameWrong") : undefined} />
        <fieldset className={css.roles}>
          <legend>{say("roles")}</legend>
          {Role.options.map((role) => <Checkbox key={role} label={say(role)} checked={roles.includes(role)} onChange={(on) => setRoles(on ? withRole(roles, role) : roles.filter((each) => each !== role))} />)}
          {wrong("roles") && <p role="alert" className={css.error}>{say("rolesWrong")}</p>}
        </fieldset>
        {(officer || agencyId !== "") && <Select label={say("agency")} value={agencyId} choices={[{ value: "", text: say("noAgency") }, ...agencies.map(({ id: value, name: text }) => ({ value, text }))]} onChange={setAgencyId} hint={say("agencyHint")} />}
        {tried && agencyMissing && <p role="alert" className={css.error}>{say("agencyWrong")}</p>}
        {officer && <Checkbox label={say("leads")} checked={leads} onChange={setLeads} />}
        <Field label={account === undefined ? say("password") : say("newPassword")} type="password" autoComplete="new-password" value={password} onChange={setPassword} hint={account === undefined ? say("passwordHint") : say("passwordKeep")} error={tried && !passwordFits ? say("passwordShort") : undefined} />
        <Checkbox label={say("enabled")} checked={enabled} onChange={setEnabled} />
        {fault !== undefined && <p role="alert" className={css.fault}>{explain(fault, t)}</p>}
        {/* Enter sends a form of several fields only where it has a button of its own. */}
        <button type="submit" hidden aria-label={t("shell.save")} />
      </form>
    </Dialog>
  );
}

/** A focal officer stands outside the room: that role goes with no other, so that ticking it never leaves the room's rights standing. */
function withRole(roles: readonly Role[], role: Role): readonly Role[] {
  return role === "focal-officer" ? [role] : [...roles.filter((each) => each !== "focal-officer"), role];
}
