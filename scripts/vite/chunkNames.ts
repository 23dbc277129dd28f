/**
 * Names a language's chunks after the language (`de-1a2b3c4d.js`), so that file lists and size tables are readable.
 *
 * @param assetsDir folder of the built files
 */
export function chunkNames(assetsDir: string) {
  return ({ facadeModuleId }: { readonly facadeModuleId?: string | null }): string => {
    const [, language] = /\/messages\/([^/]+)\/\w+\.ts$/.exec(facadeModuleId ?? '') ?? [];
    return `${assetsDir}/${language ?? '[name]'}-[hash].js`;
  };
}
