import { describe, expect, it } from 'vitest';
import {
  checksumFile,
  compareVersions,
  dateSection,
  releaseNotes,
  releaseProblems,
  withVersion,
} from '../../scripts/releasePlan.mjs';

const changelog = `# Changelog

- [1.3.0](#130---unreleased)
- [1.2.0](#120---unreleased)

## [1.3.0] - Unreleased

## [1.2.0] - Unreleased

### Added

- Typed codes.

## [1.1.0] - 2026-10-01

- Receipts.
`;

const facts = {
  version: '1.2.0',
  packageVersion: '1.1.0',
  branch: 'main',
  status: '',
  tags: ['v1.1.0'],
  changelog,
};

describe('a release', () => {
  it('is ready from a clean main with a changelog section', () => {
    expect(releaseProblems(facts)).toEqual([]);
    expect(releaseProblems({ ...facts, packageVersion: '1.2.0' })).toEqual([]);
  });

  it.each([
    ['an invalid version', { version: '1.2' }, /no version/],
    ['another branch', { branch: 'topic' }, /main/],
    ['uncommitted changes', { status: ' M README.md\n' }, /not committed/],
    ['an existing tag', { tags: ['v1.1.0', 'v1.2.0'] }, /v1\.2\.0 exists/],
    ['a newer version', { packageVersion: '1.10.0' }, /newer/],
    ['no changelog section', { version: '1.4.0' }, /CHANGELOG/],
    ['an empty changelog section', { version: '1.3.0' }, /CHANGELOG/],
  ])('is refused with %s', (_, change, problem) => {
    expect(releaseProblems({ ...facts, ...change })).toEqual([expect.stringMatching(problem)]);
  });

  it('lists all problems at once', () => {
    expect(releaseProblems({ ...facts, branch: 'topic', status: '?? a' })).toHaveLength(2);
  });
});

it('orders versions as Semantic Versioning does', () => {
  const ascending = [
    '0.9.0',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.10',
    '1.2.0',
    '1.10.0',
  ];
  expect([...ascending].reverse().sort(compareVersions)).toEqual(ascending);
  expect(compareVersions('1.0.0-rc.1', '1.0.0-rc.1')).toBe(0);
});

it('reads the section of a version', () => {
  expect(releaseNotes(changelog, '1.2.0')).toBe('### Added\n\n- Typed codes.');
  expect(releaseNotes(changelog, '1.1.0')).toBe('- Receipts.');
});

it('dates the section of a version and no other', () => {
  const dated = dateSection(changelog, '1.2.0', '2026-12-01');
  expect(dated).toContain('## [1.2.0] - 2026-12-01\n');
  expect(dated).toContain('(#120---2026-12-01)\n');
  expect(dated).toContain('## [1.3.0] - Unreleased\n');
  expect(dated).toContain('(#130---unreleased)\n');
  expect(dateSection(changelog, '1.1.0', '2026-12-01')).toBe(changelog);
});

it('sets the version of a package and of its lock file', () => {
  expect(JSON.parse(withVersion('{"name":"a","version":"1.0.0"}', '2.0.0'))).toEqual({ name: 'a', version: '2.0.0' });
  const lock = { version: '1.0.0', packages: { '': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } } };
  expect(JSON.parse(withVersion(JSON.stringify(lock), '2.0.0'))).toEqual({
    version: '2.0.0',
    packages: { '': { version: '2.0.0' }, 'node_modules/b': { version: '1.0.0' } },
  });
});

it('writes checksums that sha256sum reads', () => {
  expect(checksumFile([{ name: 'a.tgz', sha256: 'ab12' }])).toBe('ab12  a.tgz\n');
});
