/** Saves the picture as it is now, as an SVG file with its own styles. @param {SVGElement} sky */
export async function exportPicture(sky) {
  const picture = sky.cloneNode(true);
  picture.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const sheets = await Promise.all(['colors.css', 'sky.css'].map(async (path) => (await fetch(path)).text()));
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = sheets.join('\n');
  picture.prepend(style);
  const file = new Blob([new XMLSerializer().serializeToString(picture)], { type: 'image/svg+xml' });
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: 'orrery.svg' });
  link.click();
  // The download needs the address until it has started.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
