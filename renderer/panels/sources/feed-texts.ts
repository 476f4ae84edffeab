import type { FeedFault } from "#contract/feed";
import { panelTexts } from "../../design/panel-text.ts";

const faultsVi = {
  "stuck": "Kẹt ở một giá trị",
  "silent": "Im lặng",
  "not-a-number": "Gửi NaN",
  "jump": "Nhảy số",
  "wrong-unit": "Sai đơn vị",
  "clock-ahead": "Đồng hồ nhanh 10 phút",
} as const satisfies Record<FeedFault["kind"], string>;

const faultsEn: Record<FeedFault["kind"], string> = {
  "stuck": "Stuck at one value",
  "silent": "Silent",
  "not-a-number": "Sends NaN",
  "jump": "Jumps",
  "wrong-unit": "Wrong unit",
  "clock-ahead": "Clock 10 minutes ahead",
};

/** Words of the demonstration's faults; a fault's kind is its own key. */
export const feedTexts = panelTexts(
  {
    ...faultsVi,
    title: "Gây lỗi thử (chỉ ở nguồn mô phỏng)",
    kind: "Lỗi",
    target: "Ở chuỗi",
    whole: "Cả nguồn: {{name}}",
    begin: "Gây lỗi",
    end: "Hết lỗi",
    endOf: "Hết lỗi: {{fault}}, {{target}}",
    none: "Không có lỗi nào đang bật",
  },
  {
    ...faultsEn,
    title: "Faults for trying (simulated source only)",
    kind: "Fault",
    target: "In datastream",
    whole: "The whole source: {{name}}",
    begin: "Make it fail",
    end: "Mend",
    endOf: "Mend: {{fault}}, {{target}}",
    none: "No fault is on",
  },
);
