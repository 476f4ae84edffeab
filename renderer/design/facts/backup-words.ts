import type { BackupWhy } from "#contract/backup";
import type { BackupFactKind, Fact } from "#contract/fact";
import { formatNumber, formatTime } from "../format.ts";
import type { Language } from "../i18n.ts";
import { fill, panelTexts } from "../panel-text.ts";

const texts = panelTexts<Exclude<BackupFactKind, "backup:checked"> | "sound" | "unsound" | "never" | "since" | "until">(
  { "backup:late": "QUÁ HẠN SAO LƯU tới “{{place}}”: {{since}}{{why}}", "backup:resumed": "Đã sao lưu lại được tới “{{place}}”", "backup:restored": "Dữ liệu của phòng được khôi phục từ bản sao lưu {{copy}}{{until}}, sự kiện cuối {{seq}}", sound: "Thử khôi phục bản sao {{copy}} ở “{{place}}”: ĐÚNG, {{n}} sự kiện, {{files}} tệp", unsound: "Thử khôi phục bản sao {{copy}} ở “{{place}}”: HỎNG – {{detail}}", never: "chưa có bản nào", since: "bản mới nhất {{at}}", until: ", đến {{at}}" },
  { "backup:late": "BACKUP OVERDUE at “{{place}}”: {{since}}{{why}}", "backup:resumed": "Backups reach “{{place}}” again", "backup:restored": "The room's data was restored from the copy of {{copy}}{{until}}, last fact {{seq}}", sound: "Trial restore of the copy of {{copy}} at “{{place}}”: SOUND, {{n}} facts, {{files}} files", unsound: "Trial restore of the copy of {{copy}} at “{{place}}”: DAMAGED – {{detail}}", never: "there is no copy", since: "newest copy {{at}}", until: ", up to {{at}}" },
);

const reasons = panelTexts<BackupWhy>(
  { unreachable: "không nối được", login: "bị từ chối truy cập", full: "nơi lưu đã đầy", key: "khóa sao lưu không dùng được", foreign: "nơi lưu đang giữ bản sao của phòng khác", damaged: "bản sao bị hỏng", room: "đĩa của máy này không đủ chỗ", store: "không đọc được dữ liệu của phòng", other: "lỗi khác" },
  { unreachable: "cannot be reached", login: "access refused", full: "the place is full", key: "the backup key cannot be used", foreign: "another room's copies are there", damaged: "copy damaged", room: "no room on this machine's disk", store: "the room's data cannot be read", other: "another fault" },
);

type BackupFact = Extract<Fact, { kind: BackupFactKind }>;
export const isBackupFact = (fact: Fact): fact is BackupFact => fact.kind.startsWith("backup:");

/** Why no copy comes about, in a few words. */
export const backupWhy = (why: BackupWhy, language: Language): string => reasons[language][why];

/** One fact about backups, in one sentence. */
export function backupFactWords(fact: BackupFact, language: Language): string {
  const word = texts[language];
  const time = (at: number): string => formatTime(at, "full", language);
  switch (fact.kind) {
    case "backup:checked": {
      const { check } = fact;
      return fill(check.ok ? word.sound : word.unsound, { copy: time(check.copy), place: fact.place, n: formatNumber(check.facts, 0, language), files: check.files, detail: check.detail ?? "" });
    }
    case "backup:late": return fill(word[fact.kind], { place: fact.place, since: fact.newest === undefined ? word.never : fill(word.since, { at: time(fact.newest) }), why: fact.why === undefined ? "" : ` (${backupWhy(fact.why, language)})` });
    case "backup:resumed": return fill(word[fact.kind], { place: fact.place });
    case "backup:restored": return fill(word[fact.kind], { copy: time(fact.copy), until: fact.until === undefined ? "" : fill(word.until, { at: time(fact.until) }), seq: fact.head ?? fact.seq });
  }
}
