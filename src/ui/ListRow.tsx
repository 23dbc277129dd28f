import type { ComponentChildren } from 'preact';

interface ListRowProps {
  readonly title: ComponentChildren;
  /** Second line: identifier, date. */
  readonly detail?: ComponentChildren;
  /** At the end of the row, usually a `Pill`. */
  readonly state?: ComponentChildren;
  /** Opens the record. */
  readonly onOpen: () => void;
  /** With it, the row has a box to tick. */
  readonly tick?: {
    /** Name for screen readers. */
    readonly label: string;
    readonly ticked: boolean;
    readonly onTick: (ticked: boolean) => void;
  };
}

/** A record of a `<ul class="list">`: the box ticks it, everything else opens it. */
export function ListRow({ title, detail, state, onOpen, tick }: ListRowProps) {
  return (
    <li class={tick ? 'tickable' : undefined}>
      {tick && (
        <label class="tick">
          <input
            type="checkbox"
            aria-label={tick.label}
            checked={tick.ticked}
            onChange={(event) => tick.onTick(event.currentTarget.checked)}
          />
        </label>
      )}
      <button type="button" class="row-open" onClick={onOpen}>
        <span>
          <span class="row-title">{title}</span> <span class="row-detail">{detail}</span>
        </span>
        {state}
      </button>
    </li>
  );
}
