import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readProfileFor } from '../../../../cli/machine/context/profile.ts';
import type { System } from '../../../../cli/machine/context/system.ts';
import { profileSample } from '../../../vendor/profileSample.ts';
import { emptyFolder } from '../../tool.ts';
import { writeProfile } from '../vendor.ts';

const carrying = (environment: System['environment'] = {}) =>
  ({ environment, carriedProfile: profileSample({ vendor: { name: 'Carried' } }) }) as System;

const alone = (environment: System['environment'] = {}) => ({ environment, carriedProfile: null }) as System;

test('the profile delivered with the tool needs no option', () => {
  expect(readProfileFor(undefined, carrying()).vendor.name).toBe('Carried');
  expect(readProfileFor(undefined, carrying({ KEYFERRY_PROFILE: ' ' })).vendor.name).toBe('Carried');
});

test('a named profile takes precedence', async () => {
  const path = await writeProfile(emptyFolder());
  const { vendor } = JSON.parse(readFileSync(path, 'utf8'));
  expect(readProfileFor(path, alone()).vendor).toEqual(vendor);
  expect(readProfileFor(undefined, alone({ KEYFERRY_PROFILE: path })).vendor).toEqual(vendor);
  expect(readProfileFor(path, alone({ KEYFERRY_PROFILE: 'other.json' })).vendor).toEqual(vendor);
});

test('a program with a profile of its own uses no other, wherever it is named', async () => {
  const path = await writeProfile(emptyFolder());
  for (const attempt of [
    () => readProfileFor(path, carrying()),
    () => readProfileFor('missing.json', carrying()),
    () => readProfileFor(undefined, carrying({ KEYFERRY_PROFILE: path })),
    () => readProfileFor(undefined, carrying({ KEYFERRY_PROFILE: 'missing.json' })),
  ]) {
    expect(attempt).toThrow(expect.objectContaining({ code: 'profile-carried' }));
  }
});

test('a named profile that is missing is reported and not replaced', () => {
  const missing = { code: 'profile-missing' };
  expect(() => readProfileFor(join(emptyFolder(), 'vendor.json'), alone())).toThrow(expect.objectContaining(missing));
});
