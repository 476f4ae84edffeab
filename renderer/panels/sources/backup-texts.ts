import { panelTexts } from "../../design/panel-text.ts";

export const backupTexts = panelTexts(
  {
    label: "Sao lưu", place: "Nơi lưu", state: "Tình trạng", newest: "Bản mới nhất", copies: "Số bản", size: "Dung lượng", facts: "Sự kiện đến", checked: "Thử khôi phục", next: "Lần sau",
    waiting: "đang chờ", copying: "đang chép", checking: "đang thử khôi phục", ok: "tốt", failing: "KHÔNG SAO LƯU ĐƯỢC", late: "QUÁ HẠN", damaged: "BẢN SAO HỎNG", never: "chưa có",
    sound: "đúng, {{at}}", unsound: "hỏng, {{at}}: {{detail}}", since: "từ {{at}}", folder: "thư mục", s3: "kho S3", sftp: "SFTP", short: "Sao lưu: {{place}} {{state}}",
  },
  {
    label: "Backups", place: "Place", state: "State", newest: "Newest copy", copies: "Copies", size: "Size", facts: "Facts up to", checked: "Trial restore", next: "Next",
    waiting: "waiting", copying: "copying", checking: "trial restore under way", ok: "good", failing: "NO BACKUP", late: "OVERDUE", damaged: "COPY DAMAGED", never: "none yet",
    sound: "sound, {{at}}", unsound: "damaged, {{at}}: {{detail}}", since: "since {{at}}", folder: "folder", s3: "S3 store", sftp: "SFTP", short: "Backups: {{place}} {{state}}",
  },
);
