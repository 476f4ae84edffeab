import type { ChannelKind, Recipient } from "#contract/message";
import { isOfficerOf } from "../../core/duty.ts";
import type { RoomState } from "../../core/state.ts";
import type { Address, AddressBook, PushBook } from "../../ports.ts";

interface Options {
  state: Pick<RoomState, "agencies" | "accounts">;
  push: () => PushBook | undefined;
  subscribers: () => AddressBook | undefined;
  /** Officers of an agency who are told before the others; absent: none are. */
  first?: (agencyId: string) => readonly string[];
}

/**
 * Where somebody is reached over a kind of channel, as the registers have it now: whoever left an agency a minute ago is no longer
 * written to. Push messages go to accounts, gateways (webhook) to the agency and contact by name.
 */
export function openAddresses({ state, push, subscribers, first = () => [] }: Options): AddressBook {
  const phones = (accountId: string): boolean => state.accounts.get(accountId)?.enabled === true && (push()?.of(accountId).length ?? 0) > 0;
  /** Of this agency now: a contact may still name who has gone to another one. */
  const mine = (accountId: string, agencyId: string): boolean => isOfficerOf(state.accounts.get(accountId), agencyId) && phones(accountId);
  function officersOf(agencyId: string): string[] {
    const all = [...state.accounts.keys()].filter((id) => mine(id, agencyId));
    // Nobody on duty, or no phone of theirs: everybody is told.
    const onDuty = all.filter((id) => first(agencyId).includes(id));
    return onDuty.length > 0 ? onDuty : all;
  }
  return {
    address(recipient: Recipient, kind: ChannelKind): Address | undefined {
      switch (recipient.is) {
        case "subscriber": return subscribers()?.address(recipient, kind);
        case "account": return kind === "web-push" && (recipient.agencyId === undefined ? phones(recipient.accountId) : mine(recipient.accountId, recipient.agencyId)) ? { to: recipient.accountId, language: "vi" } : undefined;
        case "agency": {
          if (!state.agencies.has(recipient.agencyId)) return undefined;
          if (kind === "webhook") return { to: recipient.agencyId, language: "vi" };
          const officers = kind === "web-push" ? officersOf(recipient.agencyId) : [];
          return officers.length === 0 ? undefined : { to: officers.join(" "), language: "vi" };
        }
        case "contact": {
          const contact = state.agencies.get(recipient.agencyId)?.contacts?.find(({ id }) => id === recipient.contactId);
          if (contact === undefined) return undefined;
          const { language = "vi" } = contact;
          if (kind === "webhook") return { to: `${recipient.agencyId} ${contact.id}`, language };
          const to = kind === "smtp" ? contact.email : kind === "smpp" ? contact.mobile : contact.accountId !== undefined && mine(contact.accountId, recipient.agencyId) ? contact.accountId : undefined;
          return to === undefined ? undefined : { to, language };
        }
      }
    },
  };
}
