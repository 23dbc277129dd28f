/** A computer that shows a code, with no network. */
export function ComputerDrawing() {
  return (
    <svg class="drawing" viewBox="60 8 250 152" stroke-width="3.4" aria-hidden="true">
      <rect x="70" y="18" width="180" height="112" rx="10" />
      <path d="M130 152h60M160 130v22" />
      <g class="filled">
        <path d="M128 42h22v22h-22zM170 42h22v22h-22zM128 84h22v22h-22z" />
        <path d="M156 46h8v8h-8zM156 62h8v8h-8zM170 72h8v8h-8zM184 84h8v8h-8zM172 96h8v10h-8zM156 82h8v8h-8z" />
      </g>
      <path class="faint" d="M276 40l24 24M300 40l-24 24" />
    </svg>
  );
}

/** A phone with a tick, and with a network. */
export function PhoneDrawing() {
  return (
    <svg class="drawing" viewBox="82 4 196 160" stroke-width="3.4" aria-hidden="true">
      <rect x="122" y="10" width="76" height="148" rx="14" />
      <path d="M150 24h20" />
      <path d="M140 86l14 14 28-30" stroke-width="5" />
      <path class="faint" d="M226 62a34 34 0 0 1 0 46M244 48a58 58 0 0 1 0 74" />
    </svg>
  );
}
