/**
 * The planets, by their mean elements at J2000.0: longitude and perihelion in degrees, motion in degrees a day. Good to a
 * degree or two for centuries, which an orrery cannot show better.
 */
export const planets = [
  { id: 'mercury', longitude: 252.25, motion: 4.09233445, eccentricity: 0.2056, perihelion: 77.46, orbit: 72, size: 5 },
  { id: 'venus', longitude: 181.98, motion: 1.60213034, eccentricity: 0.0068, perihelion: 131.53, orbit: 108, size: 8 },
  { id: 'earth', longitude: 100.46, motion: 0.98560912, eccentricity: 0.0167, perihelion: 102.95, orbit: 150, size: 9 },
  { id: 'mars', longitude: 355.43, motion: 0.52402068, eccentricity: 0.0934, perihelion: 336.04, orbit: 194, size: 7 },
  { id: 'jupiter', longitude: 34.4, motion: 0.08308529, eccentricity: 0.0484, perihelion: 14.75, orbit: 262, size: 19 },
  { id: 'saturn', longitude: 49.94, motion: 0.03344414, eccentricity: 0.0542, perihelion: 92.43, orbit: 332, size: 16 },
  {
    id: 'uranus',
    longitude: 313.23,
    motion: 0.01172834,
    eccentricity: 0.0472,
    perihelion: 170.96,
    orbit: 390,
    size: 12,
  },
  {
    id: 'neptune',
    longitude: 304.88,
    motion: 0.00598103,
    eccentricity: 0.0086,
    perihelion: 44.97,
    orbit: 438,
    size: 12,
  },
];

export const colors = {
  ...{ mercury: '#9c8f84', venus: '#d9a65b', earth: '#4f86c6', mars: '#c2603a' },
  ...{ jupiter: '#cf9f73', saturn: '#d8ba72', uranus: '#7fb9bd', neptune: '#5673c4' },
};

/** Days of one turn; a negative one turns backwards. */
export const moons = {
  earth: [27.32],
  jupiter: [1.77, 3.55, 7.15, 16.69],
  saturn: [15.95],
  neptune: [-5.88],
};

const J2000 = Date.UTC(2000, 0, 1, 12);
const DAY = 86_400_000;
const radians = Math.PI / 180;

/** @param {Date} date @returns {number} days since J2000.0 */
export function daysSince(date) {
  return (date.getTime() - J2000) / DAY;
}

/**
 * @param {(typeof planets)[number]} planet
 * @param {number} days since J2000.0
 * @returns {number} longitude seen from the sun, in degrees from 0 to 360
 */
export function longitudeOf({ longitude, motion, eccentricity, perihelion }, days) {
  const mean = longitude + motion * days;
  // The first terms of the equation of the center.
  const anomaly = (mean - perihelion) * radians;
  const center = 2 * eccentricity * Math.sin(anomaly) + 1.25 * eccentricity ** 2 * Math.sin(2 * anomaly);
  return (((mean + center / radians) % 360) + 360) % 360;
}
