#!/usr/bin/env node
// Checks exported evidence against its manifests, sharing no code with the program that wrote them.
//   node scripts/verify-evidence.mjs FOLDER|EXPORT.zip [--journal EXPORT.ndjson] [--en]
// FOLDER: holds NAME.manifest.json and the file it names, for each piece (an unpacked export); a zip is unpacked into a folder of its
// own for the while. Node 20 and no packages are enough.
// Exit code 0: everything fits; 1: something does not, said in words; 2: cannot tell (usage, nothing to check, unreadable).
//
// A manifest (kydai-evidence-1) names the file with its SHA-256, and holds the journal's entry that recorded the piece: `hash` is
// SHA-256(previous hash, then the fact's text). Whether that entry is in the journal itself, an export of the journal tells.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, rmSync } from "node:fs";
import { mkdtemp, open, readdir, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { createInflateRaw } from "node:zlib";

const args = process.argv.slice(2);
const english = args.includes("--en");
const journalAt = args.indexOf("--journal");
const journal = journalAt === -1 ? undefined : args[journalAt + 1];
const [asked, ...more] = args.filter((arg, i) => arg !== "--en" && arg !== "--journal" && (journalAt === -1 || i !== journalAt + 1));
const say = (vi, en) => (english ? en : vi);
if (asked === undefined || more.length > 0 || (journalAt !== -1 && journal === undefined)) {
  console.error("usage: verify-evidence FOLDER|EXPORT.zip [--journal EXPORT.ndjson] [--en]");
  process.exit(2);
}
/** Where npm was called from: it runs scripts in the project's own folder. */
const from = process.env["INIT_CWD"] ?? ".";
let folder = resolve(from, asked);
const MAX_MANIFEST = 4_000_000;
let bad = 0;
const good = (vi, en) => console.log(`  ✓ ${say(vi, en)}`);
const wrong = (vi, en) => {
  bad += 1;
  console.log(`  ✗ ${say(vi, en)}`);
};
const check = (fits, [vi, en], [badVi, badEn]) => (fits ? good(vi, en) : wrong(badVi, badEn));

/** RFC 8785, for what JSON.parse gives. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}
async function sha(file) {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}
const instant = (at) => `${new Date(at).toISOString()} (${new Date(at).toLocaleString(english ? "en-GB" : "vi-VN", { timeZone: "Asia/Ho_Chi_Minh" })})`;

/** Pictures, size and length of a film, from its own header (ISO/IEC 14496-12). */
async function filmOf(file) {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(8);
    for (let at = 0; at + 8 <= size; ) {
      await handle.read(head, 0, 8, at);
      const [length, name] = [head.readUInt32BE(0), head.toString("latin1", 4, 8)];
      if (length < 8) return undefined;
      if (name === "moov" && length < 64_000_000) {
        const moov = Buffer.alloc(length - 8);
        await handle.read(moov, 0, moov.length, at + 8);
        return headerOf(moov);
      }
      at += length;
    }
    return undefined;
  } finally {
    await handle.close();
  }
}
function boxesOf(bytes) {
  const found = new Map();
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length < 8 || at + length > bytes.length) break;
    found.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, at + length));
    at += length;
  }
  return found;
}
function headerOf(moov) {
  const inside = (bytes, ...path) => path.reduce((box, name) => box && boxesOf(box).get(name), bytes);
  const [mvhd, tkhd, stsz] = [inside(moov, "mvhd"), inside(moov, "trak", "tkhd"), inside(moov, "trak", "mdia", "minf", "stbl", "stsz")];
  if (mvhd === undefined || tkhd === undefined || stsz === undefined || mvhd.length < 20 || tkhd.length < 84 || stsz.length < 12) return undefined;
  return { seconds: mvhd.readUInt32BE(16) / mvhd.readUInt32BE(12), width: tkhd.readUInt32BE(76) >> 16, height: tkhd.readUInt32BE(80) >> 16, pictures: stsz.readUInt32BE(8) };
}

/** The journal's line of a fact; undefined: not there. */
async function lineOf(file, seq) {
  for await (const line of createInterface({ input: createReadStream(file, { encoding: "utf8" }), crlfDelay: Infinity })) {
    const found = /^\{"hash":"([0-9a-f]{64})","fact":(.*)\}$/.exec(line);
    if (found !== null && new RegExp(`"seq":${seq}[,}]`).test(found[2]) && JSON.parse(found[2]).seq === seq) return found[1];
  }
  return undefined;
}

