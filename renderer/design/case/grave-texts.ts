import { panelTexts } from "../panel-text.ts";
import type { GraveWhy } from "./grave.ts";

const whyVi = { "why.emergency": "KHẨN CẤP", "why.beyond": "VƯỢT KỊCH BẢN", "why.late": "QUÁ HẠN {{n}}", "why.asks": "XIN GIA HẠN" } as const satisfies Record<`why.${GraveWhy}`, string>;
const whyEn: Record<keyof typeof whyVi, string> = { "why.emergency": "EMERGENCY", "why.beyond": "BEYOND SCENARIO", "why.late": "{{n}} LATE", "why.asks": "ASKS FOR TIME" };

/** Words of grave cases: for the leader's view, its call and the wall. */
export const graveTexts = panelTexts(
  {
    ...whyVi, label: "Vụ việc nghiêm trọng", hint: "Khẩn cấp, quá hạn, vượt kịch bản, đang xin gia hạn", none: "Không có vụ việc nghiêm trọng nào đang mở", loading: "…",
    count: "{{n}} vụ việc nghiêm trọng", drills: "Diễn tập – không phải sự việc thật", drill: "DIỄN TẬP", noLead: "CHƯA CÓ CƠ QUAN CHỦ TRÌ", lead: "Chủ trì: {{who}}", more: "+{{n}} cơ quan", where: "Tại", since: "{{at}} · {{age}}", noWhere: "chưa rõ địa điểm", step: "Bước: {{step}}", noClock: "không có hạn nào đang chạy",
    call: "Vụ việc nghiêm trọng mới", open: "Mở vụ việc", seen: "Đã xem", others: "và {{n}} vụ khác", rest: "còn {{n}} vụ việc nữa", unheard: "Trình duyệt đang chặn âm thanh: nhấn phím bất kỳ", columns: "Vụ việc · thời hạn", clock: "{{who}}: {{limit}}",
  },
  {
    ...whyEn, label: "Grave cases", hint: "Emergency, past a limit, beyond the scenario, asking for time", none: "No grave case is open", loading: "…",
    count: "{{n}} grave {{n|case|cases}}", drills: "Drills – not real", drill: "DRILL", noLead: "NO LEAD AGENCY YET", lead: "Lead: {{who}}", more: "+{{n}} {{n|agency|agencies}}", where: "At", since: "{{at}} · {{age}}", noWhere: "place not known yet", step: "Step: {{step}}", noClock: "no limit is running",
    call: "New grave case", open: "Open the case", seen: "Seen", others: "and {{n}} more", rest: "{{n}} more {{n|case|cases}}", unheard: "The browser holds sound back: press any key", columns: "Case · limits", clock: "{{who}}: {{limit}}",
  },
);
