import type { Criterion } from "#contract/study-result";
import { panelTexts } from "../panel-text.ts";

/** What options are judged by, in words. */
export const criterionTexts = panelTexts<Criterion>(
  {
    "people-deep": "Người ở chỗ ngập từ 0,5 m", hospitals: "Bệnh viện bị ngập", schools: "Trường học bị ngập", people: "Người ở chỗ ngập", missed: "Hạn xử lý bị trễ", buildings: "Nhà bị ngập", road: "Đường ngập từ 0,3 m", area: "Diện tích ngập", cost: "Chi phí biện pháp",
  },
  {
    "people-deep": "People where water stands 0.5 m and more", hospitals: "Hospitals reached", schools: "Schools reached", people: "People reached", missed: "Deadlines missed", buildings: "Buildings reached", road: "Road 0.3 m and more under water", area: "Flooded area", cost: "Cost of the measures",
  },
);
