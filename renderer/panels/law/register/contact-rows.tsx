import type { AgencyContact } from "#contract/agency";
import { usePanelText } from "../../../design/panel-text.ts";
import { ChoiceCell, TextCell } from "../cells.tsx";
import { Rows, type RowProblem } from "../rows.tsx";
import { lawTexts } from "../texts.ts";

/** "0905 123 456" as it is written here, +84905123456 as it is sent. */
export function asMobile(text: string): string {
  const plain = text.replace(/[\s.()-]/g, "");
  return /^0\d{9}$/.test(plain) ? `+84${plain.slice(1)}` : /^84\d{9}$/.test(plain) ? `+${plain}` : plain;
}

/** Whom messages of an agency go to, over which address, in which language. */
export function ContactRows({ contacts, disabled, problems, onContacts }: { contacts: readonly AgencyContact[]; disabled: boolean; problems: readonly RowProblem[]; onContacts: (contacts: AgencyContact[]) => void }) {
  const say = usePanelText(lawTexts);
  /** An empty text is no address at all. */
  const replace = (contact: AgencyContact, key: "mobile" | "email" | "accountId", text: string): void => {
    const { [key]: _former, ...rest } = contact;
    onContacts(contacts.map((one) => (one === contact ? ({ ...rest, ...(text !== "" && { [key]: text }) } as AgencyContact) : one)));
  };
  return (
    <Rows<AgencyContact> label={say("contacts")} rows={contacts} disabled={disabled} problems={problems} onRows={onContacts} fresh={() => ({ id: freeId(contacts), name: "" })}
      columns={[
        { key: "name", label: say("contactName"), width: "14em", cell: ({ name }, set, label) => <TextCell label={label} value={name} onChange={(next) => set({ name: next })} /> },
        { key: "mobile", label: say("mobile"), width: "10em", cell: (contact, _set, label) => <TextCell label={label} value={contact.mobile ?? ""} placeholder="0905 123 456" onChange={(next) => replace(contact, "mobile", asMobile(next))} /> },
        { key: "email", label: say("email"), cell: (contact, _set, label) => <TextCell label={label} value={contact.email ?? ""} onChange={(next) => replace(contact, "email", next.trim())} /> },
        { key: "accountId", label: say("account"), width: "10em", cell: (contact, _set, label) => <TextCell label={label} value={contact.accountId ?? ""} onChange={(next) => replace(contact, "accountId", next.trim())} /> },
        { key: "language", label: say("language"), width: "7em", cell: ({ language = "vi" }, set, label) => <ChoiceCell label={label} value={language} choices={[{ value: "vi", text: "Tiếng Việt" }, { value: "en", text: "English" }]} onChange={(next) => set({ language: next })} /> },
      ]} />
  );
}

function freeId(contacts: readonly AgencyContact[]): string {
  const taken = new Set(contacts.map(({ id }) => id));
  for (let n = contacts.length + 1; ; n++) if (!taken.has(`dau-moi-${n}`)) return `dau-moi-${n}`;
}
