import { useMemo, useState } from "react";
import type { Channel, Recipient } from "#contract/message";
import { Button, Select } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { request } from "../../live/socket.ts";
import { useCases } from "../../live/use-cases.ts";
import { channelTexts } from "./texts.ts";

/** A contact has an id of its own; the agency itself is nobody's. */
const WHOLE = "";

/** Sends a test over one channel, to somebody whose address the register holds. */
export function TestDialog({ channel, name, onClose }: { channel: Channel; name: string; onClose: () => void }) {
  const say = usePanelText(channelTexts);
  const t = useText();
  const { agencies } = useCases();
  const known = useMemo(() => [...agencies.values()].toSorted((a, b) => Number((b.contacts?.length ?? 0) > 0) - Number((a.contacts?.length ?? 0) > 0) || a.name.localeCompare(b.name, "vi")), [agencies]);
  const [agencyId, setAgencyId] = useState(known[0]?.id);
  const agency = agencyId === undefined ? undefined : agencies.get(agencyId);
  const contacts = agency?.contacts ?? [];
  const [contactId, setContactId] = useState<string>();
  const chosen = contactId ?? contacts[0]?.id ?? WHOLE;
  const send = async (): Promise<void> => {
    if (agency === undefined) return;
    const to: Recipient = chosen === WHOLE ? { is: "agency", agencyId: agency.id } : { is: "contact", agencyId: agency.id, contactId: chosen };
    const answer = await request("channel:test", { channelId: channel.id, to });
    notify(answer.ok ? say("tested") : explain(answer.fault, t), answer.ok ? undefined : "bad");
    if (answer.ok) onClose();
  };
  return (
    <Dialog title={say("testTo", { channel: name })} open onClose={onClose} actions={<><Button onPress={onClose}>{say("cancel")}</Button><Button look="main" onPress={() => void send()}>{say("send")}</Button></>}>
      <p>{say("testHint")}</p>
      <Select<string> label={say("agency")} value={agencyId ?? ""} choices={known.map(({ id, name: text }) => ({ value: String(id), text }))} onChange={(id) => {
        setAgencyId(known.find((one) => one.id === id)?.id);
        setContactId(undefined);
      }} />
      <Select label={say("contact")} value={chosen} choices={[...contacts.map(({ id, name: text }) => ({ value: id, text })), { value: WHOLE, text: say("whole") }]} onChange={setContactId} />
    </Dialog>
  );
}
