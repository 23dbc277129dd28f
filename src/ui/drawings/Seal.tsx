/** `done`: a tick. `ending`: a clock. `ended`: a clock, crossed out. */
export type SealKind = 'done' | 'ending' | 'ended';

const signs: Record<SealKind, string> = {
  done: 'M41 63l14.5 14.5L85 46',
  ending: 'M63 40v24l15 10',
  ended: 'M63 40v24l15 10M42 84l42-42',
};

/** The seal at the end of the trip: a rosette that says in one look how things stand. */
export function Seal({ kind = 'done' }: { readonly kind?: SealKind }) {
  return (
    <svg class={`drawing seal ${kind}`} viewBox="0 0 126 126" stroke-width="3.5" aria-hidden="true">
      <path class="seal-edge" d={rosette(63, 61, 54, 18)} />
      <circle class="seal-ring" cx="63" cy="63" r="42" stroke-width="2" />
      <path class="seal-sign" d={signs[kind]} stroke-width="7" />
    </svg>
  );
}

/**
 * @param center of both axes
 * @param outer radius to which the scallops reach, nearly
 * @param inner radius between them
 * @param count of scallops
 * @returns a closed path of scallops around the center
 */
function rosette(center: number, outer: number, inner: number, count: number): string {
  const at = (turn: number, radius: number) => {
    const angle = turn * 2 * Math.PI - Math.PI / 2;
    return `${(center + radius * Math.cos(angle)).toFixed(1)} ${(center + radius * Math.sin(angle)).toFixed(1)}`;
  };
  const scallops = Array.from(
    { length: count },
    (_, index) => `Q${at((index + 0.5) / count, outer)} ${at((index + 1) / count, inner)}`,
  );
  return `M${at(0, inner)}${scallops.join('')}z`;
}
