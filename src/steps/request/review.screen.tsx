import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { ComeBackHint } from '../storage/ComeBackHint.tsx';

/** Shows everything that will leave the machine. */
export default function Review() {
  const { journey, messages, tool } = useWizard();
  const { review } = messages;
  const { product } = journey.profile;
  return (
    <ScreenFrame
      title={review.title}
      lead={review.text}
      {...(tool && { back: null })}
      actions={<PrimaryButton onPress={() => void journey.machine.createRequest()}>{review.create}</PrimaryButton>}
    >
      <dl class="facts">
        <dt>{review.product}</dt>
        <dd>
          {product.name} {product.version}
        </dd>
        <dt>{review.installation}</dt>
        <dd>{review.installationHint}</dd>
        <dt>{review.created}</dt>
        <dd>
          {new Intl.DateTimeFormat(messages.language, { dateStyle: 'medium', timeStyle: 'short' }).format(
            journey.now(),
          )}
        </dd>
        {tool && <tool.Leaves />}
      </dl>
      <ComeBackHint />
      {tool ? <tool.LeavesNotes /> : <p class="hint">{review.privacy}</p>}
    </ScreenFrame>
  );
}
