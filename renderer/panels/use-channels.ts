import { useCallback } from "react";
import type { Recipient } from "#contract/message";
import type { Fault } from "#contract/fault";
import type { RequestOutput } from "#contract/request";
import { usePanelText } from "../design/panel-text.ts";
import { messageTexts } from "../design/message/texts.ts";
import { useFacts, useRequest } from "../live/hooks.ts";
import { useCases } from "../live/use-cases.ts";

/** The room's channels, and what they are called: their kind, and their own name where a kind is there twice. */
export function useChannels(): { value: RequestOutput<"channel:list"> | undefined; fault: Fault | undefined; again: () => void; channel: (id: string) => string } {
  const say = usePanelText(messageTexts);
  const { result, again } = useRequest("channel:list", {});
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind.startsWith("channel:"))) again();
  });
  const value = result?.ok === true ? result.value : undefined;
  const channel = useCallback((id: string): string => {
    const found = value?.channels.find((one) => one.id === id);
    if (found === undefined) return id;
    const name = say(`kind.${found.kind}`);
    return value?.channels.some((one) => one.kind === found.kind && one.id !== id) === true ? `${name} (${id})` : name;
  }, [value, say]);
  return { value, fault: result?.ok === false ? result.fault : undefined, again, channel };
}

/** Who a message is for, by name. */
export function useWhom(): (to: Recipient, alone?: boolean) => string {
  const say = usePanelText(messageTexts);
  const { agencies } = useCases();
  return useCallback((to, alone = false) => {
    switch (to.is) {
      case "subscriber": return say("subscriber");
      case "account": return to.accountId;
      case "agency": return alone ? say("agency") : (agencies.get(to.agencyId)?.name ?? to.agencyId);
      case "contact": {
        const agency = agencies.get(to.agencyId);
        const name = agency?.contacts?.find(({ id }) => id === to.contactId)?.name ?? to.contactId;
        return alone ? name : `${agency?.name ?? to.agencyId}, ${name}`;
      }
    }
  }, [agencies, say]);
}
