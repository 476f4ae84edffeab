/** What the safe page tells, in its address: it is plain text there, and is read as untrusted again when it is drawn. */
export interface SafeNotice {
  /** As Chromium names it: crashed, oom, killed … */
  cause: string;
  /** Time of day of the next try, "HH:MM:SS". */
  retry: string;
}

/** Where the safe page's link leads: the shell takes it for a wish, and never loads it. */
export const RETRY_PATH = "retry";

/** Causes in words; any other is said as Chromium says it. */
const WORDS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  crashed: ["trang bị lỗi", "the page crashed"],
  oom: ["trang dùng hết bộ nhớ", "the page ran out of memory"],
  killed: ["trang bị hệ thống dừng", "the page was ended by the system"],
  hung: ["trang không phản hồi", "the page hung"],
  "launch-failed": ["không khởi động được trang", "the page could not be started"],
};

const escape = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

/** The page's address, relative to the shell's own origin. */
export function safePath(notice: SafeNotice): string {
  return `safe?${new URLSearchParams({ cause: notice.cause.slice(0, 60), retry: notice.retry }).toString()}`;
}

/** The plain page in place of one that died three times in a minute. No script: the shell itself counts and listens for the key. */
export function safePage(query: URLSearchParams): string {
  const cause = (query.get("cause") ?? "").slice(0, 60);
  const said = query.get("retry") ?? "";
  const retry = /^\d\d:\d\d:\d\d$/.test(said) ? said : "–";
  const [vi, en] = WORDS[cause] ?? [cause, cause];
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<title>Kỳ Đài</title>
<link rel="stylesheet" href="plain.css">
<body data-state="safe">
<h1>Màn hình này tạm dừng</h1>
<p>Ba lần trong một phút: ${escape(vi)}. Các màn hình khác và máy chủ vẫn chạy.</p>
<p>Thử lại lúc <time>${retry}</time>, hoặc bấm Enter.</p>
<p><a href="${RETRY_PATH}" autofocus>Thử lại ngay</a></p>
<p lang="en">This screen is paused: three times within a minute, ${escape(en)}. The other screens and the server go on. Next try at ${retry}, or press Enter.</p>
</body>
</html>
`;
}
