import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** Placeholder in index.html until the build knows the hashes. */
const policyPlaceholder = '<meta http-equiv="Content-Security-Policy" content="keyferry-policy" />';

/**
 * Sets the content security policy of the finished page: inline content is allowed by hash and nothing else runs. The
 * vendor's address is not known yet; `src/vendor/pack.ts` fills in `connect-src`. JSON in a script element is data, so
 * packing changes no hash.
 *
 * @param own whether scripts and styles may also come from the page's own origin (never from `file://`)
 * @param decoder whether the page reads codes, which takes a camera, a worker and WebAssembly
 */
export function contentPolicy(own: 'own-files' | 'inline-only', { decoder } = { decoder: true }): Plugin {
  return {
    name: 'keyferry:content-policy',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'asset' && file.fileName.endsWith('.html')) {
            file.source = withPolicy(asText(file.source), own, decoder);
          }
        }
      },
    },
  };
}

const forDecoder = ["img-src data: blob: 'self'", 'media-src blob:', "worker-src 'self' blob:", "manifest-src 'self'"];

function withPolicy(html: string, own: 'own-files' | 'inline-only', decoder: boolean): string {
  if (html.split(policyPlaceholder).length !== 2) throw new Error('the page must hold the policy placeholder once');
  const self = own === 'own-files' ? ["'self'"] : [];
  const sources = (hashes: string[]) => [...self, ...hashes].join(' ') || "'none'";
  const scripts = [...inlineHashes(html, 'script'), ...(decoder ? ["'wasm-unsafe-eval'"] : [])];
  const policy = [
    "default-src 'none'",
    `script-src ${sources(scripts)}`,
    `style-src ${sources(inlineHashes(html, 'style'))}`,
    ...(decoder ? forDecoder : ["img-src data: 'self'"]),
    'connect-src keyferry-service',
    "form-action 'self'",
    "base-uri 'none'",
  ].join('; ');
  return html.replace(policyPlaceholder, `<meta http-equiv="Content-Security-Policy" content="${policy}" />`);
}

/** Hashes of what runs inline: every style, and every script without a `src` that is not a data block. */
export function inlineHashes(html: string, element: 'script' | 'style'): string[] {
  const found = html.matchAll(new RegExp(`<${element}\\b([^>]*)>([\\s\\S]*?)</${element}>`, 'g'));
  return [...found]
    .filter(([, attributes = '']) => !/\ssrc=/.test(attributes) && !/type="application\/json"/.test(attributes))
    .map(([, , text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}

export function asText(source: string | Uint8Array): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}
