/**
 * @typedef {{ outcome: 'clean' | 'vulnerable' | 'unanswered', lines: string[] }} Verdict
 *   `unanswered`: the registry gave no advisories, so nothing is known
 */

const serious = ['high', 'critical'];

/**
 * Judges what `npm audit --json` printed.
 *
 * @param {string} output a report, npm's error, or anything else
 * @returns {Verdict}
 */
export function judgeAudit(output) {
  const report = parsed(output);
  if (report === null || typeof report.vulnerabilities !== 'object' || report.vulnerabilities === null)
    return { outcome: 'unanswered', lines: [reasonIn(report)] };
  const found = Object.values(report.vulnerabilities).filter(({ severity }) => serious.includes(severity));
  return { outcome: found.length > 0 ? 'vulnerable' : 'clean', lines: found.map(lineOf) };
}

/** @param {string} output */
function parsed(output) {
  try {
    const value = JSON.parse(output);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}

/** @param {{ statusCode?: unknown, error?: { code?: unknown } } | null} report */
function reasonIn(report) {
  const reason = report?.statusCode ?? report?.error?.code;
  return reason === undefined || reason === '' ? 'no answer' : String(reason);
}

/**
 * @param {{ name: string, severity: string, via: (string | { title?: string, url?: string })[] }} vulnerability a package in
 *   `via` is the one whose vulnerability it inherits
 */
function lineOf({ name, severity, via }) {
  const reasons = via.map((one) => (typeof one === 'string' ? `through ${one}` : `${one.title} ${one.url}`));
  return `${name}: ${severity}: ${reasons.join('; ')}`;
}
