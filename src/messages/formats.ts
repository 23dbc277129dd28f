/**
 * Formats of dates and lists, created at their first use: creating one takes milliseconds, and most texts are never shown.
 *
 * @param language language tag (BCP 47)
 */
export function dateFormatIn(
  language: string,
  options: Intl.DateTimeFormatOptions,
): (instant: Date | number) => string {
  let format: Intl.DateTimeFormat | undefined;
  return (instant) => {
    format ??= new Intl.DateTimeFormat(language, options);
    return format.format(instant);
  };
}

/** As {@link dateFormatIn}: `one, two, and three`. */
export function listFormatIn(language: string): (items: readonly string[]) => string {
  let format: Intl.ListFormat | undefined;
  return (items) => {
    format ??= new Intl.ListFormat(language);
    return format.format(items);
  };
}
