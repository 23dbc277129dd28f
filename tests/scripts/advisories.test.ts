import { expect, test } from 'vitest';
import { judgeAudit } from '../../scripts/audit/advisories.mjs';

/** As npm 11 prints it. */
const reportOf = (...severities: readonly string[]) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(
      severities.map((severity, at) => [
        `package-${at}`,
        { name: `package-${at}`, severity, via: [{ title: 'Hangs', url: 'https://example.test/1' }, 'package-9'] },
      ]),
    ),
  });

test('serious vulnerabilities of shipped packages are a failure, with their names and sources', () => {
  expect(judgeAudit(reportOf('low', 'high', 'moderate', 'critical'))).toEqual({
    outcome: 'vulnerable',
    lines: [
      'package-1: high: Hangs https://example.test/1; through package-9',
      'package-3: critical: Hangs https://example.test/1; through package-9',
    ],
  });
});

test.each([reportOf(), reportOf('info', 'low', 'moderate')])('others are not', (report) => {
  expect(judgeAudit(report)).toEqual({ outcome: 'clean', lines: [] });
});

test.each([
  ['', 'no answer'],
  ['{', 'no answer'],
  ['null', 'no answer'],
  ['{}', 'no answer'],
  ['{"vulnerabilities": null}', 'no answer'],
  ['{"message": "405 Method Not Allowed", "statusCode": 405, "error": {"summary": "", "detail": ""}}', '405'],
  ['{"error": {"code": "ENOTFOUND", "summary": "", "detail": ""}}', 'ENOTFOUND'],
])('a registry without advisories is neither: %s', (output, reason) => {
  expect(judgeAudit(output)).toEqual({ outcome: 'unanswered', lines: [reason] });
});
