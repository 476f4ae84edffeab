import { useState } from "react";
import type { InvitationRecord } from "#contract/invitation";
import type { Instant } from "#contract/ids";
import { Button } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { Table } from "../../design/table.tsx";
import { useFacts, useNow, useRequest } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";
import { useAgencyName } from "../../live/use-cases.ts";
import { accountTexts } from "./texts.ts";

/** So many are shown; the others are in the journal. */
const SHOWN = 20;

const standing = ({ state, until }: InvitationRecord, now: Instant): "open" | "used" | "revoked" | "over" => (state === "open" && until <= now ? "over" : state);

/** Links that were given out, and what became of each; one nobody took up yet can be taken back. */
export function Invitations() {
  const t = useText();
  const say = usePanelText(accountTexts);
  const language = useLanguage();
  const agency = useAgencyName();
  const now = useNow(30_000);
  const { result, again } = useRequest("officer:invitations", {});
  const [revoking, setRevoking] = useState<InvitationRecord>();
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind.startsWith("invitation:"))) again();
  });
  if (result?.ok !== true || result.value.invitations.length === 0) return null;
  const revoke = async ({ id, name }: InvitationRecord): Promise<void> => {
    setRevoking(undefined);
    const answer = await request("officer:revoke", { invitationId: id });
    notify(answer.ok ? say("invitationRevoked", { name }) : explain(answer.fault, t), answer.ok ? "good" : "bad");
    again();
  };
  return (
    <section aria-label={say("invitations")}>
      <h4>{say("invitations")}</h4>
      <Table label={say("invitations")} head={<><th scope="col">{say("name")}</th><th scope="col">{say("agency")}</th><th scope="col">{say("invitedBy")}</th><th scope="col">{say("standing")}</th><th scope="col" aria-label={t("shell.edit")} /></>}>
        {result.value.invitations.slice(0, SHOWN).map((one) => {
          const is = standing(one, now);
          return (
            <tr key={one.id} data-invited={is} data-off={is !== "open" || undefined}>
              <td>{one.name} ({one.accountId})</td>
              <td>{agency(one.agencyId)}</td>
              <td>{one.by}, {formatTime(one.at, "short", language)}</td>
              <td>{say(`invited.${is}`, { at: formatTime(is === "open" || is === "over" ? one.until : (one.endedAt ?? one.until), "short", language), who: one.revokedBy ?? "" })}</td>
              <td data-align="end">{is === "open" && <Button look="quiet" aria-label={`${say("revoke")}: ${one.name}`} onPress={() => setRevoking(one)}>{say("revoke")}</Button>}</td>
            </tr>
          );
        })}
      </Table>
      {revoking !== undefined && (
        <Dialog title={say("revokeInvitation", { name: revoking.name })} open onClose={() => setRevoking(undefined)}
          actions={<><Button onPress={() => setRevoking(undefined)}>{t("shell.cancel")}</Button><Button look="main" onPress={() => void revoke(revoking)}>{say("revoke")}</Button></>}>
          <p>{say("revokeInvitationHint")}</p>
        </Dialog>
      )}
    </section>
  );
}
