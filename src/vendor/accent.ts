/** The darkest light background and the lightest dark one behind the color, as in `styles.css`. */
const backgrounds = { light: '#f6f7f9', dark: '#1a212b' };

/** Contrast of text (WCAG 2.2, success criterion 1.4.3). */
const minContrast = 4.5;

type Rgb = readonly [number, number, number];

/**
 * Adjusts a vendor's color until text in it is readable on either background.
 *
 * @param accent `#rrggbb`
 * @returns the colors for light and dark mode, of the same hue
 */
export function readableAccent(accent: string): { light: string; dark: string } {
  return {
    light: mixUntilReadable(parse(accent), parse(backgrounds.light), [0, 0, 0]),
    dark: mixUntilReadable(parse(accent), parse(backgrounds.dark), [255, 255, 255]),
  };
}

function mixUntilReadable(color: Rgb, ground: Rgb, toward: Rgb): string {
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = color.map((channel, at) => Math.round(channel + ((toward[at] ?? 0) - channel) * share));
    const candidate = mixed as unknown as Rgb;
    if (contrast(candidate, ground) >= minContrast) return format(candidate);
  }
  return format(toward);
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
