/** The parts of a release that need no repository: versions, the changelog, checksums. */

const semver = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/**
 * @typedef {object} ReleaseFacts
 * @property {string} version of the release
 * @property {string} packageVersion in package.json now
 * @property {string} branch that is checked out
 * @property {string} status output of `git status --porcelain`
 * @property {readonly string[]} tags of the repository
 * @property {string} changelog text of CHANGELOG.md
 */

/**
 * @param {ReleaseFacts} facts
 * @returns {string[]} what prevents the release; empty when nothing does
 */
export function releaseProblems({ version, packageVersion, branch, status, tags, changelog }) {
  if (!semver.test(version)) return [`"${version}" is no version such as 1.2.3 or 1.2.3-rc.1.`];
  /** @type {[boolean, string][]} */
  const checks = [
    [branch !== 'main', `The branch is ${branch}; releases are made on main.`],
    [status.trim() !== '', 'The working tree has changes that are not committed.'],
    [tags.includes(`v${version}`), `The tag v${version} exists.`],
    [compareVersions(version, packageVersion) < 0, `The version ${packageVersion} in package.json is newer.`],
    [releaseNotes(changelog, version) === null, `CHANGELOG.md has no section "## [${version}]" with content.`],
  ];
  return checks.filter(([fails]) => fails).map(([, problem]) => problem);
}

/**
 * Semantic Versioning 2.0.0, clause 11.
 *
 * @param {string} left
 * @param {string} right
 * @returns {number} negative when `left` is older, positive when it is newer, 0 when they are the same
 */
export function compareVersions(left, right) {
  const [[leftCore, leftPre], [rightCore, rightPre]] = [splitVersion(left), splitVersion(right)];
  const core = compareParts(leftCore, rightCore);
  if (core !== 0) return core;
  if (leftPre.length === 0 || rightPre.length === 0) return rightPre.length - leftPre.length;
  return compareParts(leftPre, rightPre);
}

/**
 * @param {string} version
 * @returns {[string[], string[]]}
 */
function splitVersion(version) {
  const [, major = '', minor = '', patch = '', pre] = semver.exec(version) ?? [];
  return [[major, minor, patch], pre?.split('.') ?? []];
}

/**
 * @param {readonly string[]} left
 * @param {readonly string[]} right
 */
function compareParts(left, right) {
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = comparePart(part, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/**
 * Numbers compare as numbers and are older than words.
 *
 * @param {string} left
 * @param {string} right
 */
function comparePart(left, right) {
  const [isNumber, isOtherNumber] = [left, right].map((part) => /^\d+$/.test(part));
  if (isNumber && isOtherNumber) return Number(left) - Number(right);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/**
 * @param {string} changelog in the form of keepachangelog.com
 * @param {string} version
 * @returns {string | null} the section of the version without its heading; null when it is missing or empty
 */
export function releaseNotes(changelog, version) {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((text) => text.startsWith(`[${version}]`));
  const notes = section?.split('\n').slice(1).join('\n').trim();
  return notes ? notes : null;
}

/**
 * @param {string} changelog
 * @param {string} version
 * @param {string} date ISO 8601, the day of the release
 * @returns {string} the changelog with the date in place of "Unreleased", in the heading of the version and in links to it
 */
export function dateSection(changelog, version, date) {
  const heading = `## [${version}] - `;
  const anchor = `(#${version.replace(/[^0-9a-z-]/gi, '')}---`;
  return changelog
    .replace(`${heading}Unreleased`, () => `${heading}${date}`)
    .replace(`${anchor}unreleased)`, () => `${anchor}${date})`);
}

/**
 * @param {string} json text of a package.json or package-lock.json
 * @param {string} version
 * @returns {string} the text with that version; for a lock file also in the entry of the root package
 */
export function withVersion(json, version) {
  const content = JSON.parse(json);
  if (content.version !== undefined) content.version = version;
  const root = content.packages?.[''];
  if (root?.version !== undefined) root.version = version;
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * @param {readonly { name: string, sha256: string }[]} files
 * @returns {string} a file for `sha256sum --check`
 */
export function checksumFile(files) {
  return files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
}
