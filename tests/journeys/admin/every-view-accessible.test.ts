import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import {
  type Activated,
  activate,
  hasFocus,
  keyferry,
  makeToken,
  openAdmin,
  signIn,
} from '../harness/devices/admin.ts';
import { codedMachine } from '../harness/devices/codedMachine.ts';
import { untilFileEnds } from '../harness/lifetime.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { stickingOut } from '../harness/look/overflow.ts';
import { portray } from '../harness/look/portraits.ts';
import { button, title } from '../harness/steps/wizard.ts';
import { adminToken, demoSerial, type Service, startService } from '../harness/vendor/service.ts';

const everything = ['activations:read', 'activations:write', 'serials:read', 'serials:write'];
const markup = '<img src=x onerror=alert(1)> & <b>Söhne</b>';

let service: Service;
let first: Activated;
beforeAll(async () => {
  service = await startService({}, untilFileEnds);
  const order = { licenseType: 'pro', serialNumber: demoSerial(service, 'pro', 25) };
  first = await activate(service, { ...order, holder: markup });
  for (const holder of ['Sternwarte Königstuhl', 'مرصد القاهرة', 'Universität Wien, Institut für Astrophysik']) {
    await activate(service, { ...order, holder });
  }
  await activate(service, { licenseType: 'personal', holder: '' });
});

const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;
type Look = readonly [size: keyof typeof sizes, colorScheme: 'light' | 'dark', checks: 'all' | 'colors'];
/** Only contrast depends on colors, so everything else is checked once at each size. */
const looks: readonly Look[] = [
  ['phone', 'light', 'all'],
  ['phone', 'dark', 'colors'],
  ['desktop', 'dark', 'all'],
  ['desktop', 'light', 'colors'],
];

/** Checks a view with axe and for overflow, and saves pictures of it. */
async function check(page: Page, name: string): Promise<void> {
  for (const [size, colorScheme, checks] of looks) {
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, checks);
    expect(await page.evaluate(stickingOut), `${name} on a ${size}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
  await portray(page, `admin-${name}`);
}

test('every view is accessible, light and dark, on a phone and on a desktop', async () => {
  const page = await openAdmin(service);
  await page.getByText('Where do I get a token?').click();
  await check(page, '0-sign-in');
  await page.getByLabel('Admin token').focus();
  await signIn(page, adminToken(service));
  await page.getByRole('table').waitFor();
  await check(page, '1-activations');
  await page.getByRole('searchbox').fill('nobody at all');
  await page.getByRole('heading', { name: 'Nothing found for “nobody at all”' }).waitFor();
  await check(page, '1-nothing-found');
  await page.getByRole('searchbox').fill(first.machine);
  await follow(page, first.machine);
  await button(page, 'Release the seat…').click();
  await page.getByRole('dialog').waitFor();
  await check(page, '2-release');
  await button(page, 'Cancel').click();
  await button(page, 'Reissue the license').click();
  await page.getByRole('img', { name: 'QR code that holds the license' }).waitFor();
  await check(page, '2-activation');
  await follow(page, /\*{5}-/);
  await page.getByRole('table').waitFor();
  await check(page, '3-serial');
  await button(page, 'Change…').click();
  await page.getByLabel('Seats per serial number').fill('1');
  await page.getByLabel('Reason').fill('Two machines were sold twice');
  await button(page, 'Save').click();
  await page.getByText('4 seats are in use.').waitFor();
  await check(page, '3-serial-change');
  await page.getByLabel('Seats per serial number').fill('30');
  await page.getByLabel('Valid until').fill('2031-12-31');
  await button(page, 'Save').click();
  await page.getByText('Two machines were sold twice').waitFor();
  await check(page, '3-serial-changed');
  await follow(page, 'Serial numbers');
  await page.getByRole('table').waitFor();
  await check(page, '3-serials');
  await follow(page, 'Create serial numbers');
  await page.getByLabel('Seats per serial number').fill('none');
  await button(page, 'Create').click();
  await page.getByText('Enter a whole number, 1 or more.').waitFor();
  await check(page, '4-mint');
  await page.getByLabel('Seats per serial number').fill('3');
  await button(page, 'Create').click();
  await page.getByRole('heading', { name: 'Save them now' }).waitFor();
  await expectAccessible(page);
  await follow(page, 'Telephone');
  await title(page, 'Activate by telephone').waitFor();
  await check(page, '5-telephone');
  const { code, id } = codedMachine('on the telephone');
  const field = page.getByRole('textbox', { name: 'Group 1 of 7' });
  await field.pressSequentially(code.map((one, at) => (at === 3 ? `${one.slice(0, 5)}?` : one)).join(' '));
  await page.getByText('“?” does not occur in a code.').waitFor();
  await button(page, 'Get confirmation code').click();
  await page.getByText('Groups of the code are still missing or wrong.').waitFor();
  await check(page, '5-telephone-mistyped');
  await page.getByRole('textbox', { name: 'Group 4 of 7' }).fill(code[3] ?? '');
  await page.getByLabel('License type').selectOption('Pro');
  await page.getByLabel('Serial number').fill(`${demoSerial(service, 'pro', 3).slice(0, -1)}!`);
  await button(page, 'Get confirmation code').click();
  await page.getByText('Is it this one?').waitFor();
  await check(page, '5-telephone-order');
  await button(page, 'Use it').click();
  await button(page, 'Get confirmation code').click();
  await page.getByRole('heading', { name: `Confirmation code for ${id}` }).waitFor();
  await check(page, '5-telephone-code');
  await follow(page, 'Show the activation');
  await title(page, `Computer ${id}`).waitFor();
  await button(page, 'Reissue the license').click();
  await page.getByRole('heading', { name: 'This license was given as a code' }).waitFor();
  await check(page, '5-given-as-a-code');
  await follow(page, 'Telephone');
  await follow(page, 'Return a license');
  await title(page, 'Return a license by telephone').waitFor();
  await check(page, '5-telephone-return');
  await page.goto(`${service.address}/admin#activation=nothing-of-ours`);
  await title(page, 'Activations').waitFor();
});

