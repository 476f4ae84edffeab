import type { DrillFactKind, Fact } from "#contract/fact";
import { formatTime } from "../format.ts";
import { local, type Language } from "../i18n.ts";
import { fill, panelTexts } from "../panel-text.ts";

const texts = panelTexts<DrillFactKind | "true" | "false">(
  {
    "exercise:saved": "Lưu bài diễn tập {{what}}, phiên bản {{version}}",
    "drill:started": "DIỄN TẬP “{{what}}” bắt đầu", "drill:paused": "DIỄN TẬP tạm dừng", "drill:resumed": "DIỄN TẬP tiếp tục", "drill:skipped": "DIỄN TẬP chuyển ngay tới tình huống tiếp theo",
    "drill:injected": "DIỄN TẬP: đưa tình huống “{{what}}” vào", "drill:taken": "DIỄN TẬP: tình huống “{{what}}” được nhận", "drill:judged": "DIỄN TẬP: tình huống “{{what}}” được kết luận {{verdict}}: {{reason}}",
    "drill:time-up": "DIỄN TẬP hết thời gian ({{due}})", "drill:ended": "DIỄN TẬP kết thúc", "drill:reported": "Kết quả diễn tập “{{what}}”: {{score}}",
    "true": "ĐÚNG", "false": "SAI",
  },
  {
    "exercise:saved": "Exercise {{what}} saved, version {{version}}",
    "drill:started": "DRILL “{{what}}” began", "drill:paused": "DRILL paused", "drill:resumed": "DRILL goes on", "drill:skipped": "DRILL went to the next inject at once",
    "drill:injected": "DRILL: inject “{{what}}” given", "drill:taken": "DRILL: inject “{{what}}” taken", "drill:judged": "DRILL: inject “{{what}}” judged {{verdict}}: {{reason}}",
    "drill:time-up": "DRILL out of time ({{due}})", "drill:ended": "DRILL ended", "drill:reported": "Result of the drill “{{what}}”: {{score}}",
    "true": "TRUE", "false": "FALSE",
  },
);

export type DrillFact = Extract<Fact, { kind: DrillFactKind }>;
export const isDrillFact = (fact: Fact): fact is DrillFact => fact.kind.startsWith("drill:") || fact.kind.startsWith("exercise:");

/** One fact about an exercise, in one sentence that always says that it was one. */
export function drillFactWords(fact: DrillFact, language: Language): string {
  const say = (values: Record<string, string | number> = {}): string => fill(texts[language][fact.kind], values);
  switch (fact.kind) {
    case "exercise:saved": return say({ what: local(language, fact.exercise.name, fact.exercise.nameEn), version: fact.exercise.version });
    case "drill:started": return say({ what: local(language, fact.name, fact.nameEn) });
    case "drill:injected":
    case "drill:taken": return say({ what: fact.injectId });
    case "drill:judged": return say({ what: fact.injectId, verdict: texts[language][fact.verdict.real ? "true" : "false"], reason: fact.verdict.reason });
    case "drill:time-up": return say({ due: formatTime(fact.due, "short", language) });
    case "drill:reported": return say({ what: local(language, fact.report.name, fact.report.nameEn), score: fact.report.score === undefined ? "—" : `${fact.report.score} %` });
    case "drill:paused":
    case "drill:resumed":
    case "drill:skipped":
    case "drill:ended": return say();
  }
}
