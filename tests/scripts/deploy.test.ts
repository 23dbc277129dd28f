import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allCommands } from '../../cli/commands.ts';

const unit = readFileSync('deploy/keyferry.service', 'utf8');
const wrapper = readFileSync('deploy/keyferry', 'utf8');
const guide = readFileSync('deploy/README.md', 'utf8');

test('commands of the administrator use the data folder, program and passphrase of the unit', () => {
  execFileSync('sh', ['-n', 'deploy/keyferry']);
  for (const pattern of [/KEYFERRY_DATA=(\S+)/, /(\/usr\/bin\/node \S+\.js)/, /(\/etc\/keyferry\/passphrase)/]) {
    expect(pattern.exec(wrapper)?.[1], String(pattern)).toBe(pattern.exec(unit)?.[1]);
  }
  // DATABASE_URL is there, and without it a command would work on another store.
  expect([unit, wrapper].every((text) => text.includes('/etc/keyferry/environment'))).toBe(true);
});

test.each([
  ['System service', 'systemctl enable'],
  ['Container', 'podman run -d'],
])('%s: the vendor and the keys come before the start', (heading, start) => {
  const section = guide.split('\n## ').find((text) => text.startsWith(heading)) ?? '';
  const steps = ['keyferry init ', 'keyferry keys init ', start, '/readyz'].map((step) => section.indexOf(step));
  expect(steps).not.toContain(-1);
  expect(steps).toEqual([...steps].sort((one, other) => one - other));
});

test('every command and option of the guide exists', async () => {
  const lines = guide.replaceAll('\\\n', ' ').match(/^ *(?:# there: )?keyferry [a-z].*$/gm) ?? [];
  expect(lines.length).toBeGreaterThan(7);
  for (const line of lines) {
    const words = line.replace('# there:', '').trim().split(/\s+/).slice(1);
    const name = Object.keys(allCommands.commands).find((one) => words.join(' ').startsWith(one)) ?? line;
    const options = (await allCommands.commands[name]?.())?.command.help(80);
    for (const option of words.filter((word) => word.startsWith('--'))) expect(options).toContain(option);
    expect(options, line).toBeDefined();
  }
});
