import { computerActions } from '../../activation/computers/computers.ts';
import type { ListedComputers } from '../../activation/records.ts';
import type { Computer } from '../../contract/calls/computers.ts';
import { endDateIn } from '../../messages/endDate.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RemoveButton } from '../frame/RemoveButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import type { ScreenProps } from '../views.ts';

/** One computer that uses the serial number: its license again, or its place for another computer. */
export default function OneComputer({ screen: { id } }: ScreenProps<'computer'>) {
  const { journey, messages } = useWizard();
  const { computers: words, facts } = messages;
  const { computers: list } = journey.state.value;
  const computer = journey.part(computerActions).find(id);
  if (!list || !computer) return null;
  const day = new Intl.DateTimeFormat(messages.language, { dateStyle: 'long' });
  return (
    <ScreenFrame
      title={words.computer(computer.machine)}
      actions={
        <PrimaryButton
          working={messages.serial.sending}
          onPress={() => void journey.part(computerActions).fetchLicense(id)}
        >
          {words.fetch}
        </PrimaryButton>
      }
      after={<Remove list={list} computer={computer} />}
    >
      <dl class="facts">
        <dt>{facts.type}</dt>
        <dd>{journey.nameOfType(computer.licenseType, list.product)}</dd>
        <dt>{words.activatedOn}</dt>
        <dd>{day.format(new Date(computer.since))}</dd>
        <dt>{words.issuedOn}</dt>
        <dd>{day.format(new Date(computer.lastIssuedAt))}</dd>
        <dt>{facts.until}</dt>
        <dd>{computer.stopDate === null ? facts.forever : endDateIn(messages.language, 'long')(computer.stopDate)}</dd>
      </dl>
      <p class="hint">{words.fetchHint}</p>
    </ScreenFrame>
  );
}

/** Says before it asks what removing does, and what it does not do. */
function Remove({ list, computer }: { list: ListedComputers; computer: Computer }) {
  const { journey, messages } = useWizard();
  const { computers: words } = messages;
  const { releasesLeft, nextReleaseAt } = list;
  if (releasesLeft === 0) {
    const day = new Intl.DateTimeFormat(messages.language, { dateStyle: 'long' });
    return (
      <p class="note">
        <Glyph name="clock" size={20} />
        {nextReleaseAt === null ? words.removeNever : words.removeFrom(day.format(new Date(nextReleaseAt)))}
      </p>
    );
  }
  const end = computer.stopDate && endDateIn(messages.language, 'long')(computer.stopDate);
  const license = end ? words.worksUntil(end) : words.worksOn;
  return (
    <RemoveButton
      label={words.gone}
      question={`${words.askRemove(computer.machine)} ${license} ${words.removesLeft(releasesLeft)}`}
      confirm={words.remove}
      remove={() => journey.part(computerActions).release(computer.id)}
    />
  );
}
