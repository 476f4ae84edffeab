import { frame, type Point } from "../../tiles/shapes.ts";

/**
 * The citadel's own axes, metres: u from the south corner of its ring of canals towards the north-east, v towards the
 * north-west. The canals of the ring are edges of wards' outlines, and so position and turn (the walls look 37° east of
 * south) are true; figures inside are from general knowledge, rounded to some 30 m.
 */
export const CITADEL = frame([107.5708, 16.4597], 53);
const at = (pairs: readonly (readonly [number, number])[]): Point[] => pairs.map(([u, v]) => CITADEL.at(u, v));

/** Middle lines of the outer walls. */
export const WALLS = { west: 150, east: 2290, south: -40, north: 2140 } as const;
/** Middle of the Imperial City, which lies on the citadel's axis. */
export const AXIS_U = (WALLS.west + WALLS.east) / 2;
const PALACE = { u: AXIS_U, v: 480, half: 303 } as const;

function box(u0: number, v0: number, u1: number, v1: number): Point[] {
  return at([[u0, v0], [u1, v0], [u1, v1], [u0, v1], [u0, v0]]);
}
/** Corners of the outer wall's middle line; the front bends with the river. */
const CORNERS: readonly (readonly [u: number, v: number])[] = [[WALLS.west, 175], [AXIS_U, WALLS.south], [WALLS.east, WALLS.south], [WALLS.east, WALLS.north], [WALLS.west, WALLS.north]];
/** v of the front wall's middle line. */
const front = (u: number): number => (u > AXIS_U ? WALLS.south : 175 + ((WALLS.south - 175) * (u - WALLS.west)) / (AXIS_U - WALLS.west));

/** The ring of the corners moved outwards by `out` metres, closed; with bastions on each side when asked. */
function around(out: number, bastions = false): Point[] {
  const sides = CORNERS.map((from, k) => {
    const to = CORNERS[(k + 1) % CORNERS.length]!;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    return { from, length, du: (to[0] - from[0]) / length, dv: (to[1] - from[1]) / length };
  });
  const ring = sides.flatMap(({ from, length, du, dv }, k): [number, number][] => {
    const before = sides.at(k - 1)!;
    // Where this side and the one before meet once both are moved outwards.
    const bend = out / (1 + before.du * du + before.dv * dv);
    const corner: [number, number] = [from[0] + bend * (before.dv + dv), from[1] - bend * (before.du + du)];
    const count = bastions ? Math.round(length / 430) : 0;
    const bumps = Array.from({ length: count }, (_, n) => ([[-70, 0], [-45, 28], [45, 28], [70, 0]] as const).map(([shift, bump]): [number, number] => {
      const at = (length * (n + 0.5)) / count + shift;
      return [from[0] + du * at + dv * (out + bump), from[1] + dv * at - du * (out + bump)];
    }));
    return [corner, ...bumps.flat()];
  });
  return at([...ring, ring[0]!]);
}

export interface Built {
  name?: string;
  kind: "heritage" | "wall";
  rings: readonly Point[][];
  height: number;
  base?: number;
}

const hall = (name: string, u: number, v: number, du: number, dv: number, height: number, base = 0): Built => ({ name, kind: "heritage", rings: [box(u - du / 2, v - dv / 2, u + du / 2, v + dv / 2)], height, base });
const gate = (name: string, u: number, v: number, across: boolean): Built => hall(name, u, v, across ? 26 : 20, across ? 20 : 26, 16);

/** Gates of the outer wall: name, u, v, true on the walls that run along u. */
export const GATES: readonly (readonly [name: string, u: number, v: number, along: boolean])[] = [
  ["Cửa Nhà Đồ", 560, front(560), true], ["Cửa Quảng Đức", AXIS_U - 330, front(AXIS_U - 330), true], ["Cửa Ngăn", AXIS_U + 330, WALLS.south, true], ["Cửa Thượng Tứ", 1960, WALLS.south, true],
  ["Cửa Đông Ba", WALLS.east, 700, false], ["Cửa Kẻ Trài", WALLS.east, 1640, false], ["Cửa Hậu", 1480, WALLS.north, true], ["Cửa An Hoà", 560, WALLS.north, true],
  ["Cửa Chánh Tây", WALLS.west, 1300, false], ["Cửa Hữu", WALLS.west, 480, false],
];

const P = PALACE;
const MANG_CA = [[2290, 2000], [2480, 1990], [2560, 2260], [2440, 2420], [2180, 2360], [2170, 2140]] as const;

