import { colors, longitudeOf, moons, planets } from './planets.js';

const svg = (name, attributes = {}, children = []) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
};

/**
 * Draws the orrery.
 *
 * @param {SVGElement} sky an empty picture
 * @param {(id: string) => string} nameOf
 * @returns {(days: number) => void} turns the planets to their places, by days since J2000.0
 */
export function drawSky(sky, nameOf) {
  sky.append(
    ...stars(),
    ...dial(),
    ...planets.map(({ orbit }) => svg('circle', { class: 'orbit', r: orbit })),
    ...sun(),
  );
  const bodies = planets.map((planet) => drawPlanet(planet, nameOf(planet.id)));
  sky.append(...bodies.map(({ body }) => body));
  return (days) => {
    for (const { turn } of bodies) turn(days);
  };
}

function drawPlanet(planet, name) {
  const { id, orbit, size } = planet;
  const arm = svg('line', { class: 'arm', x1: 30, x2: orbit - size });
  const ball = svg('circle', { class: 'planet', r: size, fill: colors[id] });
  const band = id === 'saturn' ? [svg('ellipse', { class: 'band', rx: size * 1.75, ry: size * 0.5 })] : [];
  const satellites = (moons[id] ?? []).map((period, at) => ({ period, element: drawMoon(size + 7 + at * 6) }));
  const label = svg('text', { class: 'name', y: -size - 12 }, [name]);
  const family = svg(
    'g',
    { class: 'moons' },
    satellites.map(({ element }) => element),
  );
  const upright = svg('g', {}, [family, ...band, ball, label]);
  // The side towards the sun.
  const light = svg('circle', { class: 'light', cx: orbit - size * 0.35, r: size * 0.55 });
  const body = svg('g', { class: 'body' }, [arm, upright, light]);
  return {
    body,
    turn(days) {
      const angle = longitudeOf(planet, days);
      // Longitudes grow counterclockwise, SVG turns clockwise.
      body.setAttribute('transform', `rotate(${-angle})`);
      upright.setAttribute('transform', `translate(${orbit} 0) rotate(${angle})`);
      for (const { period, element } of satellites)
        element.setAttribute('transform', `rotate(${-(((days / period) * 360) % 360)})`);
    },
  };
}

function drawMoon(distance) {
  return svg('g', {}, [
    svg('circle', { class: 'path', r: distance }),
    svg('circle', { class: 'moon', cx: distance, r: 2 }),
  ]);
}

function sun() {
  return [...[46, 36].map((r) => svg('circle', { class: 'glow', r })), svg('circle', { class: 'sun', r: 26 })];
}

/** The ring of degrees around it all. */
function dial() {
  const ticks = Array.from({ length: 72 }, (_, at) => {
    const inner = at % 6 === 0 ? 464 : 470;
    return svg('line', { class: 'tick', x1: inner, x2: 476, transform: `rotate(${at * -5})` });
  });
  const degrees = Array.from({ length: 12 }, (_, at) => {
    const angle = (at * -30 * Math.PI) / 180;
    const place = { x: (500 * Math.cos(angle)).toFixed(1), y: (500 * Math.sin(angle)).toFixed(1) };
    return svg('text', { class: 'degree', ...place }, [`${at * 30}°`]);
  });
  return [svg('circle', { class: 'ring', r: 476 }), ...ticks, ...degrees];
}

/** The same stars at every start. */
function stars() {
  let state = 42;
  const next = () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return Array.from({ length: 140 }, () => {
    const place = { cx: (next() * 1000 - 500).toFixed(0), cy: (next() * 1000 - 500).toFixed(0) };
    return svg('circle', {
      class: 'star',
      ...place,
      r: (0.4 + next() * 1.1).toFixed(1),
      opacity: (0.3 + next() * 0.6).toFixed(2),
    });
  });
}
