import type { Fact, MessageFactKind } from "#contract/fact";
import type { Delivery } from "#contract/message";
import type { Language } from "../i18n.ts";
import { formatSpan } from "../format.ts";
import { fill, panelTexts } from "../panel-text.ts";
import type { CaseNames } from "./case-fact-words.ts";

const texts = panelTexts<MessageFactKind | Delivery["state"] | "many" | "again" | "somebody" | "subscribers">(
  {
    "message:queued": "Xếp tin gửi {{whom}}", "message:moved": "Tin gửi {{whom}}: {{state}}",
    "channel:down": "KÊNH GỬI {{channel}} KHÔNG DÙNG ĐƯỢC: {{detail}}", "channel:up": "Kênh gửi {{channel}} dùng lại được sau {{span}}",
    waiting: "chờ gửi", sending: "đang gửi", sent: "kênh đã nhận, chưa có báo nhận", delivered: "đã đến (có báo nhận)", failed: "KHÔNG GỬI ĐƯỢC", unknown: "KHÔNG RÕ đã đến hay chưa",
    many: "{{n}} {{state}}", again: "được gửi lại theo lệnh", somebody: "người nhận", subscribers: "{{n}} người đăng ký",
  },
  {
    "message:queued": "Message to {{whom}} queued", "message:moved": "Message to {{whom}}: {{state}}",
    "channel:down": "CHANNEL {{channel}} IS DOWN: {{detail}}", "channel:up": "Channel {{channel}} works again after {{span}}",
    waiting: "waits", sending: "being sent", sent: "taken by the channel, not confirmed", delivered: "delivered (receipt)", failed: "NOT SENT", unknown: "UNKNOWN whether it arrived",
    many: "{{n}} {{state}}", again: "sent again by a person's word", somebody: "the recipient", subscribers: "{{n}} subscribers",
  },
);

type MessageFact = Extract<Fact, { kind: MessageFactKind }>;
export const isMessageFact = (fact: Fact): fact is MessageFact => isMessageKind(fact.kind);
export const isMessageKind = (kind: string): boolean => kind.startsWith("message:") || kind.startsWith("channel:");

/** One fact about a message or a channel, in one sentence. */
export function messageFactWords(fact: MessageFact, language: Language, names: Pick<CaseNames, "agency">): string {
  const word = texts[language];
  const whom = (deliveries: readonly Delivery[]): string => {
    const subscribers = deliveries.filter(({ to }) => to.is === "subscriber").length;
    const agencies = new Set(deliveries.flatMap(({ to }) => ("agencyId" in to && to.agencyId !== undefined ? names.agency(to.agencyId) : [])));
    return [...agencies, ...(subscribers > 0 ? [fill(word.subscribers, { n: subscribers })] : [])].join(", ") || word.somebody;
  };
  switch (fact.kind) {
    case "message:queued": return fill(word[fact.kind], { whom: whom(fact.message.deliveries) });
    case "message:moved": return fill(word[fact.kind], { whom: whom(fact.moves.map(({ after }) => after)), state: fact.by !== undefined && fact.moves.every(({ after }) => after.state === "waiting") ? word.again : statesOf(fact.moves.map(({ after }) => after), language) });
    case "channel:down": return fill(word[fact.kind], { channel: fact.channelId, detail: fact.detail });
    case "channel:up": return fill(word[fact.kind], { channel: fact.channelId, span: formatSpan(fact.downFor, language) });
  }
}

/** How deliveries stand: in a word for one, counted for many. */
export function statesOf(deliveries: readonly Delivery[], language: Language): string {
  const word = texts[language];
  const counts = new Map<Delivery["state"], number>();
  for (const { state } of deliveries) counts.set(state, (counts.get(state) ?? 0) + 1);
  const [only] = counts.keys();
  if (deliveries.length === 1 && only !== undefined) return word[only];
  return [...counts].map(([state, n]) => fill(word.many, { n, state: word[state] })).join(", ");
}
