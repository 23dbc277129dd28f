import { expect, test } from 'vitest';
import * as german from '../../src/messages/de/damages.ts';
import * as english from '../../src/messages/en/damages.ts';

const end = 'What was signed cannot be restored from it.';

test.each([
  // An archive or rewritten XML takes no character away.
  [{ damages: ['archive', 'form'] }, 'One or more characters are not what was signed.'],
  [{ damages: ['archive', 'line-breaks'] }, 'It arrived with line breaks inside the text.'],
  [{ damages: ['form', 'signature-incomplete'], missing: 3 }, 'The signature lacks 3 characters.'],
  [{ damages: ['text-around', 'field-missing'], part: 'Holder' }, 'The field Holder is missing or cannot be read.'],
])('only damages that explain the loss are named: %j', (details, text) => {
  expect(english.damageText(details)).toBe(`${text} ${end}`);
});

test('German names the same damages', () => {
  expect(german.damageText({ damages: ['archive', 'encoding'] })).toBe(
    'Sie kam mit anderer Zeichenkodierung an. Daraus lässt sich nicht wiederherstellen, was signiert wurde.',
  );
});
