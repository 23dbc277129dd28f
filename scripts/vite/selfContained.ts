import type { Plugin } from 'vite';
import { asText } from './contentPolicy.ts';

/** Fails the build if the one-file page needs any other file. */
export function selfContained(): Plugin {
  return {
    name: 'keyferry:self-contained',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.values(bundle);
        for (const page of files) {
          if (page.type !== 'asset' || !page.fileName.endsWith('.html')) continue;
          // From file://, a script or style marked crossorigin is refused even when it is inline in the page.
          page.source = asText(page.source).replace(/(<(?:script|style|link)\b[^>]*?) crossorigin(?=[\s>])/g, '$1');
          const left = externalReferences(page.source);
          if (left.length > 0) this.error(`the one-file page still refers to ${left.join(', ')}`);
        }
        const others = files.map((file) => file.fileName).filter((name) => !name.endsWith('.html'));
        if (others.length > 0) this.error(`the build left other files than the one-file page: ${others.join(', ')}`);
      },
    },
  };
}

/**
 * Addresses that a browser would load for this page.
 *
 * @param html a built page
 * @returns every `src`, `href` and `url()` outside scripts that is not a data: URI, and every static import in scripts
 */
export function externalReferences(html: string): string[] {
  const scripts = [...html.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code);
  const markup = html.replace(/(<script\b[^>]*>)[\s\S]*?(<\/script>)/g, '$1$2');
  const attributes = [...markup.matchAll(/\s(?:src|href|srcset|data|action|poster)\s*=\s*["']?([^"'\s>]+)/g)];
  const styles = [...markup.matchAll(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g)];
  const imports = scripts.flatMap((code) => [
    ...code.matchAll(/(?:^|[;\n}])\s*import(?:[\w{}*,$\s]*from)?\s*["']([^"']+)["']/g),
  ]);
  return [...attributes, ...styles, ...imports]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((address) => !/^(?:data:|#)/.test(address));
}
