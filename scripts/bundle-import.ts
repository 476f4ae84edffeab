/** Brings to the centre what was carried out of a room by hand: `npm run bundle:import -- FILE --centre URL --password-file FILE`. */
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { SiteId } from "#contract/ids";
import { systemClock } from "../backend/clock.ts";
import { CentreFault, type Centre } from "../backend/ports-replica.ts";
import { bring, type BringFault } from "../backend/replicate/bring.ts";
import { openPgCentre } from "../backend/replicate/pg-centre.ts";
import { CentreSettings } from "../backend/replicate/settings.ts";
import type { BundleFault } from "../backend/store/bundle/head.ts";
import { openBundle } from "../backend/store/bundle/read.ts";

const USAGE = `Đưa vào trung tâm gói mang tay từ phòng / bring to the centre what was carried out of a room

  npm run bundle:import -- FILE --centre URL --password-file FILE [--new-history]
  npm run bundle:import -- --trust KEY --site ROOM --centre URL --password-file FILE

  --centre         postgres://USER@HOST:PORT/DATABASE, without a password; ?tls=none where the line needs none
  --password-file  file with the password;  --ca FILE: authority of the centre's certificate
  --trust          the public half of a room's key that never came over its line, as bundle:export prints it: compare it by telephone
  --new-history    the room's database is new, or an older copy was put back: begin a history of its own, which is the live one then

Làm lại bao nhiêu lần cũng được: cái gì đã có thì bỏ qua / run it as often as you like: what is there is passed.`;

/** Exit codes: 64 asked wrongly, 65 the bundle is refused, 69 the centre cannot be reached or takes nothing. */
class Refused extends Error {
  readonly code: number;
  constructor(code: number, words: string) {
    super(words);
    this.code = code;
  }
}

const BUNDLE_WORDS: Record<BundleFault, string> = {
  "not-a-bundle": "không phải gói của Kỳ Đài / not a bundle",
  newer: "gói của phiên bản mới hơn / written by a newer version",
  signature: "chữ ký sai / the signature does not fit",
  "cut-short": "tệp không đủ độ dài / not as long as it was written",
  altered: "nội dung đã bị sửa / altered since it was written",
  chain: "chuỗi sự kiện không khớp / the chain of facts does not fit",
};

function words(fault: BringFault): string {
  switch (fault.is) {
    case "gap": return `có khoảng trống: trung tâm mới có đến sự kiện ${fault.has}; xuất lại với --from ${fault.has + 1} / a gap: the centre has facts up to ${fault.has}; export again with --from ${fault.has + 1}`;
    case "unknown-key": return "trung tâm không biết khóa này của phòng; so khóa qua điện thoại rồi dùng --trust / the centre does not know this key as the room's: compare it by telephone, then --trust";
    case "retired-key": return "khóa này của phòng đã bị thu hồi / this key of the room was retired";
    case "other-history": return "trung tâm có lịch sử khác của phòng này (cơ sở dữ liệu mới, hoặc đã khôi phục bản cũ); nếu đúng vậy: --new-history / the centre has another history of this room (a new database, or an older copy put back); if so: --new-history";
    case "busy": return "phòng đang tự gửi, hãy làm lại sau / the room is sending by itself: later";
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** @param text an address without a password: addresses are written down and shown */
function settingsOf(text: string, { passwordFile, ca }: { passwordFile: string | undefined; ca: string | undefined }): CentreSettings {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^postgres(?:ql)?:$/.test(url.protocol)) throw new Refused(64, `--centre: không phải địa chỉ postgres:// / not a postgres:// address`);
  if (url.password !== "") throw new Refused(64, "--centre: không viết mật khẩu trong địa chỉ, dùng --password-file / no password in an address: use --password-file");
  const tls = url.searchParams.get("tls");
  const settings = CentreSettings.safeParse({ host: url.hostname.replace(/^\[|\]$/g, ""), ...(url.port !== "" && { port: Number(url.port) }), database: decodeURIComponent(url.pathname.slice(1)), user: decodeURIComponent(url.username), passwordFile, tls: tls === "none" ? "none" : ca === undefined ? {} : { caFile: ca } });
  if (!settings.success) throw new Refused(64, `--centre: ${settings.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`);
  return settings.data;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { centre: { type: "string" }, "password-file": { type: "string" }, ca: { type: "string" }, trust: { type: "string" }, site: { type: "string" }, "new-history": { type: "boolean" }, help: { type: "boolean" } } });
  const [file] = positionals;
  if (values.help === true || values.centre === undefined || positionals.length > 1 || (file === undefined) === (values.trust === undefined)) throw new Refused(values.help === true ? 0 : 64, USAGE);
  const settings = settingsOf(values.centre, { passwordFile: values["password-file"], ca: values.ca });
  const clock = systemClock();
  const log = { error: (event: string, fields?: Record<string, unknown>) => void process.stderr.write(`${event} ${JSON.stringify(fields ?? {})}\n`), warn: () => undefined, info: () => undefined, debug: () => undefined };
  const at = async <T>(site: SiteId, act: (centre: Centre) => Promise<T>): Promise<T> => {
    const centre = await openPgCentre({ site, settings, now: () => clock.wall(), pause: (ms) => pause(ms), log });
    try {
      return await act(centre);
    } finally {
      await centre.close();
    }
  };
  if (file === undefined) {
    const site = SiteId.safeParse(values.site);
    const key = values.trust ?? "";
    if (!site.success || !/^[A-Za-z0-9+/]{40,199}={0,2}$/.test(key)) throw new Refused(64, USAGE);
    await at(site.data, (centre) => centre.nameKey(key, "hand"));
    return say(`${site.data}: đã ghi nhận khóa / the key is noted`);
  }
  const opened = openBundle(file);
  if (!opened.ok) throw new Refused(65, `${file}: ${BUNDLE_WORDS[opened.fault]}`);
  const { head, facts, files, close } = opened.value;
  try {
    const brought = await at(head.site, (centre) => bring({ centre, facts, files, key: head.key, newHistory: values["new-history"] === true, log, clock }));
    if (!brought.ok) throw new Refused(brought.fault.is === "busy" ? 69 : 65, `${file}: ${words(brought.fault)}`);
    const { epoch, facts: added, quarantined, files: addedFiles, filesLeft } = brought.value;
    say(`${head.site}, lịch sử / history ${epoch}`);
    say(`  sự kiện mới / facts added        ${added} (gói / bundle: ${head.to.seq - head.after.seq}, đến / up to ${head.to.seq})`);
    say(`  tệp mới / evidence added         ${addedFiles} (gói / bundle: ${head.files})`);
    if (quarantined > 0) say(`  để riêng / set apart             ${quarantined}`);
    if (filesLeft > 0) throw new Refused(69, `  tệp chưa nhận / evidence not taken ${filesLeft}: làm lại / run it again`);
  } finally {
    close();
  }
}

try {
  await main();
} catch (error) {
  const refused = error instanceof Refused ? error : undefined;
  const fault = error instanceof CentreFault ? `trung tâm không nhận, làm lại sẽ tiếp tục từ chỗ dừng / the centre does not take it, run again and it goes on: ${error.why} (${error.code})` : error instanceof Error ? error.message : String(error);
  process.stderr.write(`${refused?.message ?? fault}\n`);
  process.exitCode = refused?.code ?? 69;
}
