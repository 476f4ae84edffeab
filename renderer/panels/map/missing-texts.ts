import { panelTexts } from "../../design/panel-text.ts";

/** What the map does not show, and why. */
export const missingTexts = panelTexts(
  {
    pack: "Bản đồ thiếu {{n}} phần", places: "{{n}} trạm sai tọa độ", vehicles: "Chỉ vẽ {{drawn}}/{{of}} xe: máy không có card đồ họa", more: "và {{n}} phần nữa",
    manifest: "tệp mô tả gói không đọc được", missing: "không có tệp", size: "dung lượng khác với khai báo", outside: "nằm ngoài thư mục của gói", limit: "quá lớn", format: "không đúng định dạng", remote: "trỏ ra mạng bên ngoài", hash: "nội dung khác với khai báo",
    "not-a-number": "không phải số", "null-island": "tọa độ 0, 0", "outside-earth": "ngoài Trái Đất", swapped: "đảo kinh độ và vĩ độ, đã vẽ lại cho đúng", "outside-city": "ngoài thành phố",
  },
  {
    pack: "{{n}} {{n|part|parts}} of the map left out", places: "{{n}} {{n|station|stations}} wrongly placed", vehicles: "Only {{drawn}} of {{of}} vehicles drawn: no graphics card", more: "and {{n}} more",
    manifest: "the pack's description cannot be read", missing: "no such file", size: "not of the stated size", outside: "outside the pack's folder", limit: "too large", format: "not of its format", remote: "refers to the network", hash: "not of the stated content",
    "not-a-number": "not a number", "null-island": "at 0, 0", "outside-earth": "not on Earth", swapped: "latitude and longitude swapped, drawn where it must be", "outside-city": "outside the city",
  },
);
