/** What the safe page tells, in its address: it is plain text there, and is read as untrusted again when it is drawn. */
export interface SafeNotice {
  /** As Chromium names it: crashed, oom, killed … */
  cause: string;
  /** Time of day of the third failure, and of the next try, "HH:MM:SS". */
  since: string;
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
const timeOf = (said: string | null) => (/^\d\d:\d\d:\d\d$/.test(said ?? "") ? said : "–");

/** The page's address, relative to the shell's own origin. */
export function safePath(notice: SafeNotice): string {
  return `safe?${new URLSearchParams({ cause: notice.cause.slice(0, 60), since: notice.since, retry: notice.retry }).toString()}`;
}

const top = (state: string) => `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<title>Kỳ Đài</title>
<link rel="stylesheet" href="plain.css">
<link rel="stylesheet" href="clock.css">
<body data-state="${state}">
<time class="clock"></time>`;

/** The plain page in place of one that died three times in a minute. No script: the shell itself counts and listens for the key. */
export function safePage(query: URLSearchParams): string {
  const cause = (query.get("cause") ?? "").slice(0, 60);
  const [since, retry] = [timeOf(query.get("since")), timeOf(query.get("retry"))];
  const [vi, en] = WORDS[cause] ?? [cause, cause];
  return `${top("safe")}
<h1>Màn hình này tạm dừng từ ${since}</h1>
<p>Ba lần trong một phút: ${escape(vi)}. Cảnh báo và biển báo diễn tập, mô phỏng: xem ở các màn hình khác. Chúng và máy chủ vẫn chạy.</p>
<p>Tự thử lại lúc <strong>${retry}</strong>, hoặc bấm Enter. <a href="${RETRY_PATH}" autofocus>Thử lại ngay</a></p>
<p lang="en">Paused since ${since}: three times within a minute, ${escape(en)}. For alarms and for drill or simulation signs look at the other screens: they and the server go on. Next try at ${retry}, or press Enter.</p>
</body>
</html>
`;
}

/** Where the page stands that takes the place of the room's while the backend is away. @param since "HH:MM:SS" */
export const awayPath = (since: string): string => `away?${new URLSearchParams({ since }).toString()}`;

/** The page for a backend that was there and is away. */
export function awayPage(query: URLSearchParams): string {
  const since = timeOf(query.get("since"));
  return `${top("waiting")}
<h1>Mất kết nối với máy chủ từ ${since}</h1>
<p>Màn hình này không có số liệu và cảnh báo mới. Nó tự trở lại ngay khi máy chủ trả lời.</p>
<p lang="en">No connection to the server since ${since}: no new figures, no new alarms here. This screen comes back as soon as the server answers.</p>
</body>
</html>
`;
}
