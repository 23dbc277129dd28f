import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const iconLink = /<link rel="icon" type="image\/svg\+xml" href="\.\/icons\/icon\.svg" \/>/;

/** The one-file page contains its icon; the installable one links a manifest and the pictures iOS needs. */
export function pageHead(form: 'file' | 'pages'): Plugin {
  return {
    name: 'keyferry:page-head',
    transformIndexHtml: {
      order: 'pre',
      handler(html) {
        if (!iconLink.test(html)) throw new Error('index.html has lost its icon link');
        return html.replace(iconLink, () => (form === 'file' ? inlineIcon() : linkedIcons));
      },
    },
  };
}

const linkedIcons = [
  '<link rel="icon" type="image/svg+xml" href="./icons/icon.svg" />',
  '<link rel="apple-touch-icon" href="./icons/apple-touch-icon.png" />',
  '<link rel="manifest" href="./manifest.webmanifest" />',
].join('\n    ');

function inlineIcon(): string {
  const icon = readFileSync('public/icons/icon.svg').toString('base64');
  return `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,${icon}" />`;
}
