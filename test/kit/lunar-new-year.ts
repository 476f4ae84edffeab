const RAD = Math.PI / 180;

/** Julian day of the k-th new moon since 1900 (Meeus, "Astronomical Algorithms", the terms that matter for a day). */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const mean = 2_415_020.75933 + 29.53058868 * k + 0.0001178 * t * t - 0.000000155 * t ** 3 + 0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t * t) * RAD);
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t * t - 0.00000347 * t ** 3;
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t * t + 0.00001236 * t ** 3;
  const node = 21.2964 + 390.67050646 * k - 0.0016528 * t * t - 0.00000239 * t ** 3;
  const s = (degrees: number): number => Math.sin(degrees * RAD);
  const shift = (0.1734 - 0.000393 * t) * s(sun) + 0.0021 * s(2 * sun) - 0.4068 * s(moon) + 0.0161 * s(2 * moon) - 0.0004 * s(3 * moon) + 0.0104 * s(2 * node) - 0.0051 * s(sun + moon)
    - 0.0074 * s(sun - moon) + 0.0004 * s(2 * node + sun) - 0.0004 * s(2 * node - sun) - 0.0006 * s(2 * node + moon) + 0.001 * s(2 * node - moon) + 0.0005 * s(2 * moon + sun);
  return mean + shift - (-0.000278 + 0.000265 * t + 0.000262 * t * t);
}

/** The sun's ecliptic longitude, °, at a Julian day. */
function sunLongitude(jd: number): number {
  const t = (jd - 2_451_545) / 36_525;
  const m = 357.5291 + 35_999.0503 * t - 0.0001559 * t * t - 0.00000048 * t ** 3;
  const centre = (1.9146 - 0.004817 * t - 0.000014 * t * t) * Math.sin(m * RAD) + (0.019993 - 0.000101 * t) * Math.sin(2 * m * RAD) + 0.00029 * Math.sin(3 * m * RAD);
  return ((280.46645 + 36_000.76983 * t + 0.0003032 * t * t + centre) % 360 + 360) % 360;
}

/**
 * First day of the lunar year, by the astronomical rule alone: the second new moon after the month of the winter solstice, the
 * third where a leap month lies between. Independent of the product, to check the days people enter.
 * @param zone hours ahead of UTC: 7 Việt Nam, 8 China
 */
export function lunarNewYear(year: number, zone: number): string {
  const dayOf = (k: number): number => Math.floor(newMoon(k) + 0.5 + zone / 24);
  /** Twelfths of the sun's way at a day's local midnight: 9 from the winter solstice on. */
  const termOf = (day: number): number => Math.floor(sunLongitude(day - 0.5 - zone / 24) / 30);
  // The solstice's month begins with the last new moon at whose midnight the sun had not passed 270°.
  const month11 = (y: number): number => {
    const k = Math.floor((Date.UTC(y, 11, 31) / 86_400_000 + 2_440_587.5 - 2_415_021) / 29.530588853);
    return termOf(dayOf(k)) >= 9 ? k - 1 : k;
  };
  const [a, b] = [month11(year - 1), month11(year)];
  let k = a + 2;
  // Thirteen moons between two solstices: the first whose midnight terms do not move on is the leap month.
  if (b - a === 13) for (let i = 1; i <= 2; i++) if (termOf(dayOf(a + i)) === termOf(dayOf(a + i + 1))) { k = a + 3; break; }
  return new Date((dayOf(k) - 2_440_588) * 86_400_000).toISOString().slice(0, 10);
}
