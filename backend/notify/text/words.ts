import type { Urgency } from "#contract/incident";
import type { Language, MessageContent } from "#contract/message";
import { lines, oneLine } from "./clean.ts";
import { localTime } from "./local-time.ts";
import { noticeWords } from "./notice-words.ts";

/** A message in words: one line, a whole text, and what an SMS says. */
export interface Spoken {
  subject: string;
  text: string;
  short: string;
}

const LABELS = {
  vi: {
    emergency: "KHẨN CẤP", order: "Lệnh xử lý", again: "Xử lý lại, kết quả bị trả lại vì", happened: "Sự việc", where: "Nơi", required: "Yêu cầu", lead: "Chủ trì", support: "Phối hợp", due: "Hạn", none: "không", case: "Mã vụ việc",
    yours: { lead: "Đơn vị của anh/chị CHỦ TRÌ.", support: "Đơn vị của anh/chị PHỐI HỢP." }, confirm: "Xác nhận đã nhận lệnh trên trang cơ quan", noDue: "theo quy định", page: "Xem và trả lời trên trang cơ quan",
    test: "Tin thử", tested: "Đây là tin thử kênh gửi, do {{by}} gửi. Không cần làm gì.",
  },
  en: {
    emergency: "EMERGENCY", order: "Order", again: "To be done again, the result was returned because", happened: "What happened", where: "Where", required: "Required", lead: "Lead", support: "Support", due: "Due", none: "none", case: "Case",
    yours: { lead: "Your unit LEADS.", support: "Your unit SUPPORTS." }, confirm: "Confirm receipt on the agency page", noDue: "as the regulation says", page: "Read and answer on the agency page",
    test: "Test", tested: "This is a test of the channel, sent by {{by}}. Nothing needs to be done.",
  },
} as const;

/** What a channel needs to know beside the content. */
export interface Setting {
  language: Language;
  urgency: Urgency;
  /** Name of the room. */
  site: string;
  confirm?: string | undefined;
  leave?: string | undefined;
}

/** An order in words always says all six: what happened, where, what is required, who leads, who supports, by when (H-11.3). Fields may hold anything. */
export function spoken(content: MessageContent, setting: Setting): Spoken {
  const { language, urgency, site } = setting;
  const say = LABELS[language];
  const urgent = urgency === "emergency" ? `[${say.emergency}] ` : "";
  switch (content.is) {
    case "order": {
      const { happened, where, required } = content.order;
      const due = content.order.due === undefined ? say.noDue : localTime(content.order.due);
      const support = content.support.length === 0 ? say.none : content.support.map((name) => oneLine(name, 160)).join(", ");
      const again = content.again === undefined ? [] : [`${say.again}: ${lines(content.again, 1000)}`];
      const body = [
        ...again, `${say.happened}: ${lines(happened, 4000)}`, `${say.where}: ${lines(where, 4000)}`, `${say.required}: ${lines(required, 4000)}`,
        `${say.lead}: ${oneLine(content.lead, 160)}`, `${say.support}: ${support}`, `${say.due}: ${due}`, say.yours[content.role], `${say.case}: ${content.incidentId}. ${say.confirm}.`, "", site,
      ];
      // In an SMS each part gets its share, so that a long one never hides the deadline.
      const short = [
        `${urgent}${say.order} ${content.incidentId}`, ...(content.again === undefined ? [] : [`${say.again}: ${oneLine(content.again, 60)}`]), `${say.happened}: ${oneLine(happened, 90)}`, `${say.where}: ${oneLine(where, 60)}`, `${say.required}: ${oneLine(required, 110)}`,
        `${say.lead}: ${oneLine(content.lead, 40)}`, `${say.support}: ${oneLine(support, 50)}`, `${say.due}: ${due}`,
      ].join(". ");
      return { subject: oneLine(`${urgent}${say.order}: ${content.title}`, 180), text: body.join("\n"), short };
    }
    case "notice": {
      const { head, said } = noticeWords(content.notice, language);
      const of = oneLine(content.title, 80);
      return {
        subject: oneLine(`${urgent}${head}: ${content.title}`, 180), text: [`${of}`, ...said.map((line) => lines(line, 1200)), `${say.case}: ${content.incidentId}. ${say.page}.`, "", site].join("\n"),
        short: `${urgent}${head} ${content.incidentId}. ${of}. ${said.map((line) => oneLine(line, 160)).join(" ")}`,
      };
    }
    case "words": {
      const words = language === "en" ? (content.en ?? content.vi) : content.vi;
      const fill = (text: string): string => text.replaceAll("{confirm}", setting.confirm ?? "").replaceAll("{leave}", setting.leave ?? "");
      const link = content.link === undefined ? [] : [content.link];
      const text = lines(fill(words.text), 5000);
      return { subject: oneLine(`${urgent}${fill(words.title)}`, 180), text: [text, ...link, "", site].join("\n"), short: [`${urgent}${oneLine(fill(words.short ?? `${words.title}. ${words.text}`), 400)}`, ...link].join(" ") };
    }
    case "test": {
      const text = say.tested.replace("{{by}}", oneLine(content.by, 80));
      return { subject: `${say.test} – ${oneLine(site, 120)}`, text: `${text}\n\n${site}`, short: `${say.test}: ${text}` };
    }
  }
}
