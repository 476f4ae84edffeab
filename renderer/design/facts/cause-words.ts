import { fill } from "../panel-text.ts";
import type { Language } from "../i18n.ts";

type Words = Readonly<Record<Language, string>>;

/** Causes as Chromium and the shell name them. */
const CAUSES: Readonly<Record<string, Words>> = {
  crashed: { vi: "tự sập", en: "crashed" },
  oom: { vi: "hết bộ nhớ", en: "out of memory" },
  killed: { vi: "bị hệ điều hành hoặc người khác tắt", en: "ended from outside" },
  "launch-failed": { vi: "không khởi động được", en: "could not be started" },
  "integrity-failure": { vi: "tệp chương trình không nguyên vẹn", en: "program files are not intact" },
  "memory-eviction": { vi: "bị thu hồi bộ nhớ", en: "its memory was taken back" },
  "abnormal-exit": { vi: "kết thúc bất thường", en: "ended abnormally" },
  "clean-exit": { vi: "tự kết thúc", en: "ended by itself" },
  hung: { vi: "bị treo", en: "hung" },
  unresponsive: { vi: "không phản hồi", en: "did not respond" },
  gpu: { vi: "tiến trình đồ họa", en: "graphics process" },
  backend: { vi: "máy chủ", en: "server" },
  "no answer": { vi: "không trả lời", en: "no answer" },
  start: { vi: "bật máy hoặc mở phần mềm", en: "started by hand or with the PC" },
  "the former shell ended without a word": { vi: "lần trước tắt đột ngột", en: "the former run ended without a word" },
};

/** Causes with figures or names in them. */
const PATTERNS: readonly (readonly [RegExp, Words])[] = [
  [/^missed heartbeats for (?<ms>\d+) ms$/, { vi: "không có nhịp sống trong {{ms}} ms", en: "no sign of life for {{ms}} ms" }],
  [/^(?<n>\d+) earlier events were not kept$/, { vi: "{{n}} sự kiện trước đó không giữ được", en: "{{n}} earlier {{n|event was|events were}} not kept" }],
  [/^(?:ERR_CONNECTION_|ERR_TIMED_OUT|ERR_ADDRESS_|ERR_NETWORK_|ERR_INTERNET_|ERR_EMPTY_RESPONSE)/, { vi: "không nối được tới máy chủ", en: "no connection to the server" }],
  [/^ERR_NAME_/, { vi: "không tìm thấy máy chủ theo tên", en: "the server's name is not known" }],
  [/^ERR_CERT_/, { vi: "chứng chỉ của máy chủ không được tin", en: "the server's certificate is not trusted" }],
  [/^(?<code>ERR_[A-Z_]+)$/, { vi: "lỗi tải trang {{code}}", en: "loading failed, {{code}}" }],
  [/^HTTP (?<code>\d{3})$/, { vi: "máy chủ trả lời lỗi {{code}}", en: "the server answered {{code}}" }],
];

/** A shell's cause in words; a name the system gave (a monitor's label, its size) stands as it is. */
export function causeWords(cause: string, language: Language): string {
  const known = CAUSES[cause]?.[language];
  if (known !== undefined) return known;
  for (const [pattern, words] of PATTERNS) {
    const found = pattern.exec(cause);
    if (found !== null) return fill(words[language], found.groups ?? {});
  }
  // "Network Service: crashed": the part's own name, and why.
  const part = /^(?<name>.+): (?<why>[a-z-]+)$/.exec(cause)?.groups;
  const why = part === undefined ? undefined : CAUSES[part["why"] ?? ""]?.[language];
  return why === undefined ? cause : `${part?.["name"]}: ${why}`;
}
