/** Takes what the centre has not confirmed out of a room, to be carried by hand: `npm run bundle:export -- --data FOLDER --to FILE`. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openRoomKey } from "../backend/access/room-key.ts";
import { readPlaces } from "../backend/replicate/remember.ts";
import { writeBundle } from "../backend/store/bundle/write.ts";
import { openEvidenceFile } from "../backend/store/evidence-source.ts";
import { openFactSource, siteIn } from "../backend/store/fact-source.ts";

const USAGE = `Mang tay lên trung tâm những gì chưa gửi được / carry to the centre by hand what the line did not

  npm run bundle:export -- --data FOLDER --to FILE [--from SEQ] [--evidence-from SEQ]

  --data           the room's data folder; the room may be running
  --to             the file to be written; nothing may stand there. It is signed, not encrypted: carry it as you would the journal
  --from           the first fact to take; absent: the first one the centre has not confirmed
  --evidence-from  evidence of facts from this one on; absent: what the centre has not confirmed`;

/** Exit codes: 64 asked wrongly, 69 cannot be done. */
class Refused extends Error {
  readonly code: number;
  constructor(code: number, words: string) {
    super(words);
    this.code = code;
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function seqOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new Refused(64, `--${name} ${text}: không phải số thứ tự / not a number of a fact`);
  return Number(text);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: "string" }, to: { type: "string" }, from: { type: "string" }, "evidence-from": { type: "string" }, help: { type: "boolean" } } });
  const { data, to } = values;
  if (values.help === true || data === undefined || to === undefined) throw new Refused(values.help === true ? 0 : 64, USAGE);
  if (!existsSync(join(data, "ops.db"))) throw new Refused(64, `--data ${data}: không có sổ sự kiện / no journal there`);
  if (existsSync(to)) throw new Refused(64, `--to ${to}: đã có tệp / a file stands there`);
  const site = siteIn(data);
  const source = openFactSource({ folder: data, site });
  try {
    const known = readPlaces(data);
    // What was heard of the centre counts only while this journal has it: an older copy put back begins anew.
    const confirmed = known !== undefined && [known.first, known.rest].every(({ seq, hash }) => source.hashAt(seq) === hash) ? known : undefined;
    const from = seqOf(values.from, "from") ?? Math.min(confirmed?.first.seq ?? 0, confirmed?.rest.seq ?? 0) + 1;
    const evidenceFrom = seqOf(values["evidence-from"], "evidence-from") ?? (confirmed?.filesTo ?? 0) + 1;
    if (from - 1 > source.head()) throw new Refused(64, `--from ${from}: sổ chỉ có ${source.head()} sự kiện / the journal has ${source.head()} facts`);
    if (from - 1 === source.head() && source.evidenceAfter(evidenceFrom - 1) === 0) return say("Trung tâm đã có tất cả, không cần mang gì / the centre has confirmed all: nothing to carry");
    const { head, lacking } = await writeBundle({ file: to, site, source, files: { evidence: source.evidence, evidenceAfter: source.evidenceAfter, open: (file) => openEvidenceFile(data, file) }, after: from - 1, evidenceAfter: evidenceFrom - 1, key: openRoomKey(data, { error: (event, fields) => void process.stderr.write(`${event} ${JSON.stringify(fields)}\n`) }), now: Date.now });
    say(`${to}`);
    say(`  phòng / room             ${site}`);
    say(`  sự kiện / facts          ${head.to.seq === head.after.seq ? "0" : `${head.after.seq + 1} – ${head.to.seq}`}`);
    say(`  tệp chứng cứ / evidence  ${head.files}`);
    if (lacking.length > 0) say(`  thiếu tại phòng / gone or altered in the room: ${lacking.length} (${lacking.slice(0, 3).join(", ")}${lacking.length > 3 ? " …" : ""})`);
    say(`  khóa của phòng / the room's key (public half): ${head.key}`);
  } finally {
    source.close();
  }
}

try {
  await main();
} catch (error) {
  const refused = error instanceof Refused ? error : undefined;
  process.stderr.write(`${refused?.message ?? `Không ghi được / not written: ${error instanceof Error ? error.message : String(error)}`}\n`);
  process.exitCode = refused?.code ?? 69;
}
