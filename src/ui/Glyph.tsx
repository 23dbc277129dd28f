/** Icons as strokes in the current text color. */
const paths = {
  computer: 'M3.5 4.5h17v11h-17zM9 19.5h6M12 15.5v4',
  phone: 'M7.5 2.5h9v19h-9zM11 18.5h2',
  arrow: 'M4 12h15M13 6l6 6-6 6',
  back: 'M20 12H5M11 6l-6 6 6 6',
  camera: 'M3.5 7.5h4l1.5-2.5h6l1.5 2.5h4v11.5h-17zM12 16a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5z',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  share: 'M12 15V4M8 7.5 12 3.5l4 4M6 11.5v9h12v-9',
  paste: 'M8 5H6v16h12V5h-2M9 3.5h6v3H9z',
  check: 'M4.5 12.5l5 5 10-11',
  alert: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.3',
  offline: 'M4 4l16 16M5 12.5a10 10 0 0 1 4-2.4M12.8 9.6a10 10 0 0 1 6.2 2.9M8 16a6 6 0 0 1 6-1.2M12 19.5v.2',
  enlarge: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  code: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM20 14v.2M14 20v.2M20 17.5V20h-2.5',
  print: 'M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z',
  pause: 'M8.5 5v14M15.5 5v14',
  play: 'M7.5 4.5 19 12 7.5 19.5z',
  minus: 'M5 12h14',
  plus: 'M12 5v14M5 12h14',
  lamp: 'M9.5 20.5h5M10 17.5h4M9 14.5a6 6 0 1 1 6 0v.5H9z',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20.5 20.5',
  more: 'M4 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0zM11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0zM18 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0z',
  close: 'M6 6l12 12M18 6 6 18',
  down: 'M6 9.5l6 6 6-6',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9z',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.3 9.5a2.8 2.8 0 1 1 4 2.6c-.9.5-1.3 1-1.3 2M12 17.2v.2',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  remove: 'M5 7h14M9.5 7V4h5v3M7 7l1 13.5h8L17 7M10.5 11v6M13.5 11v6',
  list: 'M8.5 6h12M8.5 12h12M8.5 18h12M4 6h.2M4 12h.2M4 18h.2',
  renew: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4v5h-5',
  swap: 'M4 8.5h14M14.5 5 18 8.5 14.5 12M20 15.5H6M9.5 12 6 15.5 9.5 19',
  keyboard: 'M3 6.5h18v11H3zM7 10h.2M10.5 10h.2M14 10h.2M17.2 10h.2M8 14h8',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.2 2',
} as const;

export type GlyphName = keyof typeof paths;
export const glyphNames = Object.keys(paths) as readonly GlyphName[];

export function Glyph({ name, size = 24 }: { name: GlyphName; size?: number }) {
  return (
    <svg class="glyph" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
