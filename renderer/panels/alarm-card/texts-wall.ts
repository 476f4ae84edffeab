import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the alarm's card in a wall's cell. */
export const wallCardTexts = panelTexts(
  {
    none: "Không có cảnh báo nào",
    gone: "Cảnh báo này đã về bình thường",
    over: "Đã hết",
    since: "từ {{at}} ({{age}})",
    limit: "ngưỡng {{limit}}",
    whenRaised: "lúc báo {{value}}",
    todo: "Cần làm",
    otherwise: "Nếu không: {{what}}",
    trend: "Diễn biến 6 giờ",
    setpoint: "Ngưỡng",
    noTrend: "Không có số liệu trong 6 giờ qua",
  },
  {
    none: "No alarm",
    gone: "This alarm has returned to normal",
    over: "Cleared",
    since: "since {{at}} ({{age}})",
    limit: "setpoint {{limit}}",
    whenRaised: "{{value}} when raised",
    todo: "What to do",
    otherwise: "Otherwise: {{what}}",
    trend: "Last 6 hours",
    setpoint: "Setpoint",
    noTrend: "No data in the last 6 hours",
  },
);
