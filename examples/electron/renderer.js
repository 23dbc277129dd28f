/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

function show({ state, message, features, daysLeft, type, holder }) {
  const left = daysLeft === null ? 'no end' : `${daysLeft} days left`;
  byId('state').textContent = state === 'refused' ? message : `${type} for ${holder || 'you'}, ${left}. ${message}`;
  byId('features').replaceChildren(
    ...features.map((feature) => Object.assign(document.createElement('li'), { textContent: feature })),
  );
}

globalThis.shown = globalThis.license.read().then(show);
byId('activate').addEventListener('click', async () => show(await globalThis.license.activate()));
