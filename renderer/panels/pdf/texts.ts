import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the PDF in a wall's cell. */
export const pdfTexts = panelTexts({ page: "Trang {{n}}/{{of}}" }, { page: "Page {{n}} of {{of}}" });
