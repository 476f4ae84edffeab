import { useState } from "react";
import type { Account } from "#contract/account";
import { Button } from "../../design/controls.tsx";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { Chip, ErrorState, LoadingState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { useFacts, useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { AccountForm } from "./account-form.tsx";
import css from "./accounts.module.css";
import { AgencyOfficers } from "./agencies.tsx";
import { Displays } from "./displays.tsx";
import { OwnPassword } from "./own-password.tsx";
import { Sessions } from "./sessions.tsx";
import { accountTexts } from "./texts.ts";

/** People, their roles and sessions, and the displays; each account sees the part it has a right to. */
export function Accounts() {
  const say = usePanelText(accountTexts);
  const mayList = useMay("account:list");
  const mayIssue = useMay("display:ticket");
  return (
    <section className={css.accounts} aria-label={say("label")}>
      {mayList ? <Listed /> : <><p className={css.faint}>{say("readOnly")}</p>{mayIssue && <Displays displays={undefined} onChanged={() => undefined} />}</>}
      <OwnPassword />
    </section>
  );
}

function Listed() {
  const t = useText();
  const say = usePanelText(accountTexts);
  const { result, again } = useRequest("account:list", {});
  const maySave = useMay("account:save");
  const [editing, setEditing] = useState<{ account: Account | undefined }>();
  // People are not mirrored: what changes here or elsewhere is asked for anew.
  useFacts((facts) => {
    if (facts.some((fact) => fact.kind.startsWith("account:") || fact.kind.startsWith("session:") || fact.kind.startsWith("display:"))) again();
  });
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  const { accounts, sessions, displays } = result.value;
  const collator = new Intl.Collator("vi");
  return (
    <>
      <section aria-label={say("accounts")}>
        <header className={css.heading}><h3>{say("accounts")}</h3>{maySave ? <Button onPress={() => setEditing({ account: undefined })}>+ {say("add")}</Button> : <span className={css.faint}>{say("onlyLook")}</span>}</header>
        <Table label={say("accounts")} head={<><th scope="col">{say("name")}</th><th scope="col">{say("id")}</th><th scope="col">{say("roles")}</th><th scope="col" aria-label={t("shell.edit")} /></>}>
          {accounts.toSorted((a, b) => collator.compare(a.name, b.name)).map((account) => (
            <tr key={account.id} data-off={!account.enabled || undefined}>
              <td>{account.name} {!account.enabled && <Chip look="faint">{say("disabled")}</Chip>}</td>
              <td>{account.id}</td>
              <td>{account.roles.map((role) => say(role)).join(", ")}</td>
              <td data-align="end">{maySave && <Button look="quiet" aria-label={`${t("shell.edit")}: ${account.name}`} onPress={() => setEditing({ account })}>{t("shell.edit")}</Button>}</td>
            </tr>
          ))}
        </Table>
      </section>
      <AgencyOfficers accounts={accounts} />
      <Sessions sessions={sessions} accounts={accounts} onChanged={again} />
      <Displays displays={displays} onChanged={again} />
      {editing !== undefined && (
        <AccountForm account={editing.account} taken={(id) => accounts.some((account) => account.id === id)} onClose={() => setEditing(undefined)} onSaved={(account) => {
          setEditing(undefined);
          notify(say("saved", { name: account.name }));
          again();
        }} />
      )}
    </>
  );
}
