import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the clock and the deadlines in a wall's cell. */
export const clockTexts = panelTexts(
  {
    deadlines: "Sắp đến hạn",
    none: "Không có hạn nào sắp đến",
    shelf: "Hết tạm gác: {{what}}",
    escalate: "Lên mức {{priority}}: {{what}}",
    "re-alarm": "Báo lại: {{what}}",
    tell: "Tường tự chuyển sang {{what}}",
    ask: "Hết chờ trả lời: chuyển sang {{what}}",
    schedule: "Theo lịch: {{name}} → {{what}}",
    back: "Tường trở lại như trước",
    goneScene: "cảnh đã xóa",
    late: "trễ {{span}}",
    more: "và {{n}} hạn khác",
  },
  {
    deadlines: "Coming due",
    none: "Nothing is coming due",
    shelf: "Shelf ends: {{what}}",
    escalate: "Becomes {{priority}}: {{what}}",
    "re-alarm": "Asks again: {{what}}",
    tell: "The wall changes to {{what}}",
    ask: "Answer lapses: change to {{what}}",
    schedule: "Scheduled: {{name}} → {{what}}",
    back: "The wall goes back",
    goneScene: "a scene since removed",
    late: "{{span}} late",
    more: "and {{n}} more",
  },
);
