import { readPageLicense } from './library/browser.js';
import { language, texts } from './texts.js';

/** The names of the features, as the vendor's catalog spells them. */
export const features = /** @type {const} */ (['planets', 'moons', 'export']);

// A product has the profile built in. The demonstration makes a new vendor at its first start.
const profile = await (await fetch('vendor.json')).json();
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Reads the license and shows it. @returns what it grants: `has(feature)` */
export async function showLicense() {
  const license = await readPageLicense({ profile, language });
  const { message, daysLeft } = license;
  const isRefused = license.state === 'refused';
  byId('license').hidden = isRefused;
  byId('refusal').hidden = !isRefused;
  byId('refusal-reason').textContent = isRefused ? message : '';
  if (!isRefused) {
    const { licenseType, holder } = license.license;
    byId('license-type').textContent = profile.licenseTypes.find(({ id }) => id === licenseType)?.name ?? licenseType;
    byId('license-holder').textContent = holder || texts.noHolder;
    byId('license-days').textContent =
      daysLeft === null ? texts.noEnd : new Intl.NumberFormat(language).format(daysLeft);
  }
  showNotice(isRefused ? '' : message, license.state === 'clock-suspect' ? texts.wizard : texts.renew);
  byId('features').replaceChildren(...features.map((feature) => featureRow(feature, license.has(feature))));
  return license;
}

/** Says what is not refused, but needs attention: a near end, a wrong clock. */
function showNotice(message, action) {
  const notice = byId('notice');
  const link = Object.assign(document.createElement('a'), { href: '../', textContent: action });
  notice.replaceChildren(...(message === '' ? [] : [`${message} `, link]));
  notice.hidden = message === '';
}

function featureRow(feature, isIncluded) {
  const row = document.createElement('li');
  const state = document.createElement('span');
  state.className = 'state';
  state.textContent = isIncluded ? texts.yes : texts.no;
  row.dataset.feature = feature;
  row.dataset.included = String(isIncluded);
  row.append(texts.features[feature], state);
  return row;
}
