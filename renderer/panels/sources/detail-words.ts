import { formatSpan, formatUnit } from "../../design/format.ts";
import type { Language } from "../../design/i18n.ts";

type Words = (match: readonly string[]) => string;

const STEPS = [{ ms: 31_557_600_000, word: "năm" }, { ms: 86_400_000, word: "ngày" }, { ms: 3_600_000, word: "giờ" }, { ms: 60_000, word: "phút" }, { ms: 1000, word: "giây" }] as const;

/** A span in its largest whole unit, years included: a clock that was never set is decades off. */
function span(ms: string | undefined): string {
  const value = Number(ms);
  const step = STEPS.find((each) => value >= each.ms);
  return step === undefined ? `${value} ms` : `${Math.floor(value / step.ms)} ${step.word}`;
}

const unit = (ucum: string | undefined): string => {
  const shown = formatUnit(ucum ?? "", "vi");
  return shown === ucum || shown === "" ? (ucum ?? "") : `${ucum} (${shown})`;
};

/**
 * The backend's words for a refusal (core/observe, room/intake, ingest/sensorthings, ingest/mqtt-*), most exact first. A
 * place in the message such as `[0].dataArray[3].` stays in front.
 */
const FORMS: readonly (readonly [RegExp, Words])[] = [
  [/^(-?\d+) ms ahead$/, ([, ms]) => `sớm ${span(ms)} so với đồng hồ máy chủ`],
  [/^(-?\d+) ms old$/, ([, ms]) => `cũ ${span(ms)} so với đồng hồ máy chủ`],
  [/^no datastream (.+)$/, ([, id]) => `không có chuỗi ${id}`],
  [/^(\S+) is fed by another source$/, ([, id]) => `chuỗi ${id} thuộc nguồn khác`],
  [/^(\S+) has no grant for (.+)$/, ([, source, id]) => `nguồn ${source} chưa được cấp quyền với chuỗi ${id}`],
  [/^Datastream: not granted to this source$/, () => "nguồn này chưa được cấp quyền với chuỗi"],
  [/^result is (.+)$/, ([, value]) => `kết quả là ${value}`],
  [/^result: missing$/, () => "thiếu trường result"],
  [/^result: expected a number$/, () => "trường result phải là số"],
  [/^not JSON: ?(.*)$/s, ([, detail]) => `không phải JSON${detail === "" ? "" : ` (${detail})`}`],
  [/^not UTF-8$/, () => "không phải UTF-8"],
  [/^empty message$/, () => "bản tin rỗng"],
  [/^nested too deep$/, () => "lồng nhau quá sâu"],
  [/^not an Observation: expected a JSON object$/, () => "không phải Observation: cần một đối tượng JSON"],
  [/^Datastream: missing$/, () => "thiếu trường Datastream"],
  [/^Datastream: another one than the address names$/, () => "trường Datastream khác với chuỗi trong địa chỉ"],
  [/^Datastream: expected (.+)$/s, ([, form]) => `trường Datastream phải có dạng ${form}`],
  [/^(phenomenonTime|resultTime): expected ISO 8601 with an offset$/, ([, field]) => `trường ${field} phải theo ISO 8601 kèm múi giờ`],
  [/^phenomenonTime: before 1970$/, () => "thời điểm trước năm 1970"],
  [/^phenomenonTime: missing in a retained message$/, () => "bản tin lưu lại (retained) thiếu phenomenonTime"],
  [/^parameters\.unit: expected a UCUM code$/, () => "trường parameters.unit phải là mã đơn vị UCUM"],
  [/^expected an array of data arrays$/, () => "cần một mảng các dataArray"],
  [/^\[(\d+)\]\.dataArray: missing$/, ([, at]) => `phần tử ${at} thiếu dataArray`],
  [/^components: expected one value for each$/, () => "số giá trị không khớp với components"],
  [/^(\d+) readings, at most (\d+)$/, ([, n, most]) => `${n} số đo trong một bản tin, nhiều nhất ${most}`],
  [/^body of (\d+) bytes$/, ([, n]) => `nội dung ${n} byte`],
  [/^packet of (\d+) bytes, at most (\d+)$/, ([, n, most]) => `gói ${n} byte, nhiều nhất ${most}`],
  [/^more than 1,000 readings a second without a time of their own$/, () => "hơn 1.000 số đo mỗi giây không kèm thời điểm"],
  [/^above (\S+) readings a second$/, ([, n]) => `quá ${n} số đo mỗi giây`],
  // Two UCUM codes: after every sentence that could be taken for one.
  [/^(\S+) to (\S+)$/, ([, from, to]) => `đổi ${unit(from)} sang ${unit(to)} không được`],
];

const FORMS_EN: readonly (readonly [RegExp, Words])[] = [
  [/^(-?\d+) ms ahead$/, ([, ms]) => `${formatSpan(Number(ms), "en")} ahead of the server's clock`],
  [/^(-?\d+) ms old$/, ([, ms]) => `${formatSpan(Number(ms), "en")} behind the server's clock`],
  [/^(\S+) to (\S+)$/, ([, from, to]) => `${from} cannot be converted to ${to}`],
];

/** A refusal's detail in the present language; a form that is not known stays as the backend wrote it. */
export function detailWords(detail: string, language: Language): string {
  const forms = language === "vi" ? FORMS : FORMS_EN;
  const [, place = "", rest = detail] = /^((?:\[\d+\]\.dataArray\[\d+\]\.))(.*)$/s.exec(detail) ?? [];
  for (const [form, words] of forms) {
    const match = form.exec(rest);
    if (match !== null) return place === "" ? words(match) : `${place.slice(0, -1)}: ${words(match)}`;
  }
  return detail;
}
