/**
 * Names a language's chunks after the language: `de-1a2b3c4d.js`. The texts of the command line tool's page keep the
 * prefix `tool`, by which the service worker leaves them out.
 *
 * @param assetsDir folder of the built files
 */
export function chunkNames(assetsDir: string) {
  return ({ facadeModuleId }: { readonly facadeModuleId?: string | null }): string => {
    const [, language, file] = /\/messages\/([^/]+)\/(\w+)\.ts$/.exec(facadeModuleId ?? '') ?? [];
    const name = file === 'tool' ? `tool-${language}` : language;
    return `${assetsDir}/${name ?? '[name]'}-[hash].js`;
  };
}
