#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { readInstalledLicense, renewInstalledLicense } from '@keyferry/library';
import { daysSince, longitudeOf, planets } from './planets.js';

// A product has the vendor's profile built in, and knows when it was built.
const profile = JSON.parse(readFileSync(process.env.ORRERY_PROFILE ?? new URL('vendor.json', import.meta.url), 'utf8'));
const options = { profile, built: new Date('2026-11-01'), graceDays: 14 };
const say = (text) => process.stdout.write(`${text}\n`);

let license = readInstalledLicense(options);
if (process.argv.includes('--renew')) {
  const renewal = await renewInstalledLicense(options);
  license = renewal.license;
  say(renewal.outcome === 'refused' ? `Not renewed: ${renewal.code}.` : `The license is ${renewal.outcome}.`);
}
if (license.message !== '') say(license.message);
if (license.state === 'refused') process.exit(1);

const { licenseType, holder } = license.license;
const left = license.daysLeft === null ? 'no end' : `${license.daysLeft} days left`;
say(`Orrery Studio, ${licenseType} for ${holder || 'no one by name'}, ${left}`);
if (license.has('planets')) {
  const days = daysSince(new Date());
  for (const planet of planets) say(`${planet.id.padEnd(8)} ${longitudeOf(planet, days).toFixed(1).padStart(5)}°`);
}
