import type { Alert, AlertId } from "#contract/alert";
import { alertCard } from "#contract/alert-words";
import type { NewFact } from "#contract/fact";
import type { Message, MessageDraft, Recipient } from "#contract/message";
import type { Instant } from "#contract/ids";
import { withdrawn } from "../message/confirm.ts";
import { capTime } from "./cap.ts";

const FOOT = { vi: "Bạn nhận thư này vì đã đăng ký cảnh báo sớm. Thôi nhận: {leave}", en: "You get this mail because you subscribed to early warnings. Leave: {leave}" } as const;
const DO = { vi: "Việc cần làm", en: "What to do" } as const;
const WHERE = { vi: "Nơi áp dụng", en: "Where" } as const;
const UNTIL = { vi: "Hiệu lực đến", en: "In force until" } as const;

/** "14:05 22/11/2026" of what CAP writes as 2026-11-22T14:05:00+07:00. */
function clock(at: Instant): string {
  const [day = "", time = ""] = capTime(at).split("T");
  return `${time.slice(0, 5)} ${day.split("-").toReversed().join("/")}`;
}

/** Whoever was told at night to run is told at night that it is over: a withdrawal is heard for a day, ms. */
const WITHDRAWAL_HEARD = 86_400_000;

/** Calls for action at once. */
export const isGrave = ({ urgency, severity }: Pick<Alert, "urgency" | "severity">): boolean => urgency === "Immediate" && (severity === "Extreme" || severity === "Severe");

/** After it nobody is sent this alert any more. */
export const tellUntil = ({ msgType, sentAt, expiresAt }: Alert): Instant => (msgType === "Cancel" ? Math.max(expiresAt, sentAt + WITHDRAWAL_HEARD) : expiresAt);

/** @returns facts that take back what of an alert has not gone yet: another one speaks in its place */
export function withdrawMails(id: AlertId, messages: ReadonlyMap<string, Message>, at: Instant): NewFact[] {
  const facts: NewFact[] = [];
  for (const message of messages.values()) {
    if (message.content.is !== "words" || message.content.link?.endsWith(`/public#${id}`) !== true) continue;
    const moves = message.deliveries.flatMap((delivery, index) => {
      const after = withdrawn(delivery, at);
      return after === undefined ? [] : [{ index, after }];
    });
    if (moves.length > 0) facts.push({ kind: "message:moved", at, messageId: message.id, moves });
  }
  return facts;
}

/** What subscribers are sent of an alert: the words of the page, and how to leave. @param grave it, or one before it in its thread, calls for action at once */
export function alertMail(alert: Alert, recipients: readonly Recipient[], address: string, grave = isGrave(alert)): MessageDraft {
  const words = (language: "vi" | "en"): { title: string; text: string; short: string } => {
    const { severity, service, headline, description, instruction, areas } = alertCard(alert, language);
    const until = alert.msgType === "Cancel" ? [] : [`${UNTIL[language]}: ${clock(alert.expiresAt)}`];
    return { title: headline, text: [`${severity} – ${service}`, description, `${DO[language]}: ${instruction}`, `${WHERE[language]}: ${areas.join("; ")}`.slice(0, 600), ...until, "", FOOT[language]].join("\n").slice(0, 4000), short: `${severity} – ${service}. ${description.slice(0, 280)} ${instruction.slice(0, 240)}`.toWellFormed() };
  };
  return { content: { is: "words", vi: words("vi"), en: words("en"), link: linkOf(alert, address) }, urgency: grave ? "emergency" : "routine", recipients, chain: "public", until: tellUntil(alert) };
}

/** Where people read it: also how a message of the outbox is known to be this alert's. */
export const linkOf = ({ id }: Pick<Alert, "id">, address: string): string => `${address}/public#${id}`;

/** The mail that asks to confirm (H-10.5). */
export function confirmMail(recipient: Recipient, until: Instant): MessageDraft {
  return {
    content: {
      is: "words",
      vi: { title: "Xác nhận đăng ký cảnh báo sớm", text: "Có người (có lẽ là bạn) đăng ký nhận cảnh báo sớm bằng địa chỉ này. Bấm liên kết sau để xác nhận, trong vòng 24 giờ:\n{confirm}\nNếu không phải bạn, xin bỏ qua thư này: không xác nhận thì không nhận gì. Xóa địa chỉ ngay: {leave}" },
      en: { title: "Confirm your subscription to early warnings", text: "Somebody (probably you) asked for early warnings at this address. Confirm within 24 hours by this link:\n{confirm}\nIf it was not you, ignore this mail: without confirmation nothing is sent. Remove the address at once: {leave}" },
    },
    urgency: "routine", recipients: [recipient], chain: "public", until,
  };
}

/** The test push that asks a browser to confirm (H-10.5): that it came is the answer, given by the page's own worker. */
export function confirmPush(recipient: Recipient, until: Instant): MessageDraft {
  return {
    content: {
      is: "words",
      vi: { title: "Đã đăng ký cảnh báo sớm", text: "Đây là tin thử: máy này nhận được cảnh báo sớm. Có thể thôi nhận bất cứ lúc nào trên trang cảnh báo.", short: "Đây là tin thử: máy này nhận được cảnh báo sớm. Có thể thôi nhận bất cứ lúc nào trên trang cảnh báo." },
      en: { title: "Subscribed to early warnings", text: "This is a test: this device gets early warnings. You can leave at any time on the page of warnings.", short: "This is a test: this device gets early warnings. You can leave at any time on the page of warnings." },
    },
    urgency: "routine", recipients: [recipient], chain: "public", until,
  };
}
