import { type ComponentChildren, Fragment } from 'preact';

/** A name and its value; rows without a value are left out. */
export type NamedFact = readonly [name: string, value: ComponentChildren | null | undefined | false];

/** Names and values, in two columns where there is room. */
export function Facts({ facts }: { readonly facts: readonly NamedFact[] }) {
  const shown = facts.filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '');
  return (
    <dl class="facts">
      {shown.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
