import { panelTexts } from "../design/panel-text.ts";

/** Why what a wall's cell shows is not fresh: short, they stand in the cell's title. */
export const freshTexts = panelTexts(
  {
    silentAll: "nguồn {{who}} im lặng",
    silentSome: "{{n}}/{{of}} chuỗi đo: nguồn {{who}} im lặng",
    oldOne: "quá hạn cập nhật",
    oldSome: "{{n}}/{{of}} chuỗi đo quá hạn cập nhật",
    oldAll: "{{of}} chuỗi đo đều quá hạn cập nhật",
  },
  {
    silentAll: "source {{who}} is silent",
    silentSome: "{{n}} of {{of}} series: source {{who}} is silent",
    oldOne: "update overdue",
    oldSome: "{{n}} of {{of}} series overdue",
    oldAll: "all {{of}} series overdue",
  },
);