async function verify(path) {
  console.log(`${basename(path)}`);
  let manifest;
  try {
    if ((await stat(path)).size > MAX_MANIFEST) throw new Error("too large");
    manifest = JSON.parse(await readFile(path, "utf8"));
  } catch {
    return wrong("bản kê không đọc được", "the manifest cannot be read");
  }
  const { format, file, evidence, journal: entry } = manifest ?? {};
  if (format !== "kydai-evidence-1" || typeof file?.name !== "string" || typeof evidence !== "object" || evidence === null || typeof entry?.fact !== "string") return wrong("không phải bản kê của Kỳ Đài, hoặc bị thiếu", "not a manifest of Kỳ Đài, or parts of it are missing");
  if (basename(file.name) !== file.name || file.name === "" || file.name.startsWith(".")) return wrong("bản kê chỉ ra ngoài thư mục", "the manifest points outside the folder");

  const where = join(folder, file.name);
  const there = await stat(where).catch(() => undefined);
  if (there === undefined || !there.isFile()) wrong(`thiếu tệp ${file.name}`, `the file ${file.name} is missing`);
  else {
    check(there.size === file.bytes, ["độ dài tệp khớp", "the file has its length"], [`tệp dài ${there.size} byte, bản kê ghi ${file.bytes}`, `the file has ${there.size} bytes, the manifest says ${file.bytes}`]);
    const sum = await sha(where);
    check(sum === file.sha256, [`SHA-256 của tệp khớp: ${sum}`, `the file's SHA-256 fits: ${sum}`], ["TỆP ĐÃ BỊ THAY ĐỔI: SHA-256 không khớp bản kê", "THE FILE WAS CHANGED: its SHA-256 is not the manifest's"]);
  }
  const hash = createHash("sha256").update(Buffer.from(String(entry.previous), "hex")).update(entry.fact).digest("hex");
  check(hash === entry.hash, ["mục nhật ký khớp mã băm của nó", "the journal's entry fits its hash"], ["MỤC NHẬT KÝ ĐÃ BỊ SỬA: mã băm không khớp", "THE JOURNAL'S ENTRY WAS CHANGED: its hash does not fit"]);
  let fact;
  try {
    fact = JSON.parse(entry.fact);
  } catch {
    return wrong("mục nhật ký không phải JSON", "the journal's entry is not JSON");
  }
  const same = fact.kind === "evidence:added" && fact.seq === entry.seq && canonical(fact.evidence ?? null) === canonical(evidence) && evidence.sha256 === file.sha256 && evidence.bytes === file.bytes && evidence.incidentId === manifest.case?.id;
  check(same, ["bản kê nói đúng như nhật ký đã ghi", "the manifest says what the journal recorded"], ["BẢN KÊ ĐÃ BỊ SỬA: camera, thời gian, vụ việc hoặc tệp khác với nhật ký", "THE MANIFEST WAS CHANGED: camera, times, case or file are not what the journal recorded"]);
  const { filmed } = evidence;
  if (filmed?.is === "clip" && there !== undefined) {
    const film = await filmOf(where).catch(() => undefined);
    const seconds = (filmed.to - filmed.from) / 1000;
    check(film !== undefined && film.pictures === filmed.pictures && film.width === filmed.width && film.height === filmed.height && Math.abs(film.seconds - seconds) <= Math.max(2, seconds * 0.1),
      [`đoạn phim có ${filmed.pictures} hình, ${filmed.width} × ${filmed.height}, dài như đã ghi`, `the film has ${filmed.pictures} pictures of ${filmed.width} × ${filmed.height} and the length recorded`],
      ["đoạn phim không có số hình, cỡ hình hoặc độ dài như đã ghi", "the film has not the pictures, size or length recorded"]);
  }
  if (journal !== undefined) {
    const found = await lineOf(resolve(from, journal), entry.seq);
    check(found === entry.hash, [`nhật ký có đúng mục này ở vị trí ${entry.seq}`, `the journal has this very entry at ${entry.seq}`], [`nhật ký ${found === undefined ? "không có mục" : "có mục KHÁC ở vị trí"} ${entry.seq}`, `the journal has ${found === undefined ? "no entry" : "ANOTHER entry at"} ${entry.seq}`]);
  }
  if (filmed !== undefined) {
    console.log(`    ${say("camera", "camera")}: ${filmed.cameraName} (${filmed.cameraId})`);
    if (filmed.is === "clip") console.log(`    ${say("từ", "from")} ${instant(filmed.from)}\n    ${say("đến", "to")} ${instant(filmed.to)}${filmed.broken > 0 || filmed.gaps?.length > 0 ? `\n    ${say(`${filmed.broken} hình có thể hỏng, ${filmed.gaps.length} khoảng trống`, `${filmed.broken} pictures may be damaged, ${filmed.gaps.length} gaps`)}` : ""}`);
    else if (filmed.is === "snapshot") console.log(`    ${say("lúc", "at")} ${instant(filmed.at)}\n    ${say("ảnh do chính camera chụp, giữ nguyên", "made by the camera itself, kept as it came")}`);
    else console.log(`    ${say("lúc", "at")} ${instant(filmed.at)}\n    ${say("ảnh do cửa sổ giải mã và nộp: chỉ lời của cửa sổ nói nó là gì", "decoded and handed in by a window: its word alone says what it is")}`);
    console.log(`    ${filmed.clockOff === undefined ? say("độ lệch đồng hồ camera: không rõ", "the camera's clock offset: not known") : say(`đồng hồ camera lệch ${filmed.clockOff} ms so với phòng`, `the camera's clock is off by ${filmed.clockOff} ms`)}`);
  }
  console.log(`    ${say("vụ việc", "case")} ${evidence.incidentId}, ${say("người yêu cầu", "asked for by")} ${evidence.by}, ${instant(evidence.at)}\n    ${say("nhật ký", "journal")} ${entry.site} ${entry.seq}:${entry.hash}`);
  return undefined;
}

/** Of one archive: files, bytes of its directory, and bytes unpacked (a film has 500 MB at most). */
const [MOST_FILES, MOST_DIRECTORY, MOST_BYTES] = [10_000, 16_000_000, 8_000_000_000];

/** Unpacks a zip (APPNOTE.TXT: stored or deflated, less than 4 GB) without its folders. @throws where it is none, or holds more than it says */
async function unpack(zip, into) {
  const handle = await open(zip);
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, 65_557));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
    if (end === -1 || end + 22 > tail.length) throw new Error("no zip");
    const [count, length, offset] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
    if (count > MOST_FILES || length > MOST_DIRECTORY || offset + length > size) throw new Error("no zip");
    const directory = Buffer.alloc(length);
    await handle.read(directory, 0, length, offset);
    let total = 0;
    for (let i = 0, at = 0; i < count; i++) {
      const [method, packed, whole, local] = [directory.readUInt16LE(at + 10), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 42)];
      const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
      const name = directory.toString("utf8", at + 46, nameEnd);
      at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
      if (name.endsWith("/")) continue;
      total += whole;
      if ((method !== 0 && method !== 8) || total > MOST_BYTES) throw new Error("a zip of another kind");
      const head = Buffer.alloc(30);
      await handle.read(head, 0, 30, local);
      const begin = local + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
      if (begin + packed > size) throw new Error("cut short");
      let left = whole;
      const source = packed === 0 ? [] : createReadStream(zip, { start: begin, end: begin + packed - 1 });
      const target = createWriteStream(join(into, basename(name.replaceAll("\\", "/"))), { flags: "wx", mode: 0o600 });
      await pipeline(source, ...(method === 8 ? [createInflateRaw()] : []), async function* bounded(chunks) {
        for await (const chunk of chunks) {
          left -= chunk.length;
          if (left < 0) throw new Error("more than it says");
          yield chunk;
        }
      }, target);
    }
  } finally {
    await handle.close();
  }
}