/** Walls, gates and halls; heights in metres above the ground, rounded. */
export const CITADEL_BUILDINGS: readonly Built[] = [
  { name: "Kinh thành Huế", kind: "wall", rings: [around(11, true), around(-11).reverse()], height: 6.6 },
  { name: "Trấn Bình Đài (Mang Cá)", kind: "wall", rings: [at([...MANG_CA, MANG_CA[0]]), at([[2290, 2022], [2300, 2024], [2200, 2150], [2190, 2345], [2434, 2398], [2536, 2258], [2464, 2012], [2290, 2022]])], height: 5 },
  { name: "Hoàng thành", kind: "wall", rings: [box(P.u - P.half, P.v - P.half, P.u + P.half, P.v + P.half), box(P.u - P.half + 3, P.v - P.half + 3, P.u + P.half - 3, P.v + P.half - 3).reverse()], height: 4.2 },
  { name: "Tử Cấm thành", kind: "wall", rings: [box(P.u - 160, P.v - 80, P.u + 160, P.v + 210), box(P.u - 158, P.v - 78, P.u + 158, P.v + 208).reverse()], height: 3.5 },
  ...GATES.map(([name, u, v, along]) => gate(name, u, v, along)),
  hall("Cửa Hoà Bình", P.u, P.v + P.half, 34, 16, 11), hall("Cửa Hiển Nhơn", P.u + P.half, P.v - 20, 16, 34, 11), hall("Cửa Chương Đức", P.u - P.half, P.v - 20, 16, 34, 11),
  hall("Điện Thái Hoà", P.u, P.v - 160, 44, 30, 11, 2), hall("Đại Cung Môn", P.u, P.v - 78, 30, 12, 8), hall("Tả Vu", P.u + 40, P.v - 50, 30, 14, 8), hall("Hữu Vu", P.u - 40, P.v - 50, 30, 14, 8),
  hall("Điện Kiến Trung", P.u, P.v + 175, 56, 26, 15), hall("Duyệt Thị Đường", P.u + 100, P.v + 10, 46, 28, 12), hall("Thái Bình Lâu", P.u + 70, P.v + 100, 16, 20, 9),
  hall("Thế Tổ Miếu", P.u - 215, P.v - 190, 55, 28, 12), hall("Hiển Lâm Các", P.u - 215, P.v - 245, 24, 14, 17), hall("Hưng Tổ Miếu", P.u - 215, P.v - 130, 38, 24, 10), hall("Thái Tổ Miếu", P.u + 215, P.v - 190, 55, 28, 12), hall("Triệu Tổ Miếu", P.u + 215, P.v - 130, 38, 24, 10),
  hall("Cung Diên Thọ", P.u - 230, P.v + 80, 44, 30, 9), hall("Cung Trường Sanh", P.u - 220, P.v + 220, 40, 26, 9), hall("Điện Phụng Tiên", P.u - 220, P.v - 10, 40, 24, 9), hall("Phủ Nội Vụ", P.u + 220, P.v + 60, 60, 24, 10),
  hall("Bảo tàng Cổ vật Cung đình", P.u + 430, P.v - 120, 46, 30, 12), hall("Di Luân Đường", P.u + 420, P.v - 220, 50, 24, 12), hall("Phu Văn Lâu", P.u, -130, 16, 16, 11), hall("Nghinh Lương Đình", P.u, -195, 14, 14, 7),
];

/** Where the models of the two stand. */
export const NGO_MON: Point = CITADEL.at(P.u, P.v - P.half);
export const KY_DAI: Point = CITADEL.at(P.u, WALLS.south + 6);
/** Towards which the fronts of the citadel look, degrees clockwise from north. */
export const FACING = 143;

function ringOf(west: number, south: number, east: number, north: number, near: number, far: number): Point[][] {
  return [box(west - far, south - far, east + far, north + far), box(west - near, south - near, east + near, north + near).reverse()];
}
export const MOATS: readonly { name: string; rings: Point[][] }[] = [
  { name: "Hộ Thành Hào", rings: [around(78), around(48).reverse()] },
  { name: "Hào Hoàng thành", rings: ringOf(P.u - P.half, P.v - P.half, P.u + P.half, P.v + P.half, 8, 26) },
  { name: "Hồ Thái Dịch", rings: [box(P.u - 90, P.v - 255, P.u + 90, P.v - 225)] },
];
export const PONDS: readonly { name: string; ring: Point[] }[] = [
  { name: "Hồ Tịnh Tâm", ring: box(1640, 1330, 1900, 1560) }, { name: "Hồ Học Hải", ring: box(1930, 1360, 2060, 1500) }, { name: "Hồ Mưng", ring: box(760, 1500, 900, 1640) },
  { name: "Hồ Xã Tắc", ring: box(480, 620, 620, 720) }, { name: "Hồ Tân Miếu", ring: box(640, 980, 760, 1080) }, { name: "Hồ Vuông", ring: box(1080, 1420, 1200, 1520) }, { name: "Hồ Hữu Bảo", ring: box(280, 900, 380, 1010) },
];
export const NGU_HA: readonly Point[] = at([[2380, 1240], [2290, 1240], [1600, 1210], [1050, 1210], [960, 1120], [930, 1060], [700, 1040], [150, 1040], [60, 1040]]);

