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
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.2 2',
} as const;

export type GlyphName = keyof typeof paths;

export function Glyph({ name, size = 24 }: { name: GlyphName; size?: number }) {
  return (
    <svg class="glyph" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