test('nothing overflows: right to left, on the narrowest phone, at 200 %, on a very wide screen', async () => {
  const page = await openAdmin(service);
  await signIn(page, adminToken(service));
  for (const [view, content] of Object.entries({
    activations: '.rows',
    serials: '.rows',
    mint: '.mint',
    telephone: '.telephone',
  })) {
    await page.goto(`${service.address}/admin#${view}`);
    await page.locator(content).waitFor();
    for (const direction of ['rtl', 'ltr']) {
      await page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), direction);
      for (const [width, height] of [
        [320, 568],
        [640, 400],
        [3840, 2160],
      ] as const) {
        await page.setViewportSize({ width, height });
        expect(await page.evaluate(stickingOut), `${view}, ${direction}, ${width}`).toEqual([]);
      }
    }
  }
});

test('reloads and links restore the view; a token is kept in its tab only', async () => {
  const page = await openAdmin(service);
  await signIn(page, adminToken(service));
  await follow(page, first.machine);
  await title(page, `Computer ${first.machine}`).waitFor();
  await page.reload();
  await title(page, `Computer ${first.machine}`).waitFor();
  await page.goBack();
  await title(page, 'Activations').waitFor();
  await page.goForward();
  await title(page, `Computer ${first.machine}`).waitFor();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await title(other, 'Sign in to the administration').waitFor();
  await signIn(other, adminToken(service));
  await title(other, `Computer ${first.machine}`).waitFor();
});

test('names with markup are displayed as text and not executed', async () => {
  const page = await openAdmin(service);
  const alarms: string[] = [];
  page.on('dialog', (dialog) => {
    alarms.push(dialog.message());
    void dialog.dismiss();
  });
  await signIn(page, adminToken(service));
  await page.getByRole('cell', { name: markup }).waitFor();
  await follow(page, first.machine);
  await page.getByText(markup).waitFor();
  expect(await page.locator('main img, main b').count()).toBe(0);
  expect(alarms).toEqual([]);
});

