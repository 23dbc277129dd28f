import { describe, expect, test } from 'vitest';
import { tool as de } from '../../src/messages/de/tool.ts';
import { tool as en } from '../../src/messages/en/tool.ts';
import { loadToolMessages } from '../../src/messages/toolLanguages.ts';
import { type RefusalDetails, toolRefusalCodes } from '../../src/refusal.ts';
import { expectReadable, shapeOf, stringsOf } from './wording.ts';

/** Arguments that the tool really passes. */
const details: RefusalDetails = {
  path: '/opt/orrery/orrery.lic',
  folder: '/opt/orrery',
  kept: '/home/a/orrery.lic',
  reason: 'EACCES',
};
const places = [
  'target-folder-missing',
  'target-forbidden',
  'target-read-only',
  'target-full',
  'target-unwritable',
  'target-in-use',
];
const clock = { now: '2026-11-23T10:00:00Z', floor: '2027-01-22T10:00:00Z' };

/** All other texts of the page. */
async function allSaid(language: 'en' | 'de'): Promise<string[]> {
  const { refusal } = await loadToolMessages([language]);
  const tool = { en, de }[language];
  return [
    ...stringsOf(tool),
    ...toolRefusalCodes.flatMap((code) => Object.values(refusal(code, details))),
    ...Object.values(refusal('document-type-wrong', { expected: 'license', found: 'return' })),
    ...Object.values(tool.before).map((say) => say(details)),
    ...Object.values(tool.guard).map((say) => say('http://localhost:28417')),
    tool.placed.clock(clock),
    tool.leaves.inContainer('Docker'),
    ...['', 'QEMU'].map(tool.leaves.inVirtualMachine),
  ];
}

describe.each(['en', 'de'] as const)('%s', (language) => {
  test('has every text, and none is empty', async () => {
    for (const text of await allSaid(language)) expectReadable(text);
  });

  test('has a text for every obstacle before the start', () => {
    expect(Object.keys({ en, de }[language].before).sort()).toEqual([...places].sort());
    for (const say of Object.values({ en, de }[language].before)) expect(say(details)).toContain(details.kept);
  });

  test('uses the wizard’s other texts unchanged', async () => {
    const messages = await loadToolMessages([language]);
    expect(messages.language).toBe(language);
    const { title } = messages.refusal('document-type-wrong', { expected: 'license', found: 'request' });
    expect(title).toMatch(/license request|Lizenzanfrage/);
  });
});

test('both languages have the same keys', () => {
  expect(shapeOf(de)).toEqual(shapeOf(en));
});

test('German contains no English and has German quotation marks', async () => {
  const said = (await allSaid('de')).map((text) => text.replace(/„keyferry machine wizard“/g, ''));
  const english = /\b(?:the|this|that|is|of|and|or|your|you|license|request|file|page|computer’s|with|for|not)\b/i;
  expect(said.filter((text) => english.test(text))).toEqual([]);
  for (const text of said) expect(text).not.toMatch(/[”«»’]/);
});
