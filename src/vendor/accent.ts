type Rgb = readonly [number, number, number];

interface Mode {
  /** The ground behind the color that has the least contrast to it: `--paper` or `--surface` of `ui/tokens.css`. */
  readonly ground: Rgb;
  /** `--surface`, which the color tints. */
  readonly surface: Rgb;
  /** Share of the color in its tint. */
  readonly tint: number;
  /** A color that is hard to read is mixed with it. */
  readonly toward: Rgb;
}

const modes: Record<'light' | 'dark', Mode> = {
  light: { ground: parse('#f3f4f6'), surface: parse('#ffffff'), tint: 0.1, toward: [0, 0, 0] },
  dark: { ground: parse('#171d26'), surface: parse('#171d26'), tint: 0.12, toward: [255, 255, 255] },
};

/** Contrast of text (WCAG 2.2, success criterion 1.4.3). */
const minContrast = 4.5;

/** A vendor's color in one mode, as `#rrggbb`. */
export interface AccentColors {
  readonly color: string;
  /** The ground of a word or a card in that color. */
  readonly soft: string;
}

/**
 * Adjusts a vendor's color until text in it is readable: on every ground of the page, and on its own tint.
 *
 * @param accent `#rrggbb`
 * @returns the colors for light and dark mode, of the same hue
 */
export function readableAccent(accent: string): { readonly light: AccentColors; readonly dark: AccentColors } {
  return { light: mixUntilReadable(parse(accent), modes.light), dark: mixUntilReadable(parse(accent), modes.dark) };
}

/**
 * @param accent `#rrggbb`; null for the design system's own color
 * @returns the custom properties by which `ui/tokens.css` takes the color; empty values reset them
 */
export function accentProperties(accent: string | null): ReadonlyMap<string, string> {
  const colors = accent === null ? null : readableAccent(accent);
  return new Map([
    ['--accent-light', colors?.light.color ?? ''],
    ['--accent-light-soft', colors?.light.soft ?? ''],
    ['--accent-dark', colors?.dark.color ?? ''],
    ['--accent-dark-soft', colors?.dark.soft ?? ''],
  ]);
}

function mixUntilReadable(color: Rgb, { ground, surface, tint, toward }: Mode): AccentColors {
  for (let share = 0; share < 1; share += 0.02) {
    const candidate = mix(color, toward, share);
    const soft = mix(surface, candidate, tint);
    if (contrast(candidate, ground) >= minContrast && contrast(candidate, soft) >= minContrast)
      return { color: format(candidate), soft: format(soft) };
  }
  return { color: format(toward), soft: format(mix(surface, toward, tint)) };
}

/** @param share of the second color, from 0 to 1 */
function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return a.map((channel, at) => Math.round(channel + ((b[at] ?? 0) - channel) * share)) as unknown as Rgb;
}

/** WCAG 2.2, definition of contrast ratio. */
function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.2, definition of relative luminance. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function parse(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function format(color: Rgb): string {
  return `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