test('a revoked token signs out with an explanation, and typed input is kept', async () => {
  const token = makeToken(service, 'revoked-soon', everything);
  const page = await openAdmin(service, {}, '#mint');
  await signIn(page, token);
  await page.getByLabel('Holder').fill('A customer with a long name');
  keyferry(service, 'tokens', 'revoke', 'revoked-soon');
  await button(page, 'Create').click();
  await title(page, 'Sign in to the administration').waitFor();
  await page.getByRole('alert').getByText('It was revoked.').waitFor();
  await page.getByText('You were signed out.').waitFor();
  await hasFocus(page.getByLabel('Admin token'));
  await expectAccessible(page);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await page.getByLabel('Admin token').fill('kfa_half-a-token');
  await page.keyboard.press('Enter');
  await page.getByText('It is incomplete').waitFor();
  expect(await page.getByLabel('Admin token').inputValue()).toBe('kfa_half-a-token');
  await page.getByLabel('Admin token').fill('');
  await signIn(page, adminToken(service));
  await title(page, 'Create serial numbers').waitFor();
  expect(await page.getByLabel('Holder').inputValue()).toBe('A customer with a long name');
});

test('the page offers only what the token allows', async () => {
  const page = await openAdmin(service);
  await signIn(page, makeToken(service, 'reader', ['activations:read']));
  await follow(page, first.machine);
  await title(page, `Computer ${first.machine}`).waitFor();
  expect(await page.getByRole('button', { name: /Release|Reissue/ }).count()).toBe(0);
  expect(await page.getByRole('link', { name: /\*{5}-/ }).count()).toBe(0);
  expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual(['Activations']);
  await page.goto(`${service.address}/admin#serials`);
  await page.getByText('It lacks the scope serials:read.').waitFor();
  expect(await page.getByRole('link', { name: 'Create serial numbers' }).count()).toBe(0);
  await expectAccessible(page);
});

test('a token for serial numbers only starts with them', async () => {
  const page = await openAdmin(service);
  await signIn(page, makeToken(service, 'seller', ['serials:read', 'serials:write']));
  await title(page, 'Serial numbers').waitFor();
  expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual(['Serial numbers']);
  await page.getByRole('table').waitFor();
});

test('a browser that has the wizard installed opens the admin page at its address', async () => {
  const page = await openAdmin(service);
  await page.goto(service.address);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
    }
  });
  await page.goto(`${service.address}/admin`);
  await title(page, 'Sign in to the administration').waitFor();
});

test('the page reports a missing network and continues when it is back', async () => {
  const page = await openAdmin(service);
  await signIn(page, adminToken(service));
  await page.getByRole('table').waitFor();
  await page.context().setOffline(true);
  await page.getByText('No network connection. What you see may be out of date').waitFor();
  await page.getByRole('searchbox').fill('Stern');
  await page.getByRole('alert').getByText('network-offline').waitFor();
  await expectAccessible(page);
  await page.context().setOffline(false);
  await button(page, 'Try again').click();
  await page.getByRole('cell', { name: 'Sternwarte Königstuhl' }).waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('Stern');
});

test('the page works in German, and the language changes under a half-typed search', async () => {
  const page = await openAdmin(service, { locale: 'de-DE' });
  await title(page, 'Bei der Verwaltung anmelden').waitFor();
  await expectAccessible(page);
  await signIn(page, adminToken(service));
  await page.getByRole('searchbox', { name: 'Aktivierungen durchsuchen' }).fill('Universität');
  await page.getByRole('status').filter({ hasText: '1\u00a0Treffer.' }).waitFor();
  await portray(page, 'de-admin-activations');
  await page.getByLabel('Sprache').selectOption('English');
  await title(page, 'Activations').waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('Universität');
  await page.getByLabel('Language').selectOption('Deutsch');
  await follow(page, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await button(page, /^Platz freigeben/).click();
  await page.getByRole('dialog', { name: /^Platz von .* freigeben\?$/ }).waitFor();
  await expectAccessible(page);
  await portray(page, 'de-admin-release');
  await page.reload();
  await title(page, /^Computer /).waitFor();
});
