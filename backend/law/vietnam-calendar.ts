import { Calendar, type CalendarDay } from "#contract/calendar";

/** Id of the calendar administrative steps run on. */
export const WORKING_TIME = "viet-nam-hanh-chinh";

const LABOUR_CODE = "Bộ luật Lao động 2019, Điều 112";
const off = (name: string, ...days: string[]): CalendarDay[] => days.map((day) => ({ day, is: "off", name, authority: LABOUR_CODE }));
const instead = (name: string, ...days: string[]): CalendarDay[] => days.map((day) => ({ day, is: "off", name: `Nghỉ bù ${name}`, authority: `${LABOUR_CODE}, khoản 3 Điều 111` }));

/**
 * Monday to Friday, 7:30–11:30 and 13:30–17:30, less the days of Điều 112 (lunar dates by Việt Nam's meridian). Swaps of
 * working days and the second day of Quốc khánh are announced year by year: people enter them in the room, with the
 * document; a newer edition here reaches rooms where nobody did. 24 November
 * (Ngày Văn hoá Việt Nam) is not in it: whether the law names it yet was not confirmed. It ends before Tết 2027, whose days were
 * not announced when it was written.
 */
export const workingCalendar = Calendar.parse({
  id: WORKING_TIME, name: "Giờ hành chính Việt Nam", version: 1, edition: 1, document: LABOUR_CODE, offset: 420,
  week: [1, 2, 3, 4, 5].map(() => [[450, 690], [810, 1050]]).concat([[], []]),
  days: [
    ...off("Tết Dương lịch", "2026-01-01", "2027-01-01"),
    ...off("Tết Nguyên đán", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"),
    ...off("Giỗ Tổ Hùng Vương", "2026-04-26"),
    ...instead("Giỗ Tổ Hùng Vương", "2026-04-27"),
    ...off("Ngày Chiến thắng", "2026-04-30"),
    ...off("Ngày Quốc tế lao động", "2026-05-01"),
    ...off("Quốc khánh", "2026-09-01", "2026-09-02"),
  ],
  from: "2026-01-01", to: "2027-01-31",
});
