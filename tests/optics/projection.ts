/** A point in a picture, in pixels from its top left corner. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Four corners, clockwise from the top left one. */
export type Corners = readonly [Spot, Spot, Spot, Spot];

/** Maps a pixel of the picture to the screen: `u = (a x + b y + c) / w`, `v = (d x + e y + f) / w`, `w = g x + h y + 1`. */
export type Projection = readonly [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
];

/**
 * Projection of a flat screen seen from any side.
 *
 * @param corners of the screen's unit square in the picture
 * @returns mapping from the picture to the unit square
 */
export function projectionFrom(corners: Corners): Projection {
  const screen: Corners = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ];
  const rows = corners.flatMap(({ x, y }, at) => {
    const { x: u, y: v } = screen[at as 0 | 1 | 2 | 3];
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  return solved(rows) as unknown as Projection;
}

/** A square seen by a camera, before it is positioned in the picture. */
export interface Pose {
  /** Position of its center, in pixels. */
  readonly center: Spot;
  /** Length of its sides when seen straight, in pixels. */
  readonly side: number;
  /** Degrees around the viewing axis. */
  readonly turn: number;
  /** Degrees by which the camera looks from the side and from above. */
  readonly tilt: Spot;
}

/** @returns corners of the square, seen by a camera at two and a half times its side length */
export function cornersOf({ center, side, turn, tilt }: Pose): Corners {
  const distance = 2.5;
  const [cosTurn, sinTurn] = [Math.cos(radians(turn)), Math.sin(radians(turn))];
  const seen = (right: number, down: number): Spot => {
    const x = right * cosTurn - down * sinTurn;
    const y = right * sinTurn + down * cosTurn;
    const away = distance + x * Math.sin(radians(tilt.x)) + y * Math.sin(radians(tilt.y));
    return {
      x: center.x + (side * x * Math.cos(radians(tilt.x)) * distance) / away,
      y: center.y + (side * y * Math.cos(radians(tilt.y)) * distance) / away,
    };
  };
  return [seen(-0.5, -0.5), seen(0.5, -0.5), seen(0.5, 0.5), seen(-0.5, 0.5)];
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** Solves linear equations, each row with its coefficients and then its sum, by elimination with the largest pivot. */
function solved(rows: number[][]): number[] {
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const below = rows.slice(column);
    const pivot = below.reduce((best, row) =>
      Math.abs(cell(row, column)) > Math.abs(cell(best, column)) ? row : best,
    );
    const place = rows.indexOf(pivot);
    [rows[column], rows[place]] = [pivot, rows[column] as number[]];
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = cell(row, column) / cell(pivot, column);
      for (let at = column; at <= size; at++) row[at] = cell(row, at) - factor * cell(pivot, at);
    }
  }
  return rows.map((row, at) => cell(row, size) / cell(row, at));
}

function cell(row: readonly number[], at: number): number {
  return row[at] ?? 0;
}