if ((await stat(folder).catch(() => undefined))?.isFile() === true) {
  const into = await mkdtemp(join(tmpdir(), "verify-evidence-"));
  process.on("exit", () => rmSync(into, { recursive: true, force: true }));
  try {
    await unpack(folder, into);
    folder = into;
  } catch (error) {
    console.error(say(`không mở được tệp nén ${asked} (${error.message}): hãy giải nén nó rồi đưa thư mục`, `cannot read the archive ${asked} (${error.message}): unpack it and give the folder`));
    process.exit(2);
  }
}
const names = await readdir(folder).catch(() => undefined);
if (names === undefined) {
  console.error(say(`không đọc được thư mục ${folder}`, `cannot read the folder ${folder}`));
  process.exit(2);
}
const manifests = names.filter((name) => name.endsWith(".manifest.json")).sort();
if (manifests.length === 0) {
  console.error(say("không có bản kê (*.manifest.json) nào để kiểm tra", "no manifest (*.manifest.json) to check"));
  process.exit(2);
}
for (const name of manifests) await verify(join(folder, name));
console.log(bad === 0 ? say(`KHỚP: ${manifests.length} chứng cứ`, `OK: ${manifests.length} pieces of evidence`) : say(`KHÔNG KHỚP: ${bad} điểm`, `DAMAGED: ${bad} points`));
if (bad === 0 && journal === undefined) console.log(say("Chưa chứng minh: mục nhật ký có trong nhật ký của phòng (thêm --journal FILE; verify-journal kiểm tra chính nhật ký).", "Not proved: that the entry is in the room's journal (add --journal FILE; verify-journal checks the journal itself)."));
process.exit(bad === 0 ? 0 : 1);
