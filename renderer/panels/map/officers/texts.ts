import { panelTexts } from "../../../design/panel-text.ts";

/** Words beside officers on the map. */
export const officerTexts = panelTexts(
  { title: "{{name}}: vị trí lúc {{at}}, sai số {{n}} m", old: "{{age}} trước", now: "vừa xong" },
  { title: "{{name}}: position at {{at}}, within {{n}} m", old: "{{age}} ago", now: "just now" },
);
