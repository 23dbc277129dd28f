import { describe, expect, test } from 'vitest';
import { crockfordAlphabet } from '../../../src/documents/symbols/crockford.ts';
import { checkGroup } from '../../../src/typed/group.ts';
import { canIsolate } from '../harness/browsers/airGap.ts';
import { openDevice } from '../harness/browsers/chromium.ts';
import { setUpComputer } from '../harness/devices/computer.ts';
import { openMachine, openMachineWithDisk } from '../harness/devices/machine.ts';
import { inspect } from '../harness/look/portraits.ts';
import { answerCall } from '../harness/steps/telephone.ts';
import { button, computerId, makeRequest, title } from '../harness/steps/wizard.ts';
import { newSerial, sharedService } from '../harness/vendor/service.ts';
import {
  answer,
  focused,
  problem,
  readInstallationCode,
  shownCode,
  tabTo,
  typedGroups,
  untilStored,
} from './codeSteps.ts';

const lookAlikes: Readonly<Record<string, string>> = { 8: 'B', B: '8', 5: 'S', S: '5', 2: 'Z', Z: '2', 6: 'G', G: '6' };

/** @returns another character of the alphabet in the place of one that has no look-alike, so that nothing is suggested */
function withWrongLetter(group: string): string {
  const at = 2;
  const other = crockfordAlphabet[(crockfordAlphabet.indexOf(group.charAt(at)) + 3) % 32];
  return group.slice(0, at) + other + group.slice(at + 1);
}

function suggestionFor(group: string, place: number): string | null {
  const check = checkGroup('confirmation', place - 1, group);
  return check.status === 'wrong' ? check.suggestion : null;
}

test('a machine that only paper and voices reach is activated, with the keyboard and with five typing mistakes', async () => {
  const service = await sharedService();
  const serial = await newSerial(service, 'pro', 2);
  const { page } = await openMachineWithDisk(service, { form: 'file' });
  await makeRequest(page);
  const installation = await readInstallationCode(page);
  expect(installation).toHaveLength(7);
  await inspect(page, 'typed-1-installation-code');
  const code = await answerCall(service, { code: installation, id: (await computerId(page)) ?? '' }, serial);

  await tabTo(page, /^I have the confirmation code$/);
  await page.keyboard.press('Enter');
  await title(page, 'Type the confirmation code').waitFor();
  await tabTo(page, /^Group 1$/);
  const type = (text: string) => page.keyboard.type(text);
  const group = (place: number) => code[place - 1] as string;
  const name = (place: number) => `Group ${place} of ${code.length}`;

  // The installation code in the place of the answer is noticed at its first group.
  await type(installation[0] as string);
  expect([await focused(page), await problem(page)]).toEqual(['Group 1', expect.stringContaining('installation code')]);
  await page.keyboard.press('Control+A');
  await type(group(1));
  expect(await focused(page)).toBe(name(2));
  await type(group(2).toLowerCase());

  // A wrong letter.
  await type(withWrongLetter(group(3)));
  expect([await focused(page), await problem(page)]).toEqual([name(3), expect.stringContaining('Group 3:')]);
  await inspect(page, 'typed-2-wrong-group');
  await page.keyboard.press('Control+A');
  await type(group(3));

  // Two neighbors that are swapped, in the first group where that makes a difference.
  let place = 4;
  while (group(place).charAt(0) === group(place).charAt(1)) await type(group(place++));
  await type(group(place).charAt(1) + group(place).charAt(0) + group(place).slice(2));
  expect([await focused(page), await problem(page)]).toEqual([name(place), expect.stringContaining(`Group ${place}:`)]);
  await page.keyboard.press('Control+A');
  await type(group(place++));

  // A group that is left out.
  await type(group(place + 1));
  expect(await problem(page)).toContain(`This is group ${place + 1}. Was group ${place} left out?`);
  await tabTo(page, /^Make room for group/);
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe(name(place));
  await type(group(place));
  place += 2;
  expect(await focused(page)).toBe(name(place));

  // Half-way, the computer is turned off.
  await untilStored(page, group(place - 2));
  await page.reload();
  await title(page, 'Type the confirmation code').waitFor();
  await page
    .locator('.group-box')
    .nth(code.length - 1)
    .waitFor();
  expect((await typedGroups(page)).slice(0, place - 1)).toEqual(code.slice(0, place - 1));
  await tabTo(page, new RegExp(`^${name(place)}$`));

  // A group that is typed twice.
  await type(group(place) + group(place));
  expect([await focused(page), await problem(page)]).toEqual([
    name(place + 1),
    expect.stringContaining(`This is group ${place} once more.`),
  ]);
  await tabTo(page, /^Remove this group$/);
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe(name(place + 1));
  place += 1;

  // A look-alike, in the first group that it turns into no other one that may be meant.
  const taken = (text: string) => text.replace(/[8B5S2Z6G]/, (character) => lookAlikes[character] ?? character);
  while (suggestionFor(taken(group(place)), place) !== group(place)) await type(group(place++));
  await type(taken(group(place)));
  expect([await focused(page), await problem(page)]).toEqual([
    name(place),
    expect.stringMatching(new RegExp(`Do you mean\\s+${group(place)}`)),
  ]);
  await tabTo(page, new RegExp(`^Use ${group(place)}$`));
  await page.keyboard.press('Enter');
  place += 1;
  expect(await focused(page)).toBe(name(place));

  await type(code.slice(place - 1).join(' '));
  expect(await focused(page)).toBe('Activate');
  await inspect(page, 'typed-3-complete');
  await page.keyboard.press('Enter');
  await title(page, 'Thank you!').waitFor();
  expect(await page.locator('main').innerText()).toContain('Pro');

  await page.reload();
  await title(page, 'Thank you!').waitFor();
});

