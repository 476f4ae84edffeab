import type { Language, Notice } from "#contract/message";
import { localTime } from "./local-time.ts";

/** What a notice is, in two or three words, and its sentences. Fields may hold anything: whoever writes them out cleans them. */
export interface NoticeWords {
  head: string;
  said: string[];
}

const WHO = { vi: { centre: "Trung tâm", leadership: "Lãnh đạo", lead: "Đơn vị chủ trì", agency: "Đơn vị phối hợp" }, en: { centre: "The centre", leadership: "The leadership", lead: "The leading unit", agency: "Another unit" } } as const;

/** A notice in words, for every channel alike. */
export function noticeWords(notice: Notice, language: Language): NoticeWords {
  return language === "vi" ? vi(notice) : en(notice);
}

const because = (word: string, reason: string | undefined): string[] => (reason === undefined ? [] : [`${word}: ${reason}`]);

function vi(notice: Notice): NoticeWords {
  switch (notice.what) {
    case "reminded": return notice.limit === undefined
      ? { head: "Nhắc việc", said: [`Lệnh giao lúc ${localTime(notice.orderedAt)} đến nay chưa được tiếp nhận, xử lý.`, "Đề nghị trả lời ngay."] }
      : { head: "Nhắc việc", said: [`Hạn “${notice.limit.name}” là ${localTime(notice.limit.due)}, chưa có kết quả.`, "Đề nghị báo cáo kết quả, hoặc nêu vướng mắc và xin gia hạn."] };
    case "said": return { head: "Trao đổi vụ việc", said: [`${notice.from ?? WHO.vi[notice.as]}: ${notice.text}`] };
    case "extension-granted": return { head: "Đồng ý gia hạn", said: [`Hạn mới: ${localTime(notice.due)}.`, ...because("Ghi chú", notice.reason)] };
    case "extension-denied": return { head: "Không gia hạn", said: ["Hạn cũ giữ nguyên.", ...because("Lý do", notice.reason)] };
    case "left": return { head: "Thôi giao việc", said: ["Đơn vị của anh/chị không còn xử lý vụ việc này.", ...because("Lý do", notice.reason)] };
    case "closed": return notice.toRoom !== undefined
      ? { head: "Chuyển phòng chủ trì", said: [`Vụ việc do phòng ${notice.toRoom} chủ trì tiếp; đơn vị làm theo lệnh đang có cho đến khi có lệnh mới.`, ...because("Lý do", notice.text)] }
      : notice.into === undefined
      ? { head: "Kết thúc vụ việc", said: ["Vụ việc đã kết thúc, không cần làm gì thêm.", ...because("Kết luận", notice.text)] }
      : { head: "Nhập vụ việc", said: [`Vụ việc được xử lý tiếp trong vụ việc ${notice.into}.`, ...because("Lý do", notice.text)] };
  }
}

function en(notice: Notice): NoticeWords {
  switch (notice.what) {
    case "reminded": return notice.limit === undefined
      ? { head: "Reminder", said: [`The order of ${localTime(notice.orderedAt)} was neither accepted nor handled yet.`, "Please answer at once."] }
      : { head: "Reminder", said: [`The limit “${notice.limit.nameEn}” came at ${localTime(notice.limit.due)} and there is no result.`, "Please report the result, or what stands in the way and ask for more time."] };
    case "said": return { head: "Consultation", said: [`${notice.from ?? WHO.en[notice.as]}: ${notice.text}`] };
    case "extension-granted": return { head: "More time granted", said: [`New deadline: ${localTime(notice.due)}.`, ...because("Note", notice.reason)] };
    case "extension-denied": return { head: "More time denied", said: ["The deadline stays as it was.", ...because("Reason", notice.reason)] };
    case "left": return { head: "No longer yours", said: ["Your unit handles this case no longer.", ...because("Reason", notice.reason)] };
    case "closed": return notice.toRoom !== undefined
      ? { head: "Another room leads", said: [`Room ${notice.toRoom} goes on with the case; carry on with the order you have until a new one comes.`, ...because("Reason", notice.text)] }
      : notice.into === undefined
      ? { head: "Case closed", said: ["The case is over, nothing more needs to be done.", ...because("Conclusion", notice.text)] }
      : { head: "Case merged", said: [`The case goes on in case ${notice.into}.`, ...because("Reason", notice.text)] };
  }
}
