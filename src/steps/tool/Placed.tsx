import { useWizard } from '../context.ts';

/** Where the license is installed. */
export function Placed() {
  const { journey, messages } = useWizard();
  const { tool: view } = journey.state.value;
  const words = messages.tool;
  if (!view || !words) return null;
  const { path, kept } = view.place;
  return (
    <>
      <dl class="facts">
        <dt>{path === null ? words.placed.kept : words.placed.at}</dt>
        <dd dir="ltr" translate={false}>
          {path ?? kept}
        </dd>
      </dl>
      {path === null && <p class="note">{words.placed.nowhere}</p>}
      {view.clock && <p class="note">{words.placed.clock(view.clock)}</p>}
      <p class="hint">{words.placed.end}</p>
    </>
  );
}