/** Streets inside the walls: name, class, line in u and v. */
const STREETS_UV: readonly (readonly [name: string, line: readonly (readonly [u: number, v: number])[]])[] = [
  ["Đinh Tiên Hoàng", [[1960, -40], [1960, 2120]]], ["Đoàn Thị Điểm", [[P.u + 345, 60], [P.u + 345, 830]]], ["Lê Huân", [[P.u - 345, 90], [P.u - 345, 1600]]], ["Đặng Thái Thân", [[P.u - 345, 830], [P.u + 345, 830]]],
  ["23 Tháng 8", [[AXIS_U - 345, 90], [AXIS_U - 330, 60], [AXIS_U + 345, 60], [1960, 60]]], ["Quảng Đức", [[AXIS_U - 330, front(AXIS_U - 330)], [AXIS_U - 330, 60]]], ["Cửa Ngăn", [[AXIS_U + 330, -40], [AXIS_U + 330, 60]]], ["Nguyễn Trãi", [[560, front(560)], [560, 2140]]], ["Yết Kiêu", [[190, 250], [P.u - 345, 250]]],
  ["Tôn Thất Thiệp", [[150, 480], [P.u - 345, 480]]], ["Trần Nguyên Đán", [[190, 830], [P.u - 345, 830]]], ["Thái Phiên", [[150, 1300], [1300, 1300]]], ["Thạch Hãn", [[330, 250], [330, 1300]]], ["Trần Nguyên Hãn", [[440, 250], [440, 830]]], ["Nguyễn Cư Trinh", [[700, 150], [700, 1040]]],
  ["Triệu Quang Phục", [[800, 250], [800, 1300]]], ["Mai Thúc Loan", [[P.u + 345, 700], [2290, 700]]], ["Đinh Công Tráng", [[P.u + 345, 380], [2240, 380]]], ["Hàn Thuyên", [[P.u + 345, 240], [2240, 240]]], ["Nguyễn Biểu", [[1760, 60], [1760, 700]]], ["Đặng Dung", [[1860, 240], [1860, 1210]]],
  ["Xuân 68", [[2240, 60], [2240, 1640]]], ["Nhật Lệ", [[P.u + 345, 980], [2240, 980]]], ["Lê Thánh Tôn", [[2110, 60], [2110, 1640]]], ["Tịnh Tâm", [[1600, 1330], [1600, 1900]]], ["Đặng Thai Mai", [[1960, 1640], [2290, 1640]]], ["La Sơn Phu Tử", [[1300, 830], [1300, 2100]]], ["Tạ Quang Bửu", [[1960, 1600], [1300, 1600]]],
  ["Lê Đại Hành", [[1480, 1210], [1480, 2140]]], ["Thánh Gióng", [[700, 1600], [1300, 1600]]], ["Nguyễn Quang Bích", [[190, 1600], [700, 1600]]], ["Hoàng Diệu", [[190, 1450], [1300, 1450]]], ["Lương Ngọc Quyến", [[1480, 1860], [2200, 1860]]], ["Tăng Bạt Hổ", [[230, 2190], [2080, 2230]]], ["Trần Quý Cáp", [[1000, 830], [1000, 1210]]],
  ["Phùng Hưng", [[P.u + 60, 830], [P.u + 60, 1210]]], ["Ngô Thời Nhậm", [[440, 830], [440, 1300]]], ["Nguyễn Chí Diểu", [[P.u + 345, 830], [1960, 830]]], ["Ngô Đức Kế", [[1700, 830], [1700, 1210]]], ["Trần Văn Kỷ", [[440, 1300], [440, 2080]]], ["Lê Ngọc Hân", [[800, 1300], [800, 2080]]],
];
export const CITADEL_STREETS: readonly (readonly [name: string, line: Point[]])[] = STREETS_UV.map(([name, line]) => [name, at(line)]);

/** The rings within which no house of the town stands. */
export const KEPT_FREE: readonly Point[][] = [box(P.u - P.half - 40, P.v - P.half - 240, P.u + P.half + 40, P.v + P.half + 40), ...PONDS.map(({ ring }) => ring), box(AXIS_U - 260, -230, AXIS_U + 260, 60)];
export const PALACE_GROUND: Point[] = box(P.u - P.half, P.v - P.half, P.u + P.half, P.v + P.half);
export const CITADEL_RING: Point[] = around(0);
/** Between the walls and the river: the old road from the west gate of the ring to Phú Xuân bridge. */
export const LE_DUAN: Point[] = at([[45, 1990], [45, 420], [75, 175], [240, 85], [560, 10], [900, -55], [1220, -115], [1489, -222]]);
