import { existsSync } from 'node:fs';
import type { Plugin } from 'vite';

const icon = (src: string, sizes: string, purpose: 'any' | 'maskable') => ({
  src: `./icons/${src}`,
  sizes,
  type: src.endsWith('.svg') ? 'image/svg+xml' : 'image/png',
  purpose,
});

/** Made by `scripts/pictures/screenshots.mjs`; browsers show them when they offer to install the app. */
const screenshot = (src: string, sizes: string, formFactor: 'narrow' | 'wide', label: string) => ({
  src: `./screenshots/${src}`,
  sizes,
  type: 'image/png',
  form_factor: formFactor,
  label,
});

const shortcut = (name: string, open: string, description: string) => ({
  name,
  url: `./?open=${open}`,
  description,
  icons: [icon('icon-192.png', '192x192', 'any')],
});

/** Completed by packing: `name`, `short_name`, `id`, `theme_color`, `file_handlers` and the file extensions to share. */
const manifest = {
  id: './keyferry',
  name: 'Keyferry',
  short_name: 'Keyferry',
  description: 'Activates a license on a machine without internet, with files or QR codes.',
  lang: 'en',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#f3f4f6',
  theme_color: '#f3f4f6',
  categories: ['utilities', 'productivity'],
  icons: [
    icon('icon.svg', 'any', 'any'),
    icon('icon-192.png', '192x192', 'any'),
    icon('icon-512.png', '512x512', 'any'),
    icon('icon-maskable-512.png', '512x512', 'maskable'),
  ],
  screenshots: [
    screenshot('phone.png', '824x1648', 'narrow', 'Licenses for many computers in one trip'),
    screenshot('computer.png', '1280x800', 'wide', 'A license request as a code'),
  ].filter(({ src }) => existsSync(`public/${src}`)),
  // src/activation/shortcuts.ts opens them.
  shortcuts: [
    shortcut('Scan a request', 'scan', 'Get a license for another computer'),
    shortcut('My list', 'list', 'Requests and licenses on this device'),
    shortcut('My computers', 'computers', 'The computers that use a serial number'),
  ],
  launch_handler: { client_mode: ['focus-existing', 'auto'] },
  share_target: {
    action: './share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: { title: 'title', text: 'text', url: 'url', files: [{ name: 'files', accept: [] }] },
  },
  file_handlers: [],
};

/** Emits the manifest that `packManifest` completes. */
export function webManifest(): Plugin {
  return {
    name: 'keyferry:web-manifest',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source: JSON.stringify(manifest, null, 2) });
    },
  };
}
