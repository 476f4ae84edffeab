/** Puts a room back from a backup: `npm run restore -- --from PLACE --at INSTANT`. What it does in which order: docs in README. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readConfig, type Config } from "../backend/config.ts";
import { bringBack } from "../backend/store/backup/bring-back.ts";
import { openDepot, type Depot } from "../backend/store/backup/depot.ts";
import { BackupFault, backupFault } from "../backend/store/backup/fault.ts";
import { openPlace } from "../backend/store/backup/places/index.ts";
import { readKeyFile } from "../backend/store/backup/seal.ts";
import { takeOver } from "../backend/store/backup/take-over.ts";
import { lockFolder } from "../backend/store/lock.ts";
import { backOut } from "../backend/store/upgrade/back-out.ts";
import { keptCopies } from "../backend/store/upgrade/kept-copies.ts";

const USAGE = `Khôi phục phòng từ bản sao lưu / restore a room from a backup

  npm run restore -- --new-key FILE                        make a key for backups (mode 0600); keep a copy of it elsewhere
  npm run restore -- --from PLACE --config FILE --list     what there is
  npm run restore -- --from PLACE --config FILE [--at WHEN] [--data DIR]
  npm run restore -- --before-upgrade --data DIR [--list]  as it was before the last upgrade; the newer data is kept aside

  --from   a place's id in the configuration, or a folder of backups (then --key FILE)
  --at     "2026-11-23 08:30" (Vietnam time) or an ISO instant; absent: as new as there is
  --data   folder to put it back into; absent: the configured one. Its former files are kept in aside-…`;

/** Exit codes: 64 asked wrongly, 69 cannot be done, 75 a room runs in the folder. */
class Refused extends Error {
  readonly code: number;
  constructor(code: number, words: string) {
    super(words);
    this.code = code;
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const local = (at: number): string => `${new Date(at + 7 * 3_600_000).toISOString().slice(0, 19).replace("T", " ")} +07`;

/** @returns ms; without a zone it is Vietnam's */
function instantOf(text: string): number {
  const at = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text.trim().replace(" ", "T")}+07:00`);
  if (Number.isNaN(at)) throw new Refused(64, `--at ${text}: không hiểu / not an instant`);
  return at;
}

async function open(from: string, config: Config | undefined, key: string | undefined): Promise<Depot> {
  const place = config?.backup?.places.find(({ id }) => id === from);
  if (place === undefined && !(existsSync(from) && statSync(from).isDirectory())) throw new Refused(64, `--from ${from}: không có nơi lưu này / neither a place of the configuration nor a folder`);
  const keyFile = key ?? config?.backup?.keyFile;
  if (keyFile === undefined) throw new Refused(64, "--key FILE is missing");
  return openDepot(openPlace(place ?? { id: "folder", kind: "folder", path: resolve(from) }, { patience: (config?.backup?.patience ?? 60) * 1000, now: Date.now }), readKeyFile(keyFile));
}

async function list(depot: Depot): Promise<void> {
  for (const copy of await depot.copies()) say(`${local(copy.at)}   ${copy.seq} facts   history ${copy.epoch.slice(0, 8)}`);
  const spans = await depot.spans();
  for (const epoch of new Set(spans.map((span) => span.epoch))) {
    const own = spans.filter((span) => span.epoch === epoch);
    say(`facts ${Math.min(...own.map(({ from }) => from))} – ${Math.max(...own.map(({ to }) => to))} of history ${epoch.slice(0, 8)}, brought until ${local(Math.max(...own.map(({ at }) => at)))}`);
  }
}

/** Runs `act` alone in a data folder. */
async function alone(folder: string, act: (stamp: string) => Promise<void> | void): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  if (!lock.ok) throw new Refused(75, `Phòng đang chạy trong thư mục này, hãy dừng trước / a room runs in ${folder} (pid ${lock.fault.holder?.pid ?? "?"}): stop it first`);
  try {
    for (const left of readdirSync(folder)) if (left.startsWith("restoring-")) rmSync(join(folder, left), { recursive: true, force: true });
    await act(new Date().toISOString().replaceAll(/[:.]/g, "-"));
  } finally {
    lock.value.release();
  }
}

function restore(depot: Depot, folder: string, from: string, at: number | undefined): Promise<void> {
  return alone(folder, async (stamp) => {
    const building = join(folder, `restoring-${stamp}`);
    mkdirSync(building, { mode: 0o700 });
    const { manifest, seq, appended, cut } = await bringBack({ depot, folder: building, at, tell: (file) => void (file.includes("/") || say(`  ${file}`)) }).catch((error: unknown) => {
      rmSync(building, { recursive: true, force: true });
      throw error;
    });
    const aside = takeOver({ folder, from: building, stamp, restored: { kind: "backup:restored", from, copy: manifest.at, ...(at !== undefined && { until: at }), head: seq } });
    say(`Đã khôi phục / restored: ${folder}`);
    say(`  sự kiện / facts            up to ${seq}${appended > 0 ? ` (${appended} after the copy)` : ""}${cut ? ", later ones left out" : at === undefined ? "" : ", no later ones are there"}`);
    say(`  số liệu, tệp, mật khẩu / readings, files, passwords   as of the copy of ${local(manifest.at)}`);
    if (aside !== undefined) say(`  dữ liệu cũ / former data   ${aside}`);
  });
}

/** Back out of an upgrade: the copy that was made before it. */
async function beforeUpgrade(folder: string, onlyList: boolean): Promise<void> {
  if (onlyList) {
    for (const { copy } of keptCopies(folder)) say(`${local(copy.at)}   ${copy.head?.head.seq ?? 0} facts   ${Object.entries(copy.versions).map(([file, version]) => `${file} ${version}`).join(", ")}`);
    return;
  }
  await alone(folder, (stamp) => {
    const { copy, aside } = backOut({ folder, stamp });
    say(`Đã quay lại trước khi nâng cấp / as before the upgrade: ${folder}`);
    say(`  bản sao lúc / copy of        ${local(copy.at)}, made by version ${copy.program}, up to fact ${copy.head?.head.seq ?? 0}`);
    say(`  cơ sở dữ liệu / databases    ${Object.keys(copy.rows).map((file) => `${file} (schema ${copy.versions[file] ?? "?"})`).join(", ")}`);
    if (aside !== undefined) say(`  dữ liệu mới hơn / newer data ${aside}`);
    say("  Hãy chạy phiên bản cũ của chương trình; phiên bản này sẽ lại nâng cấp / now start the former version: this one would upgrade again.");
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { from: { type: "string" }, at: { type: "string" }, config: { type: "string" }, data: { type: "string" }, key: { type: "string" }, list: { type: "boolean" }, "new-key": { type: "string" }, "before-upgrade": { type: "boolean" }, help: { type: "boolean" } } });
  if (values["new-key"] !== undefined) {
    writeFileSync(values["new-key"], `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
    return say(`${values["new-key"]}: khóa mới. Không có khóa này thì không ai mở được bản sao / a new key. Without it nobody opens a copy: keep another copy of it elsewhere.`);
  }
  const backwards = values["before-upgrade"] === true;
  if (values.help === true || backwards === (values.from !== undefined)) throw new Refused(values.help === true ? 0 : 64, USAGE);
  const read = values.config === undefined ? undefined : readConfig(["--config", values.config], process.env);
  if (read?.ok === false) throw new Refused(64, read.fault.join("\n"));
  const folder = values.data === undefined ? read?.value.data : resolve(values.data);
  if (values.from === undefined) {
    if (folder === undefined) throw new Refused(64, "--data DIR is missing");
    return beforeUpgrade(folder, values.list === true);
  }
  const depot = await open(values.from, read?.value, values.key);
  try {
    if (values.list === true) return await list(depot);
    if (folder === undefined) throw new Refused(64, "--data DIR is missing");
    await restore(depot, folder, values.from, values.at === undefined ? undefined : instantOf(values.at));
  } finally {
    await depot.close();
  }
}

try {
  await main();
} catch (error) {
  const refused = error instanceof Refused ? error : undefined;
  const fault = error instanceof BackupFault ? error : backupFault(error);
  process.stderr.write(`${refused?.message ?? `Không khôi phục được, dữ liệu cũ còn nguyên / not restored, the former data is as it was: ${fault.message}`}\n`);
  process.exitCode = refused?.code ?? 69;
}
