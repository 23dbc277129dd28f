import { exportPicture } from './exportPicture.js';
import { showLicense } from './license.js';
import { daysSince, longitudeOf, planets } from './planets.js';
import { drawSky } from './sky.js';
import { language, texts } from './texts.js';

const byId = (id) => document.getElementById(id);
const sky = byId('sky');
const turn = drawSky(sky, (id) => texts.names[id]);
const dates = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
const DAY = 86_400_000;

let date = new Date();
let isPlaying = !matchMedia('(prefers-reduced-motion: reduce)').matches;
let isUnlocked = false;

/** Days a second: 1, 10, 100, 1000, and what is between. */
const speed = () => Math.round(10 ** Number(byId('speed').value));

function show() {
  const days = daysSince(date);
  turn(days);
  byId('date').textContent = dates.format(date);
  byId('date').dateTime = date.toISOString().slice(0, 10);
  for (const [at, row] of [...byId('positions').children].entries())
    row.lastChild.textContent = `${Math.round(longitudeOf(planets[at], days)) % 360}°`;
}

let before = null;
function move(now) {
  // A tab that was in the background does not leap.
  const seconds = before === null ? 0 : Math.min((now - before) / 1000, 0.1);
  before = now;
  if (isPlaying && isUnlocked) {
    date = new Date(date.getTime() + seconds * speed() * DAY);
    show();
  }
  requestAnimationFrame(move);
}

/** Unlocks what the license grants, and no more. */
async function applyLicense() {
  const license = await showLicense();
  isUnlocked = license.has('planets');
  const hasMoons = license.has('moons');
  for (const id of ['play', 'today', 'speed', 'labels']) byId(id).disabled = !isUnlocked;
  byId('moons').disabled = !hasMoons;
  byId('export').disabled = !license.has('export');
  sky.classList.toggle('without-planets', !isUnlocked);
  sky.classList.toggle('without-moons', !hasMoons || !byId('moons').checked);
  byId('sky-title').textContent = isUnlocked ? texts.picture : texts.resting;
  for (const id of ['positions', 'positions-title']) byId(id).hidden = !isUnlocked;
  showControls();
  document.body.dataset.license = license.state;
}

function showControls() {
  byId('play').textContent = isPlaying && isUnlocked ? texts.pause : texts.play;
  byId('speed-shown').textContent = texts.perSecond(new Intl.NumberFormat(language).format(speed()));
  sky.classList.toggle('without-labels', !byId('labels').checked);
}

function listen() {
  byId('play').addEventListener('click', () => {
    isPlaying = !isPlaying;
    showControls();
  });
  byId('today').addEventListener('click', () => {
    date = new Date();
    show();
  });
  for (const id of ['speed', 'labels']) byId(id).addEventListener('input', showControls);
  byId('moons').addEventListener('input', applyLicense);
  byId('export').addEventListener('click', () => exportPicture(sky));
  // The wizard in another tab may have activated, renewed or returned the license meanwhile.
  addEventListener('focus', applyLicense);
}

for (const element of document.querySelectorAll('[data-text]')) element.textContent = texts[element.dataset.text];
byId('positions').replaceChildren(
  ...planets.map(({ id }) => {
    const row = document.createElement('li');
    row.append(texts.names[id], Object.assign(document.createElement('span'), { className: 'degrees' }));
    return row;
  }),
);
show();
showControls();
listen();
await applyLicense();
requestAnimationFrame(move);