test('a license by code is returned by a code', async () => {
  const service = await sharedService();
  const serial = await newSerial(service, 'plus', 1);
  const { page } = await openMachine(service, { form: 'file' });
  await makeRequest(page);
  const order = { licenseType: 'plus', serialNumber: serial };
  const { groups } = await answer(service, await readInstallationCode(page), order);
  await button(page, 'I have the confirmation code').click();
  await page.getByRole('textbox', { name: 'Group 1' }).focus();
  await page.keyboard.type(groups.join(''));
  await page.keyboard.press('Enter');
  await title(page, 'Thank you!').waitFor();

  await button(page, 'Return this license').click();
  await button(page, 'Return license').click();
  await title(page, 'License returned').waitFor();
  await button(page, 'Show a code to write down').click();
  const returnCode = await shownCode(page);
  expect(returnCode.length).toBeGreaterThanOrEqual(37);
  await inspect(page, 'typed-4-return-code');
  const answered = await fetch(`${service.address}/api/v1/codes/returns`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ returnCode: returnCode.join('-') }),
  });
  expect(await answered.json()).toMatchObject({ outcome: 'returned', seatsLeft: 1 });
});

test('the code for another computer is noticed at its first group, and the sheet holds the code', async () => {
  const service = await sharedService();
  const [{ page }, other] = await Promise.all([
    openMachine(service, { form: 'file' }),
    openMachine(service, { form: 'file' }),
  ]);
  for (const one of [page, other.page]) await makeRequest(one);
  const installation = await readInstallationCode(page);
  const { groups } = await answer(service, await readInstallationCode(other.page), { licenseType: 'personal' });

  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const sheet = await page.locator('.code-sheet').innerText();
  for (const group of installation) expect(sheet).toContain(group);
  expect(sheet).toContain(await computerId(page));
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: null });

  await button(page, 'I have the confirmation code').click();
  await page.getByRole('textbox', { name: 'Group 1' }).focus();
  await page.keyboard.type(groups[0] as string);
  expect(await problem(page)).toContain('This code is for another computer');
});

describe.skipIf(!canIsolate)('keyferry machine wizard', () => {
  test('a computer with bound hardware is activated by codes, and its tool installs the license', async () => {
    const service = await sharedService();
    const computer = await setUpComputer(service);
    const wizard = await computer.startWizard();
    const { page } = await openDevice({
      url: wizard.address,
      network: 'airGapped',
      context: { viewport: { width: 1280, height: 800 } },
    });
    await title(page, 'What leaves this computer').waitFor();
    await button(page, 'Show the code').click();
    const { groups } = await answer(service, await readInstallationCode(page), { licenseType: 'personal' });
    await button(page, 'I have the confirmation code').click();
    await page.getByRole('textbox', { name: 'Group 1' }).focus();
    await page.keyboard.type(groups.slice(0, 12).join(' '));
    await untilStored(page, groups[11] as string);
    await page.reload();
    await page
      .locator('.group-box')
      .nth(groups.length - 1)
      .waitFor();
    expect((await typedGroups(page)).slice(0, 12)).toEqual(groups.slice(0, 12));
    await page.getByRole('textbox', { name: 'Group 13 ' }).focus();
    await page.keyboard.type(groups.slice(12).join(' '));
    await page.keyboard.press('Enter');
    await title(page, 'Thank you!').waitFor();
    const { stdout } = computer.machine('status', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ state: 'active', license: { licenseType: 'personal' } });
  });
});
